/** `/search`: the newest lines of the asker's rooms with all of some words. @module */

import type { CleanText } from "../../text/clean.ts";
import { joined, NO_TEXT, partFrom, wordsIn } from "../../text/clean_parts.ts";
import { keyword } from "../../text/narrow.ts";
import { wordsOf } from "../../text/words.ts";
import type { Past } from "../../history/past.ts";
import { type Command, misuse } from "../command.ts";
import { keptRoom, openTo, show } from "./past.ts";

const MAX_LINES = 20;

/** Most words in one search: each one is looked for in every line that has some of the others. */
const MAX_WORDS = 16;

/** The units of `since:`, in milliseconds. */
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

export const search: Command = {
  usage: "/search WORDS [from:NAME] [in:#ROOM] [since:2d]",
  brief: "/search WORDS",
  takes: ["filter"],
  cost: 20,
  who: "guests",
  run(asker, argument) {
    const { past, clock, guest } = asker;
    const wanted = read(argument, clock.time());
    if (wanted === undefined) return misuse("search", this.usage, argument);
    const { sought, room: word } = wanted, { words } = sought;
    if (wordsOf(words).length > MAX_WORDS) return misuse("search", `at most ${MAX_WORDS} words`, argument);
    const room = word === "" ? undefined : keptRoom(asker, word);
    if (room !== undefined && room.kind !== "room") return room;
    const looked = past.found(openTo(guest, room === undefined ? guest.rooms : [room]), sought, MAX_LINES);
    return show(asker, looked, (lines, { isCut: hasMore, unindexed }) => (
      { kind: "found", words, hasMore, unindexed, ...lines }
    ));
  },
};

interface Wanted {
  readonly sought: Parameters<Past["found"]>[1];
  /** The only room to look in; empty for all. */
  readonly room: CleanText;
}

/** Takes the filters out of what was typed; undefined where there is nothing to look for. */
function read(argument: CleanText, now: number): Wanted | undefined {
  const words: CleanText[] = [], filters: { from?: string; since?: number } = {};
  let room = NO_TEXT;
  for (const word of wordsIn(argument)) {
    const [, typed = "", value = ""] = /^([a-z\uff41-\uff5a]+)[:\uff1a](.+)$/iu.exec(word) ?? [];
    const filter = keyword(typed);
    if (filter === "from") filters.from = value;
    else if (filter === "in") room = partFrom(word, typed.length + 1);
    else if (filter === "since") {
      const [, number, unit = ""] = /^(\d{1,6})([mhd])$/.exec(keyword(value)) ?? [];
      if (number === undefined) return undefined;
      filters.since = now - Number(number) * UNITS[unit]!;
    } else words.push(word);
  }
  if (words.length === 0 && filters.from === undefined) return undefined;
  return { sought: { words: joined(words), ...filters }, room };
}
