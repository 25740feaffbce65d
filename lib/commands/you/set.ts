/** `/set`: what has no command of its own. @module */

import { narrow } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";

/** Most past lines shown on entering a room. */
const MAX_REPLAY = 100;

/** Sets how many past lines one sees on entering a room; alone, shows all settings. */
export const set: Command = {
  usage: `/set replay 0..${MAX_REPLAY}`,
  brief: "/set",
  who: "anyone",
  run({ recipient, answer }, argument) {
    const [, number] = /^replay\s+(\d{1,3})$/.exec(narrow(argument)) ?? [];
    if (argument !== "" && (number === undefined || Number(number) > MAX_REPLAY)) {
      return misuse("set", this.usage, argument);
    }
    if (number !== undefined) recipient.replayLines = Number(number);
    answer({ kind: "settings", replay: recipient.replayLines, dialect: recipient.dialect });
    return undefined;
  },
};
