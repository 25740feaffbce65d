/** `/motd`: the message of the day, which the operator wrote into a file. @module */

import type { Command } from "../command.ts";

export const motd: Command = {
  usage: "/motd",
  takes: [],
  who: "anyone",
  run: ({ settings, answer }) => void answer({ kind: "motd", lines: settings.motdLines }),
};
