/** `/help`: one screen with every command. @module */

import type { Command } from "./command.ts";
import { VERBS } from "../model/verb.ts";
import { COMMANDS } from "./table.ts";

/** Shows what can be typed. */
export const help: Command = {
  usage: "/help",
  who: "anyone",
  run({ hub, recipient }) {
    hub.tell(recipient, {
      kind: "help",
      commands: VERBS.map((verb) => ({ verb, usage: COMMANDS[verb].usage })),
    });
    return undefined;
  },
};
