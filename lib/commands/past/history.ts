/** `/history`: the last lines of the current room, or of another one the asker is in. @module */

import type { Outcome } from "../outcome.ts";
import { type Command, type GuestAsker, misuse } from "../command.ts";
import { keptRoom, openTo, show } from "./past.ts";
import type { CleanText } from "../../text/clean.ts";
import { NO_TEXT, wordsIn } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";

/** Lines shown where no number is given, and most that may be asked for. */
const USUAL_LINES = 20, MAX_LINES = 500;

const COST = 5; // also further back

export const history: Command = {
  usage: `/history [1..${MAX_LINES}] [#ROOM]`,
  brief: "/history [N] [#ROOM]",
  takes: ["own room", "own room"],
  cost: COST,
  who: "guests",
  run: (asker, argument) => lookBack(asker, argument),
};

/** The last of the lines with an id below another one: so a program reads back page by page. */
export function lookFurtherBack(asker: GuestAsker, argument: CleanText, before: number): Outcome {
  asker.charge(COST);
  return lookBack(asker, argument, before);
}

function lookBack(asker: GuestAsker, argument: CleanText, before?: number): Outcome {
  const words = wordsIn(argument);
  const number = words.find((word) => /^\d+$/.test(narrow(word)));
  const [named = NO_TEXT, ...rest] = words.filter((word) => word !== number);
  const limit = number === undefined ? USUAL_LINES : Number(narrow(number));
  const isNumber = /^[-+.\d]/.test(narrow(named)); // no room begins so without its #
  if (rest.length > 0 || isNumber || limit < 1 || limit > MAX_LINES) {
    return misuse("history", history.usage, argument);
  }
  const room = keptRoom(asker, named);
  if (room.kind !== "room") return room;
  const looked = asker.past.recent(openTo(asker.guest, [room]), limit, before);
  const of = { of: room.label, ...(before !== undefined && { before }) };
  return show(asker, looked, (lines) => ({ kind: "history", ...of, ...lines, room: room.label }));
}
