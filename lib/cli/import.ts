/**
 * The `import` command: takes over JSON lines as `export` prints them. All of them are saved in one transaction, through
 * which they stream one by one: a bad line, a full disk or the end of the process leave everything as it was, and a file
 * of any length fits.
 *
 * The rooms it makes are kept after their lines, by a transaction of their own.
 *
 * @module
 */

import { lastNumberIn } from "../chat/node_state.ts";
import type { Config } from "../runtime/config.ts";
import type { RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import { nameList } from "../render/catalogue.ts";
import { count } from "../render/en/words.ts";
import { type Store, StoreFailure } from "../store/store.ts";
import type { SqliteStore } from "../store/sqlite/sqlite_store.ts";
import { demandKept, orRefuse } from "./data_folder.ts";
import { checkLine } from "./import_line.ts";
import { ImportRooms } from "./import_rooms.ts";
import { RenamedAuthors } from "./renamed_authors.ts";
import { type ByteInput, type InputLine, inputLines } from "./input_lines.ts";
import type { Problem } from "./room_facts.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { reasonOf } from "../runtime/reason.ts";

const STANDARD_INPUT = "-";

/** How much later than the present a line may be, in milliseconds: clocks differ. */
const CLOCK_SKEW_MS = 60_000;

const INDEX_LINES = 1000;

const DAY_MS = 86_400_000;

export type ImportTarget = Pick<Store, "lastId" | "presence" | "rooms" | "lines" | "saveRoom" | "save">;

export type ImportBounds = Pick<Config, "keepDays" | "maxLineBytes" | "maxRooms">;

export interface Imported {
  readonly lines: number;
  /** How many of them are older than `keepDays`. */
  readonly outdated: number;
  readonly rooms: number;
  readonly newRooms: number;
  /** What else the operator has to know, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Imports a file, or standard input for `-`, into the folder of the settings; makes the folder where it is missing.
 * @returns what was done, for people
 * @throws {StartRefused} where the file cannot be read, a server uses the folder, or a line is bad: nothing is imported
 */
export async function importFile(path: string, config: Config): Promise<string> {
  const { data } = config;
  const doing = `import into "${data}"`;
  demandKept("import into", data);
  using input = await opened(path);
  using store = await orRefuse(doing, () => openedStore(data));
  const done = await orRefuse(doing, () => {
    const done = importLines(store, inputLines(input), config, Date.now());
    noteImported(store);
    return done;
  });
  makeFindable(store);
  return told(done, config);
}

/**
 * Takes over lines into a store.
 * @param now the present, in milliseconds since 1970
 * @throws {StartRefused} at the first bad line, with its number; nothing is imported
 * @throws {StoreFailure} where the store cannot be written
 */
export function importLines(
  store: ImportTarget,
  lines: Iterable<InputLine>,
  { keepDays, maxLineBytes, maxRooms }: ImportBounds,
  now: number,
): Imported {
  const latest = now + CLOCK_SKEW_MS;
  const rooms = new ImportRooms(store, maxRooms, latest);
  const rules = { maxLineBytes, latest };
  const oldest = now - keepDays * DAY_MS;
  const renamed = new RenamedAuthors();
  let saved = 0, outdated = 0, early = 0;
  function* messages(): Generator<Message> {
    let id = lastNumberIn(store);
    for (const { number, text } of lines) {
      const check = checkLine(text, rules);
      if (check.kind === "problem") throw lineRefused(number, check);
      const { time, kind, name, text: said } = check.line;
      const place = rooms.place(check.line, ++id);
      if (place.kind === "problem") throw lineRefused(number, place);
      if (check.formerName !== undefined) renamed.add(check.formerName, name);
      saved++;
      if (time < oldest) outdated++;
      if (time > latest) early++;
      yield { id, time, room: place.name, kind, name, text: said };
    }
  }
  store.save(messages());
  for (const room of [...rooms.changed, ...rooms.made]) store.saveRoom(room);
  const notes = [
    ...(renamed.lines === 0 ? [] : [renamed.text]),
    ...notesOnRooms(rooms),
    ...(early === 0 ? [] : [`${count(early, "line has", "lines have")} a time in the future.`]),
  ];
  return { lines: saved, outdated, rooms: rooms.size, newRooms: rooms.made.length, notes };
}

function notesOnRooms({ unlocked, unowned, untold }: ImportRooms): string[] {
  const notes: readonly (readonly [rooms: readonly RoomName[], note: (are: string) => string])[] = [
    [unlocked, (are) => `Passwords are not exported: ${are} invite-only until an owner sets one.`],
    [
      unowned,
      (are) => `${are} without an owner: a line of the room with "roomOwners":["NAME@ADDRESS"] sets one.`,
    ],
    [untold, (are) => `The file does not say who may join: ${are} open to everybody now.`],
  ];
  return notes.filter(([rooms]) => rooms.length > 0).map(([rooms, note]) => note(listed(rooms)));
}

/** Rooms as the beginning of a sentence: `#a, #b are`. */
function listed(rooms: readonly RoomName[]): string {
  return `${nameList(rooms, ", ", (more) => `${more} more`)} ${rooms.length === 1 ? "is" : "are"}`;
}

/** Keeps in mind which lines were not said here: the marks of the clock tell nothing of their age. */
function noteImported(store: SqliteStore): void {
  const record = store.clockRecord();
  if (record !== undefined) store.saveClockRecord({ ...record, importedTo: store.lastId });
}

function lineRefused(number: number, { problem }: Problem): StartRefused {
  return new StartRefused(`Cannot import line ${number}: ${problem}; nothing was imported`);
}

async function opened(path: string): Promise<ByteInput & Disposable> {
  if (path === STANDARD_INPUT) {
    return { readSync: (bytes) => Deno.stdin.readSync(bytes), [Symbol.dispose]() {} };
  }
  try {
    if ((await Deno.stat(path)).isDirectory) throw new Error("that is a folder");
    return await Deno.open(path);
  } catch (error) {
    throw new StartRefused(`Cannot read "${path}": ${reasonOf(error)}`, { cause: error });
  }
}

async function openedStore(data: string): Promise<SqliteStore> {
  const { SqliteStore } = await import("../store/sqlite/sqlite_store.ts");
  const { saysBusy } = await import("../store/sqlite/failure.ts");
  try {
    const store = SqliteStore.open(data);
    const { fault, aside } = store.loss ?? {};
    if (aside !== undefined) console.error(`The file in "${data}" was ${fault}: put aside as ${aside}`);
    return store;
  } catch (error) {
    if (!saysBusy(error)) throw error;
    throw new StoreFailure(`${(error as Error).message}, stop it first`, { cause: error });
  }
}

/** Makes what was imported findable; where that cannot be done now, the server does it. */
export function makeFindable(store: Store): void {
  try {
    while (store.index(INDEX_LINES) > 0) {
      // the next ones
    }
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
  }
}

function told({ lines, outdated, rooms, newRooms, notes }: Imported, { keepDays }: ImportBounds): string {
  const fresh = newRooms === 0 ? "" : ` (${newRooms.toLocaleString("en")} of them new)`;
  const sentence = `Imported ${count(lines, "line")} into ${count(rooms, "room")}${fresh}.`;
  if (outdated === 0) return [sentence, ...notes].join(" ");
  const age = `${count(outdated, "line is", "lines are")} older than ${count(keepDays, "day")}`;
  const advice = `${age}: start the server with a larger --keep-days, or it erases them.`;
  return [sentence, ...notes, advice].join(" ");
}
