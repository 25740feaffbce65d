/** A line that is no command: said to all others in a room. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Refusal } from "../../model/refusal.ts";
import { maySpeak } from "../../model/room_rules.ts";
import type { Room } from "../../chat/room.ts";
import { comeBack } from "../people/away.ts";
import { confirm, type GuestAsker } from "../command.ts";

/** Says a line. A blank one says nothing: it is the Enter somebody pressed to see whether the line is alive. */
export function say(asker: GuestAsker, text: CleanText, room = asker.guest.current): Refusal | undefined {
  return text.trim() === "" ? undefined : sayIn(room, asker, { kind: "said", text });
}

/** Says or does something in a room, if the room lets one. */
export function sayIn(
  room: Room,
  asker: GuestAsker,
  line: { readonly kind: "said" | "acted"; readonly text: CleanText },
): Refusal | undefined {
  const { dispatcher, seat, guest: { person } } = asker, { label } = room;
  if (!maySpeak(room.access.kind, room.standing(person))) return { kind: "only_owners_speak", room: label };
  const { id } = dispatcher.do<"said" | "acted">({ ...line, who: person.id, room: label }, seat);
  confirm(asker, id);
  comeBack(asker); // whoever says something is here
  return undefined;
}
