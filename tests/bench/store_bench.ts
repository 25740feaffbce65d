/**
 * `deno task bench:store`: fills a store with a made-up chat and measures what the chat waits for: saving, indexing,
 * reading, every kind of search that could be slow, and erasing. Option: `--lines N`; a million unless told otherwise.
 *
 * @module
 */

import type { RoomName } from "../../lib/text/clean.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import type { LinesWanted, Search } from "../../lib/store/store.ts";
import { roomNamed } from "../contracts/samples.ts";
import { MadeUpChat } from "../store/made_up_chat.ts";

/** How often each kind of reading and searching is done, with other words each time. */
const RUNS = 40;

/** How lines are saved: so many at a time, for a part of the whole. */
const BATCHES = [[1, 0.01], [10, 0.09], [256, 0.9]] as const;

const chat = new MadeUpChat();
const { english, chinese, thai } = chat.words;

/** A row of the table: what was done, and how long each call took, in milliseconds. */
interface Row {
  readonly what: string;
  readonly perCall: readonly number[];
  /** Lines in one call, where a call is for lines. */
  readonly lines?: number;
  readonly remark?: string;
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function fill(store: SqliteStore, lines: number): Row[] {
  const said = chat.lines(lines);
  return BATCHES.map(([size, share]) => {
    const perCall = Array.from({ length: Math.floor(lines * share / size) }, () => {
      const batch = Array.from({ length: size }, () => said.next().value!);
      return timed(() => store.save(batch));
    });
    return { what: `save, ${size} at a time`, perCall, lines: size };
  });
}

function index(store: SqliteStore, size: number): Row {
  const perCall: number[] = [];
  for (let left = 1; left > 0;) perCall.push(timed(() => left = store.index(size)));
  return { what: `index, ${size} at a time`, perCall, lines: size };
}

/** What is looked for, by the number of the run. */
type Asked = (run: number) => Partial<Search> & { readonly words: string };

const everywhere = chat.rooms.map((room) => ({ room, after: 0 }));
const only = (at: number) => [{ room: chat.rooms[at]!, after: 0 }];
const fifty = Array.from(
  { length: 50 },
  (_, at) => ({ room: chat.rooms[at] ?? roomNamed(`#other${at}`), after: 0 }),
);

function searches(lines: number): Readonly<Record<string, Asked>> {
  const year = 1_700_000_000_000;
  return {
    "a word everybody says": (run) => ({ words: english[run]! }),
    "a word few say": (run) => ({ words: english[5000 + run]! }),
    "a word nobody says": (run) => ({ words: `nobody${run}` }),
    "a common word, the quietest room": (run) => ({ words: english[run]!, rooms: only(19) }),
    "a common word, a busy room of another language": (run) => ({ words: thai[run]!, rooms: only(0) }),
    "a common word, 50 rooms": (run) => ({ words: english[run]!, rooms: fifty }),
    "a rare word, 50 rooms": (run) => ({ words: english[9000 + run]!, rooms: fifty }),
    "a common word, each room after its own id": (run) => ({
      words: english[run]!,
      rooms: chat.rooms.map((room, at) => ({ room, after: lines - at * 1000 })),
    }),
    "two common words": (run) => ({ words: `${english[run]} ${english[run + 9]}` }),
    "two common words that never meet": (run) => ({ words: `${english[run]} ${chinese[run]}` }),
    "three common words that never meet, 50 rooms": (run) => ({
      words: `${english[run]} ${thai[run]} ${chinese[run]}`,
      rooms: fifty,
    }),
    "one Chinese character": (run) => ({ words: [...chinese[run * 3]!][0]! }),
    "one Chinese character, a quiet room": (run) => ({ words: [...chinese[run * 3]!][0]!, rooms: only(18) }),
    "two Chinese characters": (run) => ({ words: [...chinese[run * 5]!].slice(0, 2).join("") }),
    "two common Chinese words in a row": (run) => ({ words: chinese[run]! + chinese[run + 3]! }),
    "five common Chinese words in a row": (run) => ({ words: chinese.slice(run, run + 5).join("") }),
    "one Thai letter": (run) => ({ words: [...thai[run]!].at(-1)! }),
    "a Thai word": (run) => ({ words: thai[run * 20]! }),
    "two common Thai words in a row": (run) => ({ words: thai[run]! + thai[run + 5]! }),
    "an emoji": () => ({ words: "👍" }),
    "all of somebody talkative": (run) => ({ words: "", from: chat.people[run]! }),
    "a common word of somebody silent": (run) => ({ words: english[run]!, from: chat.people[199 - run]! }),
    "a common word of the last month": (run) => ({ words: english[run]!, since: year + 335 * 86_400_000 }),
    "a rare word of the last hour": (run) => ({ words: english[900 + run]!, since: year + 365 * 86_400_000 }),
  };
}

function search(store: SqliteStore, what: string, asked: Asked): Row {
  let found = 0;
  const perCall = Array.from({ length: RUNS }, (_, run) =>
    timed(() => {
      found += store.search({ rooms: everywhere, limit: 20, ...asked(run) }).messages.length;
    }));
  return { what: `search ${what}`, perCall, remark: `${(found / RUNS).toFixed(1)} found` };
}

function read(store: SqliteStore, what: string, wanted: (room: RoomName, run: number) => LinesWanted): Row {
  const perCall = Array.from(
    { length: RUNS },
    (_, run) => timed(() => void store.lines(wanted(chat.rooms[run % chat.rooms.length]!, run))),
  );
  return { what: `read ${what}`, perCall };
}

function table(rows: readonly Row[]): string {
  const shown = rows.map(({ what, perCall, lines, remark = "" }) => {
    const sorted = perCall.toSorted((a, b) => a - b);
    const [median, p99, max] = [0.5, 0.99, 1].map((part) => sorted[Math.ceil(sorted.length * part) - 1]!);
    const perLine = perCall.reduce((sum, ms) => sum + ms, 0) * 1000 / (perCall.length * (lines ?? NaN));
    const times = [median, p99, max].map((ms) => ms!.toFixed(2));
    return [what, ...times, lines === undefined ? "" : perLine.toFixed(2), remark];
  });
  const all = [["", "median ms", "p99 ms", "max ms", "µs/line", ""], ...shown];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row.map((cell, at) => at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)).join("  ")
      .trimEnd()
  ).join("\n");
}

function megabytes(folder: string): string {
  const bytes = [...Deno.readDirSync(folder)].reduce(
    (sum, { name }) => sum + Deno.statSync(`${folder}/${name}`).size,
    0,
  );
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function linesWanted([flag, value, ...rest]: readonly string[]): number {
  if (flag === undefined) return 1_000_000;
  if (flag === "--lines" && Number(value) >= 10_000 && rest.length === 0) return Number(value);
  console.error(`Cannot bench with "${Deno.args.join(" ")}": it takes --lines N (10000 or more)`);
  Deno.exit(2);
}

const count = linesWanted(Deno.args);
const folder = Deno.makeTempDirSync({ prefix: "chat-bench-" });
try {
  using store = SqliteStore.open(folder);
  const saved = fill(store, count);
  console.log(`${count} lines: ${megabytes(folder)} without the index`);
  const unindexed = search(store, "with all lines unindexed", (run) => ({ words: english[run * 9]! }));
  const indexed = index(store, 100);
  console.log(`${megabytes(folder)} with it\n`);
  const [newest, oldest] = ["newest", "oldest"] as const;
  console.log(table([
    ...saved,
    indexed,
    unindexed,
    read(store, "the newest 100 lines", (room) => ({ room, after: 0, limit: 100, which: newest })),
    read(
      store,
      "the oldest 100 after a line",
      (room, run) => ({ room, after: run * 9999, limit: 100, which: oldest }),
    ),
    ...Object.entries(searches(count)).map(([what, asked]) => search(store, what, asked)),
    ...[1000].map((limit) => ({
      what: `trim, ${limit} at a time`,
      perCall: Array.from({ length: RUNS }, () => timed(() => store.trim({ before: 0, maxBytes: 0, limit }))),
      lines: limit,
    })),
    { what: "forget", perCall: [150, 100, 60].map((at) => timed(() => store.forget(chat.people[at]!, 0))) },
    {
      what: "erase the lines of a room",
      perCall: [19, 10, 0].map((at) => timed(() => store.eraseLines(chat.rooms[at]!))),
    },
  ]));
} finally {
  Deno.removeSync(folder, { recursive: true });
}
