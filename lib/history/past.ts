/**
 * The one way of looking back: the last lines of rooms, what somebody missed, what a search finds. It is also the way of
 * taking back what one said. An answer holds the newest lines that fit into it, as they could be said today.
 *
 * Answers are values, not promises: a store answers at once. So a newcomer sees the last lines before anything that is
 * said next; an answer that comes later would leave lines out, or show them twice.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { NameSpan } from "../model/name_span.ts";
import type { Refusal } from "../model/refusal.ts";
import { standInFor } from "../model/stand_in.ts";
import type { Search, Store } from "../store/store.ts";
import { cleanText } from "../text/clean_text.ts";
import type { Archive } from "./archive.ts";
import { forgetLines, type Forgotten } from "./forget_lines.ts";

/** Most text in one answer, in UTF-16 code units: far below what an outbox holds in UTF-8. */
const MAX_LENGTH = 128 * 1024;

/** Lines looked at in one step behind those of ignored people, and in all rooms of one answer: some 10 ms. */
const STEP_LINES = 500, MAX_LOOKED_AT = 3000;

/** The part of the past that is open to somebody. */
export interface OpenPast {
  /** The rooms they may look into, and there only lines with an id greater than `after`. */
  readonly rooms: readonly { readonly room: RoomName; readonly after: number }[];
  /** Whether they see a line: they do not see those of people they ignore. */
  readonly sees: (line: Message) => boolean;
}

export interface Excerpt {
  readonly kind: "excerpt";
  /** The newest lines, the oldest of them first. */
  readonly messages: readonly Message[];
  /** Whether older lines that were asked for are left out. */
  readonly isCut: boolean;
  /** How many lines a search has not looked at, because they are still to be indexed. */
  readonly unindexed: number;
}

/** How looking back ends: with lines, or with a reason why there are none. */
export type Looked = Excerpt | Refusal;

/** What a past is built from; the clock gives others a turn while much is forgotten. */
export interface PastParts {
  readonly archive: Archive;
  readonly clock: Clock;
}

export class Past {
  readonly #parts: PastParts;

  constructor(parts: PastParts) {
    this.#parts = parts;
  }

  /** Why lines of now may be missing, since they are not saved; undefined while all is well. */
  get trouble(): string | undefined {
    return this.#parts.archive.health.unsaved;
  }

  /** What somebody has to look after in what is kept; undefined for nothing. */
  get concern(): string | undefined {
    return this.#parts.archive.health.concern?.text;
  }

  /** Saves what was said so far; returns whether it is saved. */
  commit(): boolean {
    this.#parts.archive.commit();
    return this.trouble === undefined;
  }

  /** The last lines; or the last of those with an id below `before`. */
  recent(open: OpenPast, limit: number, before = Number.MAX_SAFE_INTEGER): Looked {
    const asked = this.#parts.archive.ask((store) => newestSeen(store, open, { before, limit }));
    return asked.kind === "answer" ? excerptOf(asked.value) : asked;
  }

  /** What was said between somebody's leaving, under `key`, and the event of their coming; at most `limit` lines. */
  missed(open: OpenPast, who: { readonly key: string; readonly arrivedId: number }, limit: number): Looked {
    const asked = this.#parts.archive.ask((store) => {
      const after = store.seen(who.key);
      if (after === undefined) return undefined;
      return newestSeen(store, open, { after, before: who.arrivedId, limit: limit + 1 });
    });
    if (asked.kind !== "answer") return asked;
    const lines = asked.value;
    if (lines === undefined) return { kind: "never_seen" };
    return excerptOf(lines.slice(-limit), { isCut: lines.length > limit });
  }

  found(open: OpenPast, sought: Pick<Search, "words" | "from" | "since">, limit: number): Looked {
    const { rooms, sees: isWanted } = open;
    const asked = this.#parts.archive.ask((store) => store.search({ ...sought, rooms, isWanted, limit }));
    if (asked.kind !== "answer") return asked;
    const { messages, hasMore, unindexed } = asked.value;
    return excerptOf(messages, { isCut: hasMore, unindexed });
  }

  forget(spans: readonly NameSpan[]): Forgotten | Promise<Forgotten> {
    return forgetLines(this.#parts, spans);
  }
}

/** Which lines of the rooms that are open are wanted: the newest behind one id and before another. */
interface Wanted {
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
}

/** The newest lines of all open rooms, without those of ignored people. */
function newestSeen(store: Store, open: OpenPast, wanted: Wanted): Message[] {
  const lines = open.rooms.flatMap((room) => {
    const after = Math.max(room.after, wanted.after ?? 0);
    return newestInRoom(store, open, { ...wanted, room: room.room, after });
  });
  return lines.sort((a, b) => a.id - b.id).slice(-wanted.limit);
}

/** The newest lines of one room; it looks behind those of ignored people. */
function newestInRoom(
  store: Store,
  { rooms, sees }: OpenPast,
  wanted: Wanted & { readonly room: RoomName; readonly after: number },
): Message[] {
  const seen: Message[] = [];
  let { before = Number.MAX_SAFE_INTEGER, limit } = wanted;
  let looked = 0;
  while (seen.length < wanted.limit && looked < MAX_LOOKED_AT / rooms.length) {
    const page = store.lines({ ...wanted, before, limit, which: "newest" });
    seen.unshift(...page.filter(sees));
    if (page.length < limit) break;
    looked += page.length;
    before = page[0]!.id;
    limit = STEP_LINES;
  }
  return seen.slice(-wanted.limit);
}

/** The newest of the lines that fit into one answer, as of today. */
function excerptOf(lines: readonly Message[], { isCut = false, unindexed = 0 } = {}): Excerpt {
  let length = 0;
  const last = lines.findLastIndex(({ text }) => (length += text.length) > MAX_LENGTH);
  const messages = lines.slice(last + 1).map(asOfToday);
  return { kind: "excerpt", messages, isCut: isCut || last >= 0, unindexed };
}

/** A line as it could be said today: an older server kept names and texts that this one does not let in. */
function asOfToday(message: Message): Message {
  const name = standInFor(message.name) ?? message.name, text = cleanText(message.text);
  return name === message.name && text === message.text ? message : { ...message, name, text };
}
