/** `/search`: finds what was said. @module */

import type { CleanText } from "../../text/clean.ts";
import { joined, NO_TEXT, partFrom, wordsIn } from "../../text/clean_parts.ts";
import { narrow } from "../../text/narrow.ts";
import { wordsOf } from "../../text/words.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Room } from "../../chat/room.ts";
import { type Command, type GuestAsker, misuse, roomIn } from "../command.ts";
import { openTo, show } from "./past.ts";

/** Most lines shown. */
const MAX_LINES = 20;

/** Most words in one search: each one is looked for in every line that has some of the others. */
const MAX_WORDS = 16;

/** The units of `since:`, in milliseconds. */
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Shows the newest lines of the asker's rooms with all of some words. */
export const search: Command = {
  usage: "/search WORDS [from:NAME] [in:#ROOM] [since:2d]",
  brief: "/search WORDS",
  cost: 20,
  who: "guests",
  run(asker, argument) {
    const { past, clock, guest } = asker;
    const wanted = read(argument);
    if (wanted === undefined) return misuse("search", this.usage, argument);
    const rooms = roomsOf(asker, wanted.in);
    if (rooms.kind !== "rooms") return rooms;
    const { words, from, sinceMs } = wanted;
    const room = guest.current.label, now = clock.time();
    const sought = {
      words,
      ...(from === undefined ? {} : { from }),
      ...(sinceMs === undefined ? {} : { since: now - sinceMs }),
    };
    return show(
      asker,
      past.found(openTo(guest, rooms.all), sought, MAX_LINES),
      ({ messages, isCut: hasMore, unindexed }) => ({
        kind: "found",
        words,
        messages,
        hasMore,
        unindexed,
        room,
        now,
      }),
    );
  },
};

interface Wanted {
  readonly words: CleanText;
  readonly from: string | undefined;
  readonly in: CleanText;
  readonly sinceMs: number | undefined;
}

/** Takes the filters out of what was typed; undefined where there is nothing to look for. */
function read(argument: CleanText): Wanted | undefined {
  const words: CleanText[] = [];
  let from: string | undefined, sinceMs: number | undefined, room = NO_TEXT;
  for (const word of wordsIn(argument)) {
    const [, typed = "", value = ""] = /^([a-z\uff41-\uff5a]+)[:\uff1a](.+)$/iu.exec(word) ?? [];
    const filter = narrow(typed).toLowerCase();
    if (filter === "from") from = value;
    else if (filter === "in") room = partFrom(word, typed.length + 1);
    else if (filter === "since") {
      const [, number, unit = ""] = /^(\d{1,6})([mhd])$/.exec(narrow(value)) ?? [];
      if (number === undefined) return undefined;
      sinceMs = Number(number) * UNITS[unit]!;
    } else words.push(word);
  }
  if (words.length === 0 && from === undefined) return undefined;
  const text = joined(words);
  return wordsOf(text).length > MAX_WORDS ? undefined : { words: text, from, in: room, sinceMs };
}

function roomsOf(
  asker: GuestAsker,
  word: CleanText,
): { readonly kind: "rooms"; readonly all: Iterable<Room> } | Refusal {
  if (word === "") return { kind: "rooms", all: asker.guest.rooms };
  const room = roomIn(asker, word);
  if (room.kind !== "room") return room;
  return room.keepsHistory ? { kind: "rooms", all: [room] } : { kind: "history_off", room: room.label };
}
