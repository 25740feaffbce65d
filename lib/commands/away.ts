/** `/away`: tells who writes to us that nobody is reading. @module */

import type { Command, GuestAsker } from "./command.ts";

/** Says that one is away, and why; a second time without a reason says that one is back. */
export const away: Command = {
  usage: "/away [TEXT]",
  who: "guests",
  run(asker, argument) {
    if (argument === "" && asker.guest.away !== undefined) return comeBack(asker);
    asker.guest.away = argument;
    asker.answer({ kind: "away", text: argument });
    return undefined;
  },
};

/** Ends an absence, if there is one. */
export function comeBack({ guest, answer }: GuestAsker): undefined {
  if (guest.away === undefined) return;
  guest.away = undefined;
  answer({ kind: "back" });
}
