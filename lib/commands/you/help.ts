/** `/help`: one screen with every command, or more about one. @module */

import { quoted } from "../../model/notice.ts";
import { type Topic, TOPICS } from "../../model/verb.ts";
import { type Command, verbNamed } from "../command.ts";
import { COMMANDS } from "../table.ts";

/** Shows what can be typed. */
export const help: Command = {
  usage: "/help [COMMAND]",
  who: "anyone",
  run({ answer }, argument) {
    if (argument === "") {
      const topics = (Object.keys(TOPICS) as Topic[]).map((topic) => ({
        topic,
        usages: TOPICS[topic].map((verb) => COMMANDS[verb].brief ?? COMMANDS[verb].usage),
      }));
      answer({ kind: "help", topics });
      return undefined;
    }
    const verb = verbNamed(argument);
    if (verb === undefined) return { kind: "unknown_verb", given: quoted(argument), nearest: undefined };
    answer({ kind: "help_on", verb, usage: COMMANDS[verb].usage });
    return undefined;
  },
};
