/**
 * The line that somebody is typing, with a cursor in it: by characters as people see them, wherever they stand. What
 * nobody can see is not taken in.
 *
 * @module
 */

import { withoutNeverSeen } from "../text/invisible.ts";
import { characterLeft, characterRight, isLeft, type Reach, reached } from "./reach.ts";

/**
 * How many times in one read it looks for the bounds of characters and words before it goes by code points, or counts the
 * bytes of a long line: more than any person's keys bring at once. Looking takes a thousand times longer than typing, and a
 * flood of such keys must not be felt.
 */
const LOOKS_PER_READ = 100;

/** The first character that may become one with another: combining marks begin there. */
const FIRST_JOINED = 0x300;

/** Most bytes of UTF-8 for a unit of UTF-16. */
const MOST_BYTES_A_UNIT = 3;

const PLAIN = /^[\x20-\x7e]*$/;
const encoder = new TextEncoder();

export function bytesOf(text: string): number {
  return PLAIN.test(text) ? text.length : encoder.encode(text).length;
}

export class InputLine {
  readonly #maxBytes: number;
  #before = "";
  #after = "";
  #bytes: number | undefined = 0; // counted when it is asked for
  #killed = "";
  #isKilling = false; // the last key killed: what the next one kills belongs to it
  #looks = LOOKS_PER_READ;

  /** @param maxBytes most bytes the line may have in UTF-8 */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The text to the left of the cursor. */
  get before(): string {
    return this.#before;
  }

  /** The text from the cursor on. */
  get after(): string {
    return this.#after;
  }

  get text(): string {
    return this.#before + this.#after;
  }

  /** Keys of another read follow. */
  beginRead(): void {
    this.#looks = LOOKS_PER_READ;
  }

  /**
   * Types at the cursor what can be seen, as far as there is room.
   * @returns whether there was room for all of it
   */
  insert(typed: string): boolean {
    this.#isKilling = false;
    const text = PLAIN.test(typed) ? typed : withoutNeverSeen(typed);
    const fitting = this.#fitting(text);
    this.#bytes = this.#size + bytesOf(fitting);
    this.#before += fitting; // the next key settles, so that it makes no difference how the text comes
    return fitting.length === text.length;
  }

  /**
   * Puts another line in its place.
   * @returns false where that is too long, or takes too long in this read, and nothing is changed
   */
  set(before: string, after = ""): boolean {
    this.#isKilling = false;
    const text = before + after;
    const isShort = MOST_BYTES_A_UNIT * text.length <= this.#maxBytes;
    if (!isShort && !PLAIN.test(text) && this.#looks-- <= 0) return false;
    const bytes = isShort ? undefined : bytesOf(text);
    if (bytes !== undefined && bytes > this.#maxBytes) return false;
    this.#put(before, after, bytes);
    return true;
  }

  move(reach: Reach): void {
    this.#isKilling = false;
    const part = this.#reached(reach);
    const before = this.#before, after = this.#after;
    if (isLeft(reach)) {
      this.#before = before.slice(0, before.length - part.length);
      this.#after = part + after;
    } else {
      this.#before = before + part;
      this.#after = after.slice(part.length);
    }
  }

  erase(reach: Reach): void {
    this.#isKilling = false;
    this.#cut(reach);
  }

  /** Erases what can be yanked then. */
  kill(reach: Reach): void {
    const part = this.#cut(reach);
    const killed = this.#isKilling ? this.#killed : "";
    this.#isKilling = true;
    if (part !== "") this.#killed = isLeft(reach) ? part + killed : killed + part;
  }

  /**
   * Types what was killed last: by one key, or by several in a row. Only that is counted, and not the line it comes into:
   * a flood of this key must not be felt.
   * @returns whether there was room for it
   */
  yank(): boolean {
    this.#isKilling = false;
    const killed = this.#killed, size = this.#size;
    if (size + killed.length > this.#maxBytes) return false; // a unit of UTF-16 takes a byte at least
    if (!PLAIN.test(killed) && this.#looks-- <= 0) return false;
    const bytes = size + bytesOf(killed);
    if (bytes > this.#maxBytes) return false;
    this.#put(this.#before + killed, this.#after, bytes);
    return true;
  }

  /** Exchanges the characters on both sides of the cursor, at the end the last two. */
  transpose(): void {
    this.#isKilling = false;
    const right = this.#reached("right");
    const second = right === "" ? this.#reached("left") : right;
    const rest = right === "" ? this.#before.slice(0, this.#before.length - second.length) : this.#before;
    const first = this.#reached("left", rest);
    if (first === "") return;
    this.#put(rest.slice(0, rest.length - first.length) + second + first, this.#after.slice(right.length));
  }

  get #size(): number {
    return this.#bytes ??= bytesOf(this.text);
  }

  #put(before: string, after: string, bytes?: number): void {
    this.#before = before;
    this.#after = after;
    this.#bytes = bytes;
    this.#settle();
  }

  /** What of a text there is room for: each character, or not, so that it makes no difference how they come. */
  #fitting(text: string): string {
    let room = this.#maxBytes - this.#size;
    if (room > 0 && bytesOf(text) <= room) return text;
    let fitting = "";
    for (const character of text) {
      if (room <= 0) break;
      const bytes = bytesOf(character);
      if (bytes > room) continue;
      fitting += character;
      room -= bytes;
    }
    return fitting;
  }

  /** Moves the cursor behind a character that the texts on both sides of it have become one of. */
  #settle(): void {
    const before = this.#before, after = this.#after;
    const mayJoin = before.charCodeAt(before.length - 1) >= FIRST_JOINED ||
      after.charCodeAt(0) >= FIRST_JOINED;
    if (before === "" || after === "" || !mayJoin || this.#looks-- <= 0) return;
    const last = characterLeft(before);
    const joined = characterRight(last + after).slice(last.length);
    this.#before = before + joined;
    this.#after = after.slice(joined.length);
  }

  #reached(reach: Reach, before?: string): string {
    if (before === undefined) this.#settle();
    return reached(reach, before ?? this.#before, this.#after, this.#looks-- > 0);
  }

  #cut(reach: Reach): string {
    const part = this.#reached(reach);
    if (part === "") return "";
    const before = this.#before, after = this.#after;
    if (isLeft(reach)) this.#put(before.slice(0, before.length - part.length), after);
    else this.#put(before, after.slice(part.length));
    return part;
  }
}
