/** `/search`: finds what was said. @module */

import { sees } from "../../chat/ignorers.ts";
import type { CleanText } from "../../text/clean.ts";
import { narrow } from "../../text/narrow.ts";
import { wordsOf } from "../../text/words.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Room } from "../../chat/room.ts";
import { type Command, type GuestAsker, misuse, roomIn, wordsIn } from "../command.ts";
import { fitting, tellTrouble } from "./past.ts";

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
    const { hub, guest, answer } = asker;
    const wanted = read(argument);
    if (wanted === undefined) return misuse("search", this.usage, argument);
    const rooms = roomsOf(asker, wanted.in);
    if (rooms.kind !== "rooms") return rooms;
    const now = hub.clock.time();
    const found = hub.archive.ask((store) =>
      store.search({
        words: wanted.words,
        rooms: rooms.all.map((room) => ({ room: room.label, after: room.openFrom(guest.person) })),
        ...(wanted.from === undefined ? {} : { from: wanted.from }),
        ...(wanted.sinceMs === undefined ? {} : { since: now - wanted.sinceMs }),
        isWanted: (line) => sees(guest, line),
        limit: MAX_LINES,
      })
    );
    if (found.kind !== "answer") return found;
    const { unindexed } = found.value;
    const room = guest.current.label;
    const { messages, isCut } = fitting(found.value.messages);
    const hasMore = isCut || found.value.hasMore;
    answer({ kind: "found", words: wanted.words, messages, hasMore, unindexed, room, now });
    tellTrouble(asker);
    return undefined;
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
  const words: string[] = [];
  let from: string | undefined, sinceMs: number | undefined, room = "";
  for (const word of wordsIn(argument)) {
    const [, typed = "", value = ""] = /^([a-z\uff41-\uff5a]+)[:\uff1a](.+)$/iu.exec(word) ?? [];
    const filter = narrow(typed).toLowerCase();
    if (filter === "from") from = value;
    else if (filter === "in") room = value;
    else if (filter === "since") {
      const [, number, unit = ""] = /^(\d{1,6})([mhd])$/.exec(narrow(value)) ?? [];
      if (number === undefined) return undefined;
      sinceMs = Number(number) * UNITS[unit]!;
    } else words.push(word);
  }
  if (words.length === 0 && from === undefined) return undefined;
  if (wordsOf(words.join(" ")).length > MAX_WORDS) return undefined;
  return { words: words.join(" ") as CleanText, from, in: room as CleanText, sinceMs };
}

function roomsOf(
  asker: GuestAsker,
  word: CleanText,
): { readonly kind: "rooms"; readonly all: readonly Room[] } | Refusal {
  if (word === "") {
    return {
      kind: "rooms",
      all: [...asker.guest.rooms].filter(({ keepsHistory }) => keepsHistory),
    };
  }
  const room = roomIn(asker, word);
  if (room.kind !== "room") return room;
  return room.keepsHistory ? { kind: "rooms", all: [room] } : { kind: "history_off", room: room.label };
}
