/**
 * Makes a new store of what can still be read of a damaged one: lines, rooms, and up to where people have seen the chat.
 * SQLite is asked for what it still can read; the lines are taken from the pages as they lie on disk, so that damage
 * costs what stands on the damaged pages and nothing else.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Message } from "../../model/message.ts";
import { ROOM_KINDS } from "../../model/room_rules.ts";
import { demandWhole, finished } from "./backup.ts";
import { demandFile, exists } from "./files.ts";
import { RawPages } from "./raw_pages.ts";
import { type RawRow, type RawValue, rowsOn } from "./raw_rows.ts";
import type { MetaKey } from "./meta.ts";
import { ROOM_COLUMNS } from "./rooms.ts";
import { migrate, refresh } from "./schema.ts";
import { isInUse, SqliteFile } from "./file.ts";
import { partsOf, type SqliteParts } from "./parts.ts";
import { StoreFailure } from "../store.ts";
import type { SavedHook, SavedRoom } from "../../model/saved_room.ts";

const LINES = 10_000;

export interface Recovered {
  readonly lines: number;
  readonly rooms: number;
}

/** What is found on the pages: where the lines are, the rooms, and whose shelf is which. */
interface Finds {
  /** Pages with lines, by the id in the middle of each: others may be damaged. */
  readonly linePages: { readonly middle: number; readonly page: number }[];
  rooms: Map<string, SavedRoom>;
  readonly shelves: Map<number, string | null>;
}

/** Throws a StoreFailure where there is nothing of a chat's in the file, the new one exists, or it cannot be written. */
export function recover(damaged: string, path: string): Recovered {
  if (exists(path)) throw new StoreFailure(`"${path}" exists already`);
  demandFile(damaged);
  using pages = new RawPages(damaged);
  const finds = findsOn(pages);
  const known = readableIn(damaged);
  for (const [id, room] of known.shelves) finds.shelves.set(id, room);
  if (known.rooms.length > 0) finds.rooms = new Map(known.rooms.map((room) => [room.name, room]));
  if (finds.linePages.length === 0 && finds.rooms.size === 0) {
    throw new StoreFailure("nothing in it can be read as lines or rooms of a chat-server");
  }
  return finished(path, (unfinished) => {
    using file = new SqliteFile(unfinished, "write");
    migrate(file);
    const parts = partsOf(file);
    const found = putLines(pages, finds, known, parts);
    file.write(() => {
      for (const room of finds.rooms.values()) parts.rooms.put(room);
      for (const [key, id, time] of known.seen) parts.seen.put(key, id, time);
      refresh(file);
      for (const [key, value] of known.numbers) parts.meta.set(key, value);
      parts.meta.set("lastId", Math.max(parts.lines.lastId, parts.meta.get("lastId")));
    });
    demandWhole(file);
    return found;
  });
}

/** Whether anything on a file's pages is a chat's. Throws a StoreFailure where it cannot be read. */
export function isChats(path: string): boolean {
  using pages = new RawPages(path);
  for (let page = 1; page <= pages.count; page++) {
    const rows = rowsOn(pages, page);
    if (rows.some((row) => messageIn(row) !== undefined || roomIn(row) !== undefined)) return true;
    if (page === 1 && rows.some(({ values: [, name] }) => name === "messages")) return true; // of its tables
  }
  return false;
}

function findsOn(pages: RawPages): Finds {
  const finds: Finds = { linePages: [], rooms: new Map(), shelves: new Map() };
  for (let page = 1; page <= pages.count; page++) {
    const rows = rowsOn(pages, page);
    const ids = rows.flatMap((row) => messageIn(row)?.id ?? []).sort((a, b) => a - b);
    if (ids.length > 0) finds.linePages.push({ middle: ids[ids.length >> 1]!, page });
    for (const row of rows) {
      const room = roomIn(row), shelf = shelfIn(row);
      if (room !== undefined) finds.rooms.set(room.name, room);
      if (shelf !== undefined) finds.shelves.set(row.id, shelf);
    }
  }
  finds.linePages.sort((a, b) => a.middle - b.middle);
  return finds;
}

/** Saves all lines but those that were about to be erased. */
function putLines(
  pages: RawPages,
  { linePages, shelves }: Finds,
  known: Readable,
  { lines }: SqliteParts,
): Recovered {
  let count = 0, waiting: Message[] = [], lastId = 0;
  const rooms = new Set<string>();
  const save = () => {
    lines.save(waiting);
    count += waiting.length;
    waiting = [];
  };
  for (const [at, { page }] of linePages.entries()) {
    const below = linePages[at + 1]?.middle ?? Infinity;
    for (const { id, shelf, name, line } of linesIn(rowsOn(pages, page), lastId, below)) {
      const kept = shelves.get(shelf);
      const isForgotten = known.forgotten.some(([who, first, last]) =>
        who === name && id >= first && id <= last
      );
      if (kept === null || isForgotten) continue;
      lastId = id;
      // Where its room is not known, the line goes to one of nobody's: whoever makes that room does not see its past.
      const room = kept ?? `#shelf-${shelf}`;
      rooms.add(room);
      waiting.push({ ...line, id, room: room as RoomName });
      if (waiting.length >= LINES) save();
    }
  }
  save();
  return { lines: count, rooms: rooms.size };
}

/** What its own page tells of a line. */
interface RawLine {
  readonly id: number;
  readonly shelf: number;
  readonly name: string;
  readonly line: Omit<Message, "id" | "room">;
}

/**
 * The lines among the rows of a page, in the order of their ids, which is that of the rows. One whose id does not fit
 * between its neighbours' has lost it, and gets one that does; where there is none it is no line, or is there twice.
 * @param above their ids are greater
 * @param below their ids are smaller
 */
function linesIn(rows: readonly RawRow[], above: number, below: number): RawLine[] {
  const found = rows.flatMap((row) => messageIn(row) ?? []), lines: RawLine[] = [];
  for (const [at, line] of found.entries()) {
    const low = lines.at(-1)?.id ?? above, next = found[at + 1]?.id, high = next ?? below;
    if (low < line.id && (line.id < high || high <= low)) lines.push(line);
    else if (low + 1 < high && (next !== undefined || lines.length > 0)) {
      lines.push({ ...line, id: lines.length === 0 ? high - 1 : low + 1 });
    }
  }
  return lines;
}

/** The line that a row is; undefined where it is one of another table. */
function messageIn({ id, values: [none, shelf, time, , acted, name, text] }: RawRow): RawLine | undefined {
  if (none !== null || typeof shelf !== "number" || typeof time !== "number") return undefined;
  if (typeof name !== "string" || typeof text !== "string" || id < 1 || shelf < 1 || name === "") {
    return undefined;
  }
  if (!Number.isSafeInteger(id) || !Number.isSafeInteger(time)) return undefined;
  const kind = acted === 1 ? "acted" : "said";
  return {
    id,
    shelf,
    name,
    line: { time, kind, name: legible(name) as Name, text: legible(text) as CleanText },
  };
}

function roomIn({ values: [name, kind, topic, owners, password, keepsHistory, pastFrom, hooks] }: RawRow) {
  if (typeof name !== "string" || !name.startsWith("#") || typeof kind !== "string") return undefined;
  if (typeof topic !== "string" || typeof owners !== "string" || typeof password !== "string") {
    return undefined;
  }
  if ((keepsHistory !== 0 && keepsHistory !== 1) || typeof pastFrom !== "number") return undefined;
  return {
    name: legible(name) as RoomName,
    kind: ROOM_KINDS.find((known) => known === kind) ?? "invite-only", // closed, where it does not tell any more
    topic: legible(topic),
    owners: listIn(owners).filter((key) => typeof key === "string"),
    password,
    keepsHistory: keepsHistory === 1,
    pastFrom,
    hooks: hooksIn(hooks),
  } satisfies SavedRoom;
}

function shelfIn({ values }: RawRow): string | undefined {
  const [none, room] = values;
  if (values.length !== 2 || none !== null) return undefined;
  return typeof room === "string" && room.startsWith("#") ? legible(room) : undefined;
}

/** The webhooks of a room; none in an older file, and none of those that are damaged. */
function hooksIn(json: RawValue): SavedHook[] {
  return typeof json === "string" ? listIn(json).filter(isHook) : [];
}

function isHook(item: unknown): item is SavedHook {
  if (typeof item !== "object" || item === null) return false;
  const { name, by, hash } = item as Record<keyof SavedHook, unknown>;
  return [name, by, hash].every((text) => typeof text === "string" && text !== "" && text === legible(text));
}

function listIn(json: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // where they are owners, the room is nobody's
  }
}

/** Damage may look like an order to a terminal: control characters become U+FFFD. */
function legible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, "\ufffd");
}

type Readable = ReturnType<typeof readableIn>;

/** How many of the columns every file has. */
const OLD_COLUMNS = 7;

function orElse<T>(found: T[], other: () => T[]): T[] {
  return found.length > 0 ? found : other();
}

/** What SQLite itself can still read of a damaged file; nothing where it cannot. */
function readableIn(path: string) {
  const ask = (table: string, ...columns: string[]): unknown[][] => {
    try {
      using file = new SqliteFile(path, isInUse(path) ? "read" : "still");
      const rows = file.rows(`SELECT ${columns.join()} FROM ${table}`);
      return rows.map((row) => columns.map((column) => row[column]));
    } catch {
      return []; // that is why it is to be recovered
    }
  };
  /** Rows of a key and some numbers; a damaged one may have anything in their place. */
  const askNumbers = (table: string, key: string, ...numbers: string[]) =>
    ask(table, key, ...numbers).filter(([key, ...values]) =>
      typeof key === "string" && values.every((value) => typeof value === "number")
    );
  return {
    /** Rooms by the number of their shelf; null for one that was given up. */
    shelves: ask("shelves", "id", "room") as [id: number, room: string | null][],
    /** The longest kept first. */
    rooms: orElse(
      ask("rooms ORDER BY rowid", ...ROOM_COLUMNS),
      () => ask("rooms ORDER BY rowid", ...ROOM_COLUMNS.slice(0, OLD_COLUMNS)), // an older file has no others
    )
      .flatMap((values) => roomIn({ id: 0, values: values as RawValue[] }) ?? []),
    seen: askNumbers("seen", "key", "id", "time") as [key: string, id: number, time: number][],
    forgotten: askNumbers("forgotten", "name", "first", "last") as [string, first: number, last: number][],
    /** The numbers beside the lines, but for those of the index, which is made anew. */
    numbers: askNumbers("meta WHERE key NOT IN ('indexed', 'toReindex')", "key", "value") as [
      MetaKey,
      number,
    ][],
  };
}
