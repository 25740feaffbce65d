/** `/motd`: the message of the day, which the operator wrote into a file. @module */

import type { Command } from "../command.ts";

/** Shows it, or that there is none. */
export const motd: Command = {
  usage: "/motd",
  who: "anyone",
  run({ hub, answer }) {
    answer({ kind: "motd", lines: hub.settings.motdLines });
    return undefined;
  },
};
