/**
 * The store that outlives the process: a folder with one SQLite file, `chat.sqlite`, which one server writes and any
 * number of programs may read meanwhile. The work is divided here; each part's file tells how it is done.
 *
 * @module
 */

import type { Name, RoomName } from "../../text/clean.ts";
import type { Message } from "../../model/message.ts";
import { type OpenedFile, type OpenOptions, openToRead, openToWrite } from "./chat_file.ts";
import { Checker } from "./checker.ts";
import { Eraser } from "./eraser.ts";
import { fileIn } from "../place.ts";
import type { SqliteParts } from "./parts.ts";
import { searchLines } from "./search.ts";
import type { ClockRecord, Found, LinesWanted, Loss, Presence, PresenceChange } from "../store.ts";
import type { Retention, Scrubbing, Search, Store } from "../store.ts";
import { newClockRecord } from "../store.ts";
import type { SavedRoom } from "../../model/saved_room.ts";
import { Trimmer } from "./trimmer.ts";

/** Lines of a room or a person that are erased at once, some 10 ms. More are hidden, and go with the next trims. */
const ERASED_AT_ONCE = 200;

/** A store in a folder; `../store.ts` says what each call does. */
export class SqliteStore implements Store {
  readonly #parts: SqliteParts;
  readonly #eraser: Eraser;
  readonly #trimmer: Trimmer;
  readonly #opened: OpenedFile | undefined;
  readonly #checker: Checker;

  private constructor(parts: SqliteParts, path: string, opened?: OpenedFile) {
    this.#parts = parts;
    this.#opened = opened;
    this.#checker = new Checker(path);
    this.#eraser = new Eraser(parts);
    this.#trimmer = new Trimmer(parts, this.#eraser);
  }

  /** For a server; makes the folder where it is missing (mode 0700). Throws as {@linkcode openToWrite} does. */
  static open(folder: string, options: OpenOptions = {}): SqliteStore {
    const opened = openToWrite(folder, options);
    return new SqliteStore(opened.parts, fileIn(folder), opened);
  }

  /** To read only, also while a server uses it: what writes throws a StoreFailure. */
  static openToRead(folder: string): SqliteStore {
    return new SqliteStore(openToRead(folder), fileIn(folder));
  }

  /** Reads anew what is remembered in memory, where it was opened to read: somebody else may have written meanwhile. */
  refresh(): void {
    const { lines, shelves, index } = this.#parts;
    for (const part of [shelves, lines]) part.forget();
    index.readAnew();
  }

  get lastId(): number {
    return this.#parts.lines.lastId;
  }

  get loss(): Loss | undefined {
    return this.#opened?.loss;
  }

  check(rows: number): boolean {
    this.#opened?.whereabouts.check();
    return rows === 0 || this.#checker.read(rows);
  }

  /** Throws a RangeError where the ids do not grow. */
  save(messages: Iterable<Message>): void {
    this.#parts.index.expect(this.#parts.lines.save(messages));
  }

  together(work: () => void): void {
    try {
      this.#parts.file.write(work);
    } catch (error) {
      const { lines, shelves, index } = this.#parts;
      for (const part of [shelves, lines]) part.forget(); // what they remember of it was not done
      index.countAnew();
      throw error;
    }
  }

  presence(): Presence | undefined {
    return this.#read(({ presence }) => presence.get());
  }

  savePresence(change: PresenceChange): void {
    this.#write(({ presence }) => presence.put(change));
  }

  lines(wanted: LinesWanted): Message[] {
    return this.#read(({ lines }) => lines.ofRoom(wanted));
  }

  /** All lines of all rooms, the oldest first. A server may go on writing between two of them. */
  all(): Generator<Message> {
    return this.#parts.lines.all();
  }

  hasLines(room: RoomName): boolean {
    return this.lines({ room, after: 0, limit: 1, which: "newest" }).length > 0;
  }

  search(search: Search): Found {
    return this.#read((parts) => searchLines(parts, search));
  }

  index(limit: number): number {
    return this.#read(({ index }) => index.add(limit));
  }

  forget(name: Name, from: number, upTo = Infinity): number {
    return this.#erase(() => this.#eraser.hideAuthor(name, from, upTo));
  }

  trim(retention: Retention): number {
    return this.#counting(() => this.#trimmer.trim(retention));
  }

  scrub(): Scrubbing {
    return this.#trimmer.scrub();
  }

  rooms(): SavedRoom[] {
    return this.#read(({ rooms }) => rooms.all());
  }

  saveRoom(room: SavedRoom): void {
    this.#write(({ rooms }) => rooms.put(room));
  }

  eraseLines(room: RoomName): void {
    this.#erase(() => this.#eraser.hideRoom(room));
  }

  dropRooms(names: readonly RoomName[]): void {
    this.#erase(({ rooms }) => {
      for (const name of names) {
        rooms.drop(name);
        this.#eraser.hideRoom(name);
      }
    });
  }

  roomsWithLines(): ReadonlySet<RoomName> {
    return this.#read(({ shelves }) => shelves.rooms());
  }

  seen(key: string): number | undefined {
    return this.#read(({ seen }) => seen.get(key));
  }

  saveSeen(key: string, id: number, time: number): void {
    this.#write(({ seen }) => seen.put(key, id, time));
  }

  clockRecord(): ClockRecord | undefined {
    return this.#read(({ clock, lines }) => {
      const time = lines.lastTime;
      return clock.get() ?? (time === undefined ? undefined : newClockRecord(time));
    });
  }

  saveClockRecord(record: ClockRecord): void {
    this.#write(({ clock }) => clock.put(record));
  }

  [Symbol.dispose](): void {
    this.#checker[Symbol.dispose]();
    const { file } = this.#parts;
    if (this.#opened === undefined) return file[Symbol.dispose]();
    try {
      this.#opened.whereabouts.close(file);
    } finally {
      this.#opened.lock[Symbol.dispose]();
    }
  }

  /** Has lines hidden, and erases those there is time for. */
  #erase<T>(hide: (parts: SqliteParts) => T): T {
    return this.#counting(() =>
      this.#write((parts) => {
        const result = hide(parts);
        if (this.#eraser.eraseHidden(ERASED_AT_ONCE) > 0) this.#trimmer.scrubSoon();
        return result;
      })
    );
  }

  /** Where erasing comes to nothing, the lines that wait for the index are counted anew. */
  #counting<T>(erase: () => T): T {
    try {
      return erase();
    } catch (error) {
      this.#parts.index.countAnew();
      throw error;
    }
  }

  #read<T>(run: (parts: SqliteParts) => T): T {
    return this.#parts.file.read(() => run(this.#parts));
  }

  #write<T>(run: (parts: SqliteParts) => T): T {
    return this.#parts.file.write(() => run(this.#parts));
  }
}
