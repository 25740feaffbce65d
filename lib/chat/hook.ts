/**
 * A webhook: a name under which programs speak in one room, by a token that an owner of the room has given them. It is
 * nobody: it is in no room and reads nothing.
 *
 * @module
 */

import type { SavedHook } from "../model/saved_room.ts";
import type { Name, RoomName } from "../text/clean.ts";
import { NameTrail } from "./name_trail.ts";

/** Most webhooks of one room. */
export const MAX_HOOKS = 10;

/** How long a webhook that nobody uses keeps an empty room, in milliseconds of one run: as long as lines do by default. */
const IDLE_MS = 30 * 86_400_000;

export class Hook {
  /** Tells a hook from a person and from a refusal. */
  readonly kind = "hook";
  readonly room: RoomName;
  /** Who made it, under the name of that moment. */
  readonly by: Name;
  /** What its token is recognised by. */
  readonly hash: string;
  /** What it said since it is here. */
  readonly trail: NameTrail;

  /** @param came the id of the entry by which it is here, and when that was */
  constructor(
    { name, by, hash }: SavedHook,
    room: RoomName,
    came: { readonly id: number; readonly since: number },
  ) {
    this.room = room;
    this.by = by;
    this.hash = hash;
    this.trail = new NameTrail(name, came);
  }

  get name(): Name {
    return this.trail.name;
  }

  /** Whether it was made, found or used not long ago: then its room stays. */
  isInUse(now: number): boolean {
    return now - this.trail.lastLineAt < IDLE_MS;
  }

  /** As it is kept. */
  saved(): SavedHook {
    const { name, by, hash } = this;
    return { name, by, hash };
  }
}
