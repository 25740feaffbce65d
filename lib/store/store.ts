/**
 * What is kept of the chat: the port that every store implements. `memory_store.ts` forgets at the end of the process,
 * `sqlite_store.ts` does not; both pass the same contract suite (`tests/contracts/`).
 *
 * Requirements:
 * 1. every call is synchronous and bounded: the chat waits for it;
 * 2. `save` is atomic, and what it saved survives the end of the process, however it ends (a store that keeps nothing
 *    beyond the process says so by being the memory store);
 * 3. a call that cannot be done throws a {@linkcode StoreFailure} and changes nothing.
 *
 * @module
 */

import type { Name, RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { SavedRoom } from "../model/saved_room.ts";

/** What has become of a store's file, where waiting alone does not help: somebody has to look after it. */
export type FileFault = "damaged" | "emptied" | "removed" | "replaced" | "shortened" | "unreadable";

/** What was found amiss when a store was opened: lines that were kept are missing in it. */
export interface Loss {
  /** What had become of the file. */
  readonly fault: FileFault;
  /** Where the file was put aside, or a copy of one that goes on; undefined where there is none. */
  readonly aside?: string;
}

/** What somebody has to look after in what is kept, although what is said is saved. */
export interface Concern {
  /** What it is, for everybody: `the file was damaged and put aside, a new one is begun`. */
  readonly text: string;
  /** Whether the server should not be called ready: it is going on, or has just happened. */
  readonly isFresh: boolean;
}

/** Why a store cannot do something, in words an operator understands: `the disk is full`. */
export class StoreFailure extends Error {
  /** The name errors of this kind go by. */
  override readonly name = "StoreFailure";
  /** What has become of the file; undefined where it may be as it was. */
  readonly fault: FileFault | undefined;
  /** For the operator alone: where that is and what helps, as in `"./data/chat.sqlite": move it away`. */
  readonly hint: string | undefined;

  /** A failure for this reason. */
  constructor(
    reason: string,
    { fault, hint, ...options }: ErrorOptions & { readonly fault?: FileFault; readonly hint?: string } = {},
  ) {
    super(reason, options);
    this.fault = fault;
    this.hint = hint;
  }

  /** The reason with the hint: what the operator is told. */
  get told(): string {
    return this.hint === undefined ? this.message : `${this.message} (${this.hint})`;
  }
}

/** Thrown where the store was written by a newer version of the program: it is left untouched. */
export class StoreTooNew extends Error {
  /** The name errors of this kind go by. */
  override readonly name = "StoreTooNew";
}

/** Which lines of one room are wanted. */
export interface LinesWanted {
  /** The room. */
  readonly room: RoomName;
  /** Only lines with a greater id; 0 for all. */
  readonly after: number;
  /** Only lines with a smaller id; undefined for all. */
  readonly before?: number;
  /** At most so many; 1 or more. */
  readonly limit: number;
  /** Which ones where there are more: the last, or the first. */
  readonly which: "newest" | "oldest";
}

/** What is searched for. */
export interface Search {
  /** What was typed: every word in it has to be found, in any order. May be empty if `from` is given. */
  readonly words: string;
  /** Only in these rooms, and there only lines with an id greater than `after`. */
  readonly rooms: readonly { readonly room: RoomName; readonly after: number }[];
  /** Only what somebody of this name said; letter case and Unicode form do not count. */
  readonly from?: string;
  /** Only what was said at this time or later, in milliseconds since 1970. */
  readonly since?: number;
  /** Whether a line that is found counts; all do unless given. */
  readonly isWanted?: (line: Message) => boolean;
  /** At most so many, the newest; 1 or more. */
  readonly limit: number;
}

/** What a search found. */
export interface Found {
  /** The newest lines that match, the oldest of them first. */
  readonly messages: readonly Message[];
  /** Whether older ones matched too. */
  readonly hasMore: boolean;
  /** How many lines were not looked at, because they are still to be indexed, or indexed anew. */
  readonly unindexed: number;
}

/** Which lines are too old: by their times, and by their ids where times are not to be trusted. */
export interface AgeLimit {
  /** Lines said before this time go, in milliseconds since 1970. */
  readonly before: number;
  /** Lines up to this id go, whatever their time says; 0 for none. */
  readonly oldUpTo: number;
  /** Lines with a greater id stay, whatever their time says. */
  readonly newAfter: number;
}

/** What time it was when a line was the last one that had been said. */
export interface ClockMark {
  /** The id of that line. */
  readonly id: number;
  /** The time, in milliseconds since 1970. */
  readonly time: number;
}

/** What is known of the clock (`lib/history/ageing.ts`); all in milliseconds, whole numbers. */
export interface ClockRecord {
  /** The time by which lines grew old when it was last looked at, since 1970. */
  readonly time: number;
  /** By how much the clock was ahead of that, or behind; 0 where it was not doubted. */
  readonly jump: number;
  /** For how long it has gone on evenly since. */
  readonly evenMs: number;
  /** Times that were certain, the oldest first; neither their ids nor their times fall. */
  readonly marks: readonly ClockMark[];
  /** The greatest id of a line that was imported: marks with smaller ids do not tell how new a line is. */
  readonly importedTo: number;
}

/** What is known of a clock that was never looked at before this time, in milliseconds since 1970. */
export function newClockRecord(time: number): ClockRecord {
  return { time, jump: 0, evenMs: 0, marks: [], importedTo: 0 };
}

/**
 * What the log of several nodes came to besides lines and rooms: how far it was read, and who is in. Opaque here, and
 * kept by nodes alone.
 */
export interface Presence {
  /** How far the log was read. */
  readonly position: string;
  /** Everybody by their numbers, the smallest first. */
  readonly people: ReadonlyMap<number, string>;
}

/** What has changed in it: undefined stands for whoever is in no longer. */
export interface PresenceChange {
  /** How far the log was read. */
  readonly position: string;
  /** Everybody of whom something has changed, by their numbers. */
  readonly people: ReadonlyMap<number, string | undefined>;
}

/** How much may be kept. Lines go by their times alone unless ids are given. */
export interface Retention extends Pick<AgeLimit, "before">, Partial<Omit<AgeLimit, "before">> {
  /** The oldest lines go until what is kept takes at most so many bytes. */
  readonly maxBytes: number;
  /** At most so many lines go in one call. */
  readonly limit: number;
  /** Told the times of those that went because of their age, if any. */
  readonly onAged?: (times: readonly number[]) => void;
}

/** How far the traces of what was erased are gone: all of them, or more is to do at once, or somebody reads the file. */
export type Scrubbing = "done" | "more" | "held";

/** Most lines that are counted when somebody's are erased: 100,000 would take a tenth of a second of everybody's time. */
export const MAX_COUNTED = 1000;

/** Most keys up to which somebody has seen the chat that are kept. */
export const MAX_SEEN = 100_000;

/** A store. Whoever opens it disposes it. */
export interface Store extends Disposable {
  /** The greatest id it has ever saved; 0 for none. */
  readonly lastId: number;
  /** What was amiss when it was opened; undefined for nothing. */
  readonly loss?: Loss | undefined;
  /** Why another thread, which writes, cannot do so; undefined while it can, and where this one writes. */
  readonly trouble?: string | undefined;
  /** What somebody has to look after, where another thread writes and says so; undefined for nothing. */
  readonly concern?: Concern | undefined;
  /**
   * Looks whether all that is kept is still there, and can be read: so many rows at a time, over and over.
   * @param rows most rows that are read; 0 to see only whether it is in its place
   * @returns whether that was the end of a round
   * @throws StoreFailure where it is not
   */
  check(rows: number): boolean;
  /** Saves lines in one transaction, taking one after the other. Their ids grow and are greater than {@linkcode lastId}. */
  save(messages: Iterable<Message>): void;
  /** Does several things in one transaction: where one of them throws a StoreFailure, none was done. */
  together(work: () => void): void;
  /** What was last kept of the people in the chat; undefined where nothing was. */
  presence(): Presence | undefined;
  /** Keeps what has changed in it. */
  savePresence(change: PresenceChange): void;
  /** Lines of a room, the oldest of them first. */
  lines(wanted: LinesWanted): Message[];
  /** Whether a room has any line. */
  hasLines(room: RoomName): boolean;
  /** Finds lines. */
  search(search: Search): Found;
  /**
   * Takes the next `limit` lines into the index, where as many wait for it; until then a search looks at them one by one.
   * Old lines that are to be indexed anew do not wait until they are as many.
   * @returns how many are left to be taken
   */
  index(limit: number): number;
  /**
   * Erases what `name` said in lines with an id of `from` or greater, up to `upTo` if given.
   * @returns how many those were; where they are more than {@linkcode MAX_COUNTED}, perhaps no more than that
   */
  forget(name: Name, from: number, upTo?: number): number;
  /** Erases the oldest lines that are too many; returns how many went. */
  trim(retention: Retention): number;
  /** Removes a little of the traces that erased lines left: their text in a log, their words in an index. */
  scrub(): Scrubbing;
  /** All rooms that are kept. */
  rooms(): SavedRoom[];
  /** Keeps a room, new or changed. */
  saveRoom(room: SavedRoom): void;
  /** Erases the lines of a room. */
  eraseLines(room: RoomName): void;
  /** Erases rooms and their lines, at once. */
  dropRooms(rooms: readonly RoomName[]): void;
  /** The rooms that have lines; perhaps also some whose last lines are hidden and still to be erased. */
  roomsWithLines(): ReadonlySet<RoomName>;
  /** The id up to which somebody has seen the chat when they last left, by an opaque key; undefined if never. */
  seen(key: string): number | undefined;
  /** Keeps that id with the time, in milliseconds since 1970; the oldest keys go with {@linkcode trim}. */
  saveSeen(key: string, id: number, time: number): void;
  /** What was last kept of the clock; where nothing was, the time of the last line; undefined where there is none. */
  clockRecord(): ClockRecord | undefined;
  /** Keeps what is known of the clock. */
  saveClockRecord(record: ClockRecord): void;
}
