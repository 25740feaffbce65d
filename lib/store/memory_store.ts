/**
 * The store that keeps nothing beyond the process, and within it a bounded number of lines: the oldest go first. A room's
 * lines are at hand; to search or to erase some it looks at every line, a microsecond each, so its bounds are to be small.
 *
 * @module
 */

import type { Name, RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import { LineQueue } from "./line_queue.ts";
import { SearchFilter } from "./search_filter.ts";
import type { ClockRecord, Found, LinesWanted, Presence, PresenceChange } from "./store.ts";
import type { Retention, Scrubbing, Search, Store } from "./store.ts";
import { MAX_SEEN, newClockRecord } from "./store.ts";
import type { SavedRoom } from "../model/saved_room.ts";

/** Most lines, and most text in them (names included, in UTF-16 code units); each is 1 or more. */
export interface MemoryBounds {
  readonly lines: number;
  readonly length: number;
}

interface Seen {
  readonly id: number;
  readonly time: number;
}

/** What a line takes beside its text, in bytes, roughly. */
const LINE_BYTES = 200;

/** A store in memory; `store.ts` says what each call does. */
export class MemoryStore implements Store {
  readonly #bounds: MemoryBounds;
  #messages = new LineQueue(); // of all rooms
  readonly #messagesByRoom = new Map<RoomName, LineQueue>(); // the same; rooms that have any
  #length = 0;
  #lastId = 0;
  readonly #roomsByName = new Map<RoomName, SavedRoom>();
  #clockRecord: ClockRecord | undefined;
  readonly #seenByKey = new Map<string, Seen>();
  #position: string | undefined;
  readonly #people = new Map<number, string>();

  constructor(bounds: MemoryBounds) {
    const { lines, length } = bounds;
    if (!(lines >= 1 && length >= 1)) {
      throw new RangeError(`Cannot keep ${lines} lines of length ${length}: both must be at least 1`);
    }
    this.#bounds = bounds;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** Does nothing: memory does not get lost. */
  check(): boolean {
    return true;
  }

  /** The oldest lines go where they are too many. Throws a RangeError where the ids do not grow. */
  save(messages: Iterable<Message>): void {
    let lastId = this.#lastId;
    const taken: Message[] = [];
    for (const message of messages) {
      const { id } = message;
      if (!(id > lastId)) throw new RangeError(`Cannot save line ${id}: line ${lastId} is saved already`);
      lastId = id;
      taken.push(message);
    }
    this.#lastId = lastId;
    for (const message of taken) this.#add(message);
    const { lines, length } = this.#bounds;
    this.#dropOldest(Infinity, (left) => left > lines || this.#length > length);
  }

  /** Memory does not fail. */
  together(work: () => void): void {
    work();
  }

  presence(): Presence | undefined {
    const people = new Map([...this.#people].sort(([a], [b]) => a - b));
    return this.#position === undefined ? undefined : { position: this.#position, people };
  }

  savePresence({ position, people }: PresenceChange): void {
    this.#position = position;
    for (const [id, state] of people) {
      if (state === undefined) this.#people.delete(id);
      else this.#people.set(id, state);
    }
  }

  lines({ room, after, before = Infinity, limit, which }: LinesWanted): Message[] {
    const found: Message[] = [], isNewest = which === "newest", all = this.#messagesByRoom.get(room);
    for (const message of (isNewest ? all?.newestFirst(before) : all) ?? []) {
      if (isNewest ? message.id <= after : message.id >= before) break;
      if (message.id > after && message.id < before) found.push(message);
      if (found.length === limit) break;
    }
    return isNewest ? found.reverse() : found;
  }

  hasLines(room: RoomName): boolean {
    return this.#messagesByRoom.has(room);
  }

  search(search: Search): Found {
    const filter = new SearchFilter(search);
    if (filter.isEmpty) return { messages: [], hasMore: false, unindexed: 0 };
    return { ...filter.newestOf(this.#messages.newestFirst(), search.limit), unindexed: 0 };
  }

  /** Does nothing: there is no index. */
  index(): number {
    return 0;
  }

  forget(name: Name, from: number, upTo = Infinity): number {
    return this.#erase(({ id, name: author }) => author === name && id >= from && id <= upTo);
  }

  trim({ before, oldUpTo = 0, newAfter = Infinity, maxBytes, limit, onAged }: Retention): number {
    const isOld = ({ id, time }: Seen) => id <= oldUpTo || (time < before && id <= newAfter);
    this.#dropSeen(isOld, limit);
    const oldest = new Set(first(limit, this.#messages).filter(isOld));
    const outdated = oldest.size === 0 ? 0 : this.#erase((message) => oldest.has(message));
    if (outdated > 0) onAged?.(Array.from(oldest, ({ time }) => time));
    const bytes = (lines: number) => 2 * this.#length + LINE_BYTES * lines;
    return outdated + this.#dropOldest(limit - outdated, (left) => left > 0 && bytes(left) > maxBytes);
  }

  /** Does nothing: what was erased is nowhere. */
  scrub(): Scrubbing {
    return "done";
  }

  rooms(): SavedRoom[] {
    return [...this.#roomsByName.values()];
  }

  saveRoom(room: SavedRoom): void {
    this.#roomsByName.set(room.name, room);
  }

  eraseLines(room: RoomName): void {
    this.#erase((message) => message.room === room);
  }

  dropRooms(rooms: readonly RoomName[]): void {
    const names = new Set(rooms);
    for (const name of names) this.#roomsByName.delete(name);
    this.#erase(({ room }) => names.has(room));
  }

  roomsWithLines(): ReadonlySet<RoomName> {
    return new Set(this.#messagesByRoom.keys());
  }

  seen(key: string): number | undefined {
    return this.#seenByKey.get(key)?.id;
  }

  /** The key kept longest ago goes where they are too many. */
  saveSeen(key: string, id: number, time: number): void {
    this.#seenByKey.delete(key);
    this.#seenByKey.set(key, { id, time });
    if (this.#seenByKey.size > MAX_SEEN) this.#seenByKey.delete(this.#seenByKey.keys().next().value!);
  }

  clockRecord(): ClockRecord | undefined {
    const last = this.#messages.newest;
    return this.#clockRecord ?? (last && newClockRecord(last.time));
  }

  saveClockRecord(record: ClockRecord): void {
    this.#clockRecord = record;
  }

  [Symbol.dispose](): void {
    this.#erase(() => true);
    this.#roomsByName.clear();
    this.#seenByKey.clear();
  }

  #dropSeen(isOld: (seen: Seen) => boolean, limit: number): void {
    const old = [...this.#seenByKey].filter(([, seen]) => isOld(seen))
      .sort(([a, { time }], [b, { time: other }]) => time - other || (a < b ? -1 : 1));
    for (const [key] of old.slice(0, limit)) this.#seenByKey.delete(key);
  }

  #add(message: Message): void {
    const { room } = message, ofRoom = this.#messagesByRoom.get(room) ?? new LineQueue();
    this.#messages.push(message);
    ofRoom.push(message);
    this.#messagesByRoom.set(room, ofRoom);
    this.#length += lengthOf(message);
  }

  /** Drops the oldest lines as long as there are too many with so many left; returns how many went. */
  #dropOldest(limit: number, areTooMany: (left: number) => boolean): number {
    let dropped = 0;
    while (dropped < limit && areTooMany(this.#messages.length)) {
      const message = this.#messages.shift()!, { room } = message, ofRoom = this.#messagesByRoom.get(room)!;
      ofRoom.shift(); // the same one: the oldest of all is the oldest of its room
      if (ofRoom.length === 0) this.#messagesByRoom.delete(room);
      this.#length -= lengthOf(message);
      dropped++;
    }
    return dropped;
  }

  #erase(isErased: (message: Message) => boolean): number {
    const before = this.#messages;
    this.#messages = new LineQueue();
    this.#messagesByRoom.clear();
    this.#length = 0;
    for (const message of before) if (!isErased(message)) this.#add(message);
    return before.length - this.#messages.length;
  }
}

function first(limit: number, lines: Iterable<Message>): Message[] {
  const taken: Message[] = [];
  for (const line of lines) if (taken.push(line) >= limit) break;
  return taken;
}

function lengthOf({ name, text }: Message): number {
  return name.length + text.length;
}
