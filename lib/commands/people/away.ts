/** `/away`: tells those who write to us that nobody is reading; typed again, that we are back. @module */

import { quoted } from "../../text/quoted.ts";
import type { Command, GuestAsker } from "../command.ts";
import { onceDone, type Outcome } from "../outcome.ts";

const MAX_REASON = 200;

export const away: Command = {
  usage: "/away [TEXT]",
  takes: ["text"],
  who: "guests",
  run(asker, argument) {
    if (argument === "" && asker.guest.person.away !== undefined) return comeBack(asker);
    const text = quoted(argument, MAX_REASON);
    const done = asker.dispatcher.do({ kind: "away", who: asker.guest.person.id, text });
    return onceDone(done, () => void asker.answer({ kind: "away", text }));
  },
};

/** Ends an absence, if there is one. */
export function comeBack({ dispatcher, guest: { person }, answer }: GuestAsker): Outcome {
  if (person.away === undefined) return undefined;
  const done = dispatcher.do({ kind: "away", who: person.id, text: undefined });
  return onceDone(done, () => void answer({ kind: "back" }));
}
