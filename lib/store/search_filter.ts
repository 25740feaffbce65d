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

export class SearchFilter {
  readonly words: readonly Word[];
  /** The folded name that has to have spoken, if one has to. */
  readonly from: string | undefined;
  /** Only lines of this time or later are found, in milliseconds since 1970; 0 for all. */
  readonly since: number;
  /** Only lines with a greater id are found there. */
  readonly afterByRoom: ReadonlyMap<RoomName, number>;
  readonly #isWanted: (line: Message) => boolean;

  constructor({ words, rooms, from, since = 0, isWanted = () => true }: Search) {
    const wordsByKey = new Map(wordsOf(words).map((word) => [`${word.isDense} ${word.key}`, word]));
    this.words = [...wordsByKey.values()];
    this.from = from === undefined ? undefined : foldName(from);
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

  /** Of lines, newest first: the newest `limit` that fit, and whether there are more, or may be behind `most`. */
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

  accepts(line: Message): boolean {
    const { id, time, room, name, text } = line;
    return id > (this.afterByRoom.get(room) ?? Infinity) &&
      time >= this.since &&
      (this.from === undefined || foldName(name) === this.from) &&
      this.#isWanted(line) &&
      matches(text, this.words);
  }
}
