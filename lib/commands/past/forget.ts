/** `/forget`: takes back all that one said since one came, under all names one had. @module */

import { type Command, type GuestAsker, misuse } from "../command.ts";
import { once } from "../../runtime/soon.ts";
import { onceDone } from "../outcome.ts";

export const forget: Command = {
  usage: "/forget",
  takes: [],
  cost: 20,
  who: "guests",
  run(asker, argument) {
    if (argument !== "") return misuse("forget", this.usage, argument);
    return onceDone(
      asker.hub.forget(asker.guest),
      ({ erased }) => once(erased, (lines) => tell(asker, lines)),
    );
  },
};

/** Tells how many lines went; undefined where some will go later. */
function tell({ tidy, answer }: GuestAsker, lines: number | undefined): undefined {
  answer({ kind: "forgotten", lines: lines ?? 0, isCertain: lines !== undefined });
  tidy();
}
