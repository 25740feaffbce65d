/** A line that is no command: said to all others in a room. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Refusal } from "../../model/refusal.ts";
import { maySpeak } from "../../model/room_rules.ts";
import type { Room } from "../../chat/room.ts";
import { comeBack } from "../people/away.ts";
import { confirm, type GuestAsker } from "../command.ts";

/** Says a line. A blank one says nothing: it is the Enter somebody pressed to see whether the line is alive. */
export function say(asker: GuestAsker, text: CleanText, room = asker.guest.current): Refusal | undefined {
  return text.trim() === "" ? undefined : speak("said", asker, room, text);
}

/** Says or does something in a room, if the room lets one. */
export function speak(
  kind: "said" | "acted",
  asker: GuestAsker,
  room: Room,
  text: CleanText,
): Refusal | undefined {
  const { hub, guest } = asker;
  if (!maySpeak(room.access.kind, room.standing(guest.person))) {
    return { kind: "only_owners_speak", room: room.label };
  }
  confirm(asker, hub.speak(kind, asker, room, text));
  comeBack(asker); // whoever says something is here
  return undefined;
}
