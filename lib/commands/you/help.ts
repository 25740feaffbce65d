/** `/help`: one screen with every command, or more about one. @module */

import { quoted } from "../../text/quoted.ts";
import { type Topic, TOPICS } from "../../model/verb.ts";
import type { Command, Commands } from "../command.ts";
import { nearestVerb, verbOf, wordNamed } from "../line.ts";

/**
 * Shows what can be typed.
 * @param all every command there is: this one is among them
 */
export const help = (all: () => Commands): Command => ({
  usage: "/help [COMMAND]",
  takes: ["verb"],
  who: "anyone",
  run({ answer }, argument) {
    const commands = all();
    if (argument === "") {
      const topics = (Object.keys(TOPICS) as Topic[]).map((topic) => ({
        topic,
        usages: TOPICS[topic].map((verb) => commands[verb].brief ?? commands[verb].usage),
      }));
      return void answer({ kind: "help", topics });
    }
    const word = wordNamed(argument), verb = verbOf(word);
    if (verb === undefined) {
      return { kind: "unknown_verb", given: quoted(argument), nearest: nearestVerb(word) };
    }
    return void answer({ kind: "help_on", verb, usage: commands[verb].usage });
  },
});
