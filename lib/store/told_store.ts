/**
 * The store of a thread that another one writes: it is told what is written there, and reads it from the same file. It finds
 * no more than it was told, so that nobody reads a line before it is said to them.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { Name, RoomName } from "../text/clean.ts";
import type { OpenStore } from "./open_store.ts";
import type { SqliteStore } from "./sqlite/sqlite_store.ts";
import type { StoreCopy } from "./store_copy.ts";
import {
  type Concern,
  type Found,
  type LinesWanted,
  type Presence,
  type Scrubbing,
  type Search,
  type Store,
  StoreFailure,
} from "./store.ts";

/** What the thread that writes tells. */
export interface Written {
  /** Why it cannot write; undefined while it can. */
  readonly trouble: () => string | undefined;
  /** What somebody has to look after in what is kept; undefined for nothing. */
  readonly concern: () => Concern | undefined;
  /** How often it has opened the file: another one may lie there since. */
  readonly opened: () => number;
  /** How many lines were erased there: of a name, from an id up to another. */
  readonly erased: (name: Name, from: number, upTo: number) => number;
}

/**
 * Opens the file that another thread writes.
 * @param begun what was in it at the moment from which on all is told: it may be ahead of that
 */
export async function toldStoreOpener(data: string, written: Written, begun: StoreCopy): Promise<OpenStore> {
  const { SqliteStore } = await import("./sqlite/sqlite_store.ts");
  let { lastId } = begun, start: StoreCopy | undefined = begun; // told so far, whatever becomes of the file
  return () => {
    const told = { lastId, onTold: (id: number) => lastId = id, begun: start };
    start = undefined; // opened again, it is asked for what is there by then
    return new ToldStore(() => SqliteStore.openToRead(data), written, told);
  };
}

interface Told {
  /** Of the line that was told last. */
  readonly lastId: number;
  readonly onTold: (lastId: number) => void;
  /** What it is to begin with, until it is opened again. */
  readonly begun: StoreCopy | undefined;
}

export class ToldStore implements Store {
  readonly #open: () => SqliteStore;
  readonly #written: Written;
  readonly #told: Told;
  #opened: SqliteStore;
  #times: number; // that whoever writes had opened it by then
  #lastId: number;

  /** @throws StoreFailure where the file cannot be opened */
  constructor(open: () => SqliteStore, written: Written, told: Told) {
    this.#open = open;
    this.#written = written;
    this.#told = told;
    this.#times = written.opened();
    this.#opened = open();
    this.#lastId = told.lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  get trouble(): string | undefined {
    return this.#written.trouble();
  }

  get concern(): Concern | undefined {
    return this.#written.concern();
  }

  save(messages: Iterable<Message>): void {
    this.#demandWritten();
    for (const { id } of messages) this.#lastId = id;
    this.#told.onTold(this.#lastId);
  }

  lines(wanted: LinesWanted): Message[] {
    const { before = Infinity } = wanted;
    return this.#file.lines({ ...wanted, before: Math.min(before, this.#lastId + 1) });
  }

  hasLines(room: RoomName): boolean {
    return this.lines({ room, after: 0, limit: 1, which: "newest" }).length > 0;
  }

  search(search: Search): Found {
    this.#file.refresh();
    const { isWanted = () => true } = search;
    return this.#file.search({ ...search, isWanted: (line) => line.id <= this.#lastId && isWanted(line) });
  }

  rooms(): SavedRoom[] {
    return [...this.#told.begun?.rooms ?? this.#file.rooms()];
  }

  roomsWithLines(): ReadonlySet<RoomName> {
    return this.#file.roomsWithLines();
  }

  seen(key: string): number | undefined {
    return this.#file.seen(key);
  }

  forget(name: Name, from: number, upTo = Infinity): number {
    this.#demandWritten();
    return this.#written.erased(name, from, upTo);
  }

  saveRoom(): void {
    this.#demandWritten();
  }

  saveSeen(): void {
    this.#demandWritten();
  }

  eraseLines(): void {
    this.#demandWritten();
  }

  dropRooms(): void {
    this.#demandWritten();
  }

  together(work: () => void): void {
    work();
  }

  check(): boolean {
    return true; // whoever writes looks after it
  }

  index(): number {
    return 0;
  }

  trim(): number {
    return 0;
  }

  scrub(): Scrubbing {
    return "done";
  }

  presence(): Presence | undefined {
    return this.#told.begun?.presence;
  }

  savePresence(): void {}

  clockRecord(): undefined {}

  saveClockRecord(): void {}

  [Symbol.dispose](): void {
    this.#opened[Symbol.dispose]();
  }

  /** The file that is written: where that was opened again, it may be another one. */
  get #file(): SqliteStore {
    const times = this.#written.opened();
    if (times === this.#times) return this.#opened;
    const file = this.#open(), former = this.#opened;
    this.#opened = file;
    this.#times = times;
    former[Symbol.dispose]();
    return file;
  }

  /** What waits there for better times is not written here either. */
  #demandWritten(): void {
    const trouble = this.#written.trouble();
    if (trouble !== undefined) throw new StoreFailure(trouble);
  }
}
