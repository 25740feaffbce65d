/** The last lines of a room, for somebody who has just come in. @module */

import type { Room } from "../../chat/room.ts";
import type { GuestAsker } from "../command.ts";
import { fitting, newestSeen } from "./past.ts";

/** Shows them, as many as the guest has asked for. Programs get none: they would take them for news. */
export function replay({ hub, guest, answer }: GuestAsker, room: Room): void {
  const limit = guest.preferences.replayLines;
  if (guest.person.isBot || limit === 0 || !room.keepsHistory) return;
  const after = room.openFrom(guest.person);
  const past = hub.archive.ask((store) => newestSeen(guest, store, { room: room.label, after, limit }));
  if (past.kind !== "answer" || past.value.length === 0) return;
  answer({
    kind: "replay",
    messages: fitting(past.value).messages,
    room: room.label,
    now: hub.clock.time(),
  });
}
