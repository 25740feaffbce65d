/** `/history`: the last lines of a room. @module */

import { type Command, misuse, roomIn } from "../command.ts";
import { openTo, show } from "./past.ts";
import { NO_TEXT, wordsIn } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";

/** Lines shown where no number is given, and most that may be asked for. */
const USUAL_LINES = 20, MAX_LINES = 500;

/** Shows the last lines of the current room, or of another one the asker is in. */
export const history: Command = {
  usage: "/history [N] [#ROOM]",
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
    const room = roomIn(asker, named);
    if (room.kind !== "room") return room;
    if (!room.keepsHistory) return { kind: "history_off", room: room.label };
    const { past, clock, guest } = asker;
    const { label } = room, now = clock.time();
    return show(
      asker,
      past.recent(openTo(guest, [room]), limit),
      ({ messages }) => ({ kind: "history", of: label, room: label, now, messages }),
    );
  },
};
