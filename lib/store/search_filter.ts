/**
 * What a search asks of a line: the one place that decides whether a line is found, in every store. An index may only
 * narrow the lines down to those worth asking about.
 *
 * @module
 */

import type { RoomName } from "../text/clean.ts";
import { foldName } from "../text/fold.ts";
import type { Message } from "../model/message.ts";
import { matches, type Word, wordsOf } from "../text/words.ts";
import type { Found, Search } from "./store.ts";

/** Under this key a name is the same in every letter case and Unicode form. */
export function authorKey(name: string): string {
  return foldName(name);
}

/** A search, made ready to ask many lines. */
export class SearchFilter {
  /** The words to be found, each once. */
  readonly words: readonly Word[];
  /** The key of the name that has to have spoken, if one has to. */
  readonly from: string | undefined;
  /** When a line has to have been said at the earliest, in milliseconds since 1970; 0 for any time. */
  readonly since: number;
  /** The rooms, with the id that a line in them has to be greater than. */
  readonly afterByRoom: ReadonlyMap<RoomName, number>;
  readonly #isWanted: (line: Message) => boolean;

  /** Reads a search. */
  constructor({ words, rooms, from, since = 0, isWanted = () => true }: Search) {
    const wordsByKey = new Map(wordsOf(words).map((word) => [`${word.isDense} ${word.key}`, word]));
    this.words = [...wordsByKey.values()];
    this.from = from === undefined ? undefined : authorKey(from);
    this.since = since;
    this.#isWanted = isWanted;
    const afterByRoom = new Map<RoomName, number>();
    for (const { room, after } of rooms) {
      afterByRoom.set(room, Math.min(after, afterByRoom.get(room) ?? Infinity));
    }
    this.afterByRoom = afterByRoom;
  }

  /** Whether it asks for nothing, neither a word nor a name: then nothing is found. */
  get isEmpty(): boolean {
    return this.words.length === 0 && this.from === undefined;
  }

  /** Of lines that come newest first: the newest `limit` that are looked for, and whether there are more, or may be behind the `most` looked at. */
  newestOf(lines: Iterable<Message>, limit: number, most = Infinity): Pick<Found, "messages" | "hasMore"> {
    const messages: Message[] = [];
    let looked = 0;
    for (const line of lines) {
      if (++looked > most) return { messages: messages.reverse(), hasMore: true };
      if (!this.accepts(line)) continue;
      if (messages.length === limit) return { messages: messages.reverse(), hasMore: true };
      messages.push(line);
    }
    return { messages: messages.reverse(), hasMore: false };
  }

  /** Whether a line is one of those that are looked for. */
  accepts(line: Message): boolean {
    const { id, time, room, name, text } = line;
    return id > (this.afterByRoom.get(room) ?? Infinity) &&
      time >= this.since &&
      (this.from === undefined || authorKey(name) === this.from) &&
      this.#isWanted(line) &&
      matches(text, this.words);
  }
}
