/**
 * A chat that never was: lines in English, Chinese, and Thai, as many as wanted and the same every time. Words, rooms
 * and people are as uneven as in life: the tenth most frequent is a tenth as frequent as the first (Zipf's law).
 *
 * @module
 */

import type { CleanText } from "../../lib/text/clean.ts";
import type { Message } from "../../lib/model/message.ts";
import { named, roomNamed } from "../contracts/samples.ts";

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = (
  "ba be bi bo bu ca ce co da de di do fa fi ga go ha he hi in is it ka la le li lo ma me mi mo na ne no of on pa per " +
  "po ra re ri ro sa se so sta ta te ti to tra un ve vi wa we"
).split(" ");
const THAI_BEFORE = ["", "", "", "เ", "แ", "โ", "ไ"];
const THAI_LETTERS = [..."กขคงจชซญดตถทนบปผพฟมยรลวสหอ"];
const THAI_AFTER = ["ะ", "า", "ิ", "ี", "ุ", "ู", "ั", "ำ", "่า", "้า", "ี่", "ู้"];

/** The middle of the time between two lines, in milliseconds: a million of them are a year. */
const MS_BETWEEN = 31_536;

/** A chat, the same for the same seed. */
export class MadeUpChat {
  readonly #random: () => number;
  /** Words by language, the most frequent first. */
  readonly words: Readonly<Record<"english" | "chinese" | "thai", readonly string[]>>;
  /** Rooms, the busiest first. Each has a language of its own and hears the others too. */
  readonly rooms = Array.from({ length: 20 }, (_, at) => roomNamed(`#room${at}`));
  /** People, the most talkative first. */
  readonly people = Array.from({ length: 200 }, (_, at) => named(`person${at}`));

  constructor(seed = 7) {
    this.#random = seededRandom(seed);
    this.words = {
      english: this.#different(30_000, () => this.#several(1, 4, () => this.#any(SYLLABLES))),
      chinese: this.#different(12_000, () => this.#several(1, 3, () => this.#hanzi())),
      thai: this.#different(6000, () => this.#several(1, 3, () => this.#thaiSyllable())),
    };
  }

  /** Lines with ids from 1 to `count`. */
  *lines(count: number): Generator<Message> {
    let time = 1_700_000_000_000;
    for (let id = 1; id <= count; id++) {
      time += Math.floor(this.#random() * 2 * MS_BETWEEN);
      const room = this.#uneven(this.rooms.length);
      const name = this.people[this.#uneven(this.people.length)]!;
      yield { id, time, room: this.rooms[room]!, kind: "said", name, text: this.#text(room) as CleanText };
    }
  }

  #text(room: number): string {
    const chance = this.#random();
    const isOwn = chance < 0.8;
    const language = (room + (isOwn ? 0 : chance < 0.9 ? 1 : 2)) % 3;
    const face = this.#random() < 0.03 ? " 👍" : "";
    if (language === 0) return this.#several(3, 12, () => this.#word("english"), " ") + face;
    if (language === 1) {
      return this.#several(3, 11, () => this.#word("chinese") + this.#sometimes(0.12, "，")) + face;
    }
    return this.#several(3, 10, () => this.#word("thai") + this.#sometimes(0.2, " ")) + face;
  }

  #word(language: keyof MadeUpChat["words"]): string {
    const words = this.words[language];
    return words[this.#uneven(words.length)]!;
  }

  /** One of 3,500 characters. */
  #hanzi(): string {
    return String.fromCodePoint(0x4e00 + (this.#uneven(3500) * 6) % 20_000);
  }

  #thaiSyllable(): string {
    return this.#any(THAI_BEFORE) + this.#any(THAI_LETTERS) + this.#any(THAI_AFTER) +
      this.#sometimes(0.4, this.#any(THAI_LETTERS));
  }

  #different(count: number, make: () => string): string[] {
    const made = new Set<string>();
    while (made.size < count) made.add(make());
    return [...made];
  }

  #several(least: number, most: number, make: () => string, between = ""): string {
    const count = least + Math.floor(this.#random() * (most - least + 1));
    return Array.from({ length: count }, make).join(between);
  }

  #sometimes(chance: number, text: string): string {
    return this.#random() < chance ? text : "";
  }

  #any<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!;
  }

  /** A whole number from 0 to `below` - 1, small ones more often: Zipf's law. */
  #uneven(below: number): number {
    return Math.floor((below + 1) ** this.#random()) - 1;
  }
}
