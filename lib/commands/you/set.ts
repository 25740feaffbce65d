/** `/set`: how many past lines one sees on entering a room; alone, all settings. @module */

import { narrow } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";

/** Most past lines shown on entering a room. */
const MAX_REPLAY = 100;

export const set: Command = {
  usage: `/set replay 0..${MAX_REPLAY}`,
  brief: "/set",
  takes: [{ replay: ["word"] }],
  who: "anyone",
  run(asker, argument) {
    const [, number] = /^replay\s+(\d{1,3})$/.exec(narrow(argument)) ?? [];
    if (argument !== "" && (number === undefined || Number(number) > MAX_REPLAY)) {
      return misuse("set", this.usage, argument);
    }
    const { replayLines } = asker.prefer(number === undefined ? undefined : { replayLines: Number(number) });
    return void asker.answer({ kind: "settings", replay: replayLines, dialect: asker.seat.dialect });
  },
};
