/** `/forget`: takes back all that one said since one came, under all names one had. @module */

import { type Command, type GuestAsker, misuse } from "../command.ts";

export const forget: Command = {
  usage: "/forget",
  takes: [],
  cost: 20,
  who: "guests",
  run(asker, argument) {
    if (argument !== "") return misuse("forget", this.usage, argument);
    const forgotten = asker.hub.forget(asker.guest);
    if (forgotten instanceof Promise) return forgotten.then((lines) => tell(asker, lines));
    return tell(asker, forgotten);
  },
};

/** Tells how many lines went; undefined where some will go later. */
function tell({ tidy, answer }: GuestAsker, lines: number | undefined): undefined {
  answer({ kind: "forgotten", lines: lines ?? 0, isCertain: lines !== undefined });
  tidy();
}
