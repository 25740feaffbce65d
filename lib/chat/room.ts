/**
 * One room: its name and rules, whose it is, and who is in it. It is the topic of what is said there.
 *
 * What people may do is decided by the pure functions of `model/room_rules.ts`; this class keeps what they ask for.
 *
 * @module
 */

import { hasOpenPast, type Standing } from "../model/room_rules.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { Name, RoomName } from "../text/clean.ts";
import { NO_TEXT } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import { Access } from "./access.ts";
import type { Hook } from "./hook.ts";
import { Members } from "./members.ts";
import { Owners } from "./owners.ts";
import type { Person } from "./person.ts";
import type { Topic } from "./seats.ts";

export class Room implements Topic {
  /** Tells a room from a refusal. */
  readonly kind = "room";
  /** Its name with the `#`, as its maker wrote it; also what its lines are marked with for those who talk elsewhere. */
  readonly label: RoomName;
  readonly access: Access = new Access();
  readonly members: Members;
  owners: Owners = new Owners();
  /** Through which programs speak here, the oldest first; written by `hook_book.ts`. */
  readonly hooks = new Map<Name, Hook>();
  /** What it is about; empty for nothing. */
  topic = NO_TEXT;
  /** Whether what is said in it is kept. */
  keepsHistory = true;
  /** The id of a kept line behind which newcomers may see what was said, unless the kind hides it; 0 for all. */
  pastFrom = 0;

  /** An empty room, open to all, that belongs to nobody; or one as it was kept. */
  constructor(label: RoomName, saved?: SavedRoom) {
    this.label = label;
    this.members = new Members(label);
    if (saved !== undefined) this.adopt(saved);
  }

  /** Takes over the rules and owners that a room was kept with; its hooks are taken over elsewhere (`hook_book.ts`). */
  adopt(saved: SavedRoom): void {
    this.access.change(saved.kind, 0, saved.password);
    this.topic = cleanText(saved.topic); // an older server kept what this one does not let in
    this.keepsHistory = saved.keepsHistory;
    this.pastFrom = saved.pastFrom;
    this.owners = new Owners(saved.owners);
  }

  /** The id behind which a member may see what was said: 0 for all. */
  openFrom(person: Person): number {
    const sinceId = this.members.sinceId(person) ?? Infinity;
    return hasOpenPast(this.access.kind) ? Math.min(sinceId, this.pastFrom) : sinceId;
  }

  /** What somebody is to the room. */
  standing(person: Person): Standing {
    return {
      isOwner: this.owners.has(person.identity),
      isMember: this.members.has(person),
      isInvited: this.members.isInvited(person),
    };
  }

  /** The room as it is kept. */
  saved(): SavedRoom {
    const { label: name, access: { kind, lock }, topic, owners, keepsHistory, pastFrom } = this;
    const hooks = Array.from(this.hooks.values(), (hook) => hook.saved());
    return { name, kind, topic, owners: owners.keys(), password: lock.seal, keepsHistory, pastFrom, hooks };
  }
}
