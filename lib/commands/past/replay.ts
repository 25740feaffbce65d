/** The last lines of a room, for somebody who has just come in. @module */

import type { Room } from "../../chat/room.ts";
import type { GuestAsker } from "../command.ts";
import { openTo } from "./past.ts";

/** Shows them, as many as the guest has asked for. Programs get none: they would take them for news. */
export function replay({ past, clock, guest, answer }: GuestAsker, room: Room): void {
  const limit = guest.preferences.replayLines;
  if (guest.person.isBot || limit === 0 || !room.keepsHistory) return;
  const looked = past.recent(openTo(guest, [room]), limit);
  if (looked.kind !== "excerpt" || looked.messages.length === 0) return;
  answer({ kind: "replay", messages: looked.messages, room: room.label, now: clock.time() });
}
