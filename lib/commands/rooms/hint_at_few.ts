/** The hint at `/set joins few`, where many come and go. @module */

import type { Guest } from "../../chat/guest.ts";
import type { Room } from "../../chat/room.ts";
import type { GuestAsker } from "../command.ts";

/** Most people in a room whose coming and going tells more than it disturbs. */
const MANY = 20;

const told = new WeakSet<Guest>();

/** Told once to each guest who edits lines here: with others, and with programs, it might stand among lines they look for. */
export function hintAtFew({ guest, terminal, answer }: GuestAsker, { label, members }: Room): void {
  if (!terminal.isEditing || guest.preferences.joins !== "on" || members.size <= MANY || told.has(guest)) {
    return;
  }
  told.add(guest);
  answer({ kind: "many_here", room: label, people: members.size });
}
