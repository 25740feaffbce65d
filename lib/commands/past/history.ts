/** `/history`: the last lines of the current room, or of another one the asker is in. @module */

import { type Command, misuse } from "../command.ts";
import { keptRoom, openTo, show } from "./past.ts";
import { NO_TEXT, wordsIn } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";

/** Lines shown where no number is given, and most that may be asked for. */
const USUAL_LINES = 20, MAX_LINES = 500;

export const history: Command = {
  usage: `/history [1..${MAX_LINES}] [#ROOM]`,
  brief: "/history [N] [#ROOM]",
  takes: ["own room", "own room"],
  cost: 5,
  who: "guests",
  run(asker, argument) {
    const words = wordsIn(argument);
    const number = words.find((word) => /^\d+$/.test(narrow(word)));
    const [named = NO_TEXT, ...rest] = words.filter((word) => word !== number);
    const limit = number === undefined ? USUAL_LINES : Number(narrow(number));
    const isNumber = /^[-+.\d]/.test(narrow(named)); // no room begins so without its #
    if (rest.length > 0 || isNumber || limit < 1 || limit > MAX_LINES) {
      return misuse("history", this.usage, argument);
    }
    const room = keptRoom(asker, named);
    if (room.kind !== "room") return room;
    const looked = asker.past.recent(openTo(asker.guest, [room]), limit);
    return show(asker, looked, (lines) => ({ kind: "history", of: room.label, ...lines, room: room.label }));
  },
};
