/** `/msg`: a line for one person, in whatever room they are. @module */

import type { Person } from "../../chat/person.ts";
import type { Seat } from "../../chat/seats.ts";
import type { CleanText } from "../../text/clean.ts";
import { type Command, confirm, type GuestAsker, misuse, personNamed } from "../command.ts";
import { firstWord } from "../../text/clean_parts.ts";
import { once } from "../../runtime/soon.ts";
import type { Outcome } from "../outcome.ts";

export const msg: Command = {
  usage: "/msg NAME TEXT",
  takes: ["person", "text"],
  who: "guests",
  run(asker, argument) {
    const [word, text] = firstWord(argument);
    if (text === "") return misuse("msg", this.usage, argument);
    const to = personNamed(asker, word);
    if (to.kind !== "person") return to;
    if (to === asker.guest.person) return { kind: "yourself", verb: "msg" };
    return whisper(asker, to, text);
  },
};

/**
 * Says a line to one person, and tells the sender if they are away.
 * @param seat where it is shown already
 */
export function whisper(asker: GuestAsker, to: Person, text: CleanText, seat?: Seat): Outcome {
  return once(asker.hub.whisper(asker.guest, to, text, seat), (sent) => {
    if (typeof sent !== "number") return sent;
    confirm(asker, sent);
    if (to.away !== undefined) asker.answer({ kind: "is_away", name: to.name, text: to.away });
    return undefined;
  });
}
