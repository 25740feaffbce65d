/** A line that is no command: said to all others in a room, or to one person alone. @module */

import type { CleanText, Name } from "../../text/clean.ts";
import { cleanText } from "../../text/clean_text.ts";
import { maySpeak } from "../../model/room_rules.ts";
import type { Person } from "../../chat/person.ts";
import type { Room } from "../../chat/room.ts";
import { comeBack } from "../people/away.ts";
import { confirm, type GuestAsker } from "../command.ts";
import { onceDone, type Outcome } from "../outcome.ts";
import { whisper } from "./msg.ts";

/** What somebody says or does, before it is known where. */
export interface Said {
  readonly kind: "said" | "acted";
  readonly text: CleanText;
}

/** Says a line. A blank one says nothing: it is the Enter somebody pressed to see whether the line is alive. */
export function say(asker: GuestAsker, text: CleanText, room?: Room): Outcome {
  return text.trim() === "" ? undefined : send(asker, { kind: "said", text }, room);
}

/** Says or does something in a room that was named, or else where one's lines go. */
export function send(asker: GuestAsker, line: Said, room?: Room): Outcome {
  const { current, correspondence: { query, parted } } = asker.guest;
  if (room !== undefined || (query === undefined && parted === undefined)) {
    return sendTo(room ?? current, asker, line);
  }
  if (query !== undefined) return sendAlone(asker, query.person, line);
  asker.guest.correspondence.parted = undefined; // the next one is meant for the room
  return { ...parted!, room: current.label };
}

/** What one person is told alone: what is done has no other form there. */
export function aloneAs({ kind, text }: Said, name: Name): CleanText {
  return kind === "said" ? text : cleanText(`* ${name} ${text}`);
}

/** Says or does something in a room, if the room lets one. */
function sendTo(room: Room, asker: GuestAsker, line: Said): Outcome {
  const { dispatcher, seat, guest: { person } } = asker, { label } = room;
  if (!maySpeak(room.access.kind, room.standing(person))) return { kind: "only_owners_speak", room: label };
  const done = dispatcher.do<"said" | "acted">({ ...line, who: person.id, room: label }, seat);
  return onceDone(done, ({ id }) => {
    confirm(asker, id);
    return comeBack(asker); // whoever says something is here
  });
}

/** Says or does something to one person alone. A line editor has shown it already. */
function sendAlone(asker: GuestAsker, to: Person, line: Said): Outcome {
  const { seat, terminal, guest } = asker;
  const isShown = terminal.isEditing && !seat.dialect.json;
  return whisper(asker, to, aloneAs(line, guest.name), isShown ? seat : undefined);
}
