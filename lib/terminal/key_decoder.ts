/**
 * Keys and runs of text out of bytes, cut anywhere. Sequences are those that `escape_sequence.ts` takes for one; what has
 * no name here vanishes whole.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { cutAtBroken, textOfUtf8, unfinishedBytes } from "../text/utf8.ts";
import { EscapeSequence } from "./escape_sequence.ts";
import { type Key, keyOf, keyOfRxvt, keyOfSequence } from "./key_names.ts";

/** Told what was typed, in order. */
export interface KeySink {
  /** Characters in a row, none of them a control character. */
  text(run: string): void;
  key(key: Key | undefined): void;
  /** Bytes that are no UTF-8. */
  broken(): void;
}

/**
 * What the keys are for. `keys`: each is acted on, Escape too, once nothing follows. `lines`: Escape is Alt for the key
 * behind it, however late that comes, as readline has it; and CR LF is one Enter.
 */
export type Purpose = "keys" | "lines";

/** Characters that are no control characters. */
// deno-lint-ignore no-control-regex
const RUN = /[^\x00-\x1f\x7f-\x9f]+/y;

const ESC = "\x1b";
const NO_BYTES = new Uint8Array(0);

export class KeyDecoder {
  readonly #sink: KeySink;
  readonly #isForLines: boolean;
  readonly #escape = new EscapeSequence();
  #begun = ""; // of a sequence, behind its ESC
  #hasAlt = false; // ESC came before it
  #afterCr = false;
  #unfinished: Uint8Array = NO_BYTES; // of a character, three bytes at most

  constructor(sink: KeySink, purpose: Purpose) {
    this.#sink = sink;
    this.#isForLines = purpose === "lines";
  }

  decode(bytes: Uint8Array): void {
    const all = this.#unfinished.length === 0 ? bytes : concat([this.#unfinished, bytes]);
    const end = all.length - unfinishedBytes(all);
    this.#unfinished = end === all.length ? NO_BYTES : all.slice(end);
    const whole = all.subarray(0, end);
    const text = textOfUtf8(whole);
    if (text !== undefined) return this.#takeAll(text);
    for (const piece of cutAtBroken(whole)) {
      if (piece !== undefined) this.#takeAll(piece);
      else this.#break();
    }
  }

  /** Whether a sequence may have begun. */
  get isWaiting(): boolean {
    return this.#escape.isOpen;
  }

  /** Whether the bytes so far end inside a character. */
  get isInsideCharacter(): boolean {
    return this.#unfinished.length > 0;
  }

  /** Nothing follows any more: what was begun was typed. */
  flush(): void {
    if (this.isInsideCharacter) this.#break();
    this.#unfinished = NO_BYTES;
    if (this.isWaiting) this.#giveUp();
    this.#escape.cancel();
  }

  /** Forgets the sequence that was begun, and hands over the bytes of the character that was. */
  handOver(): Uint8Array {
    const bytes = this.#unfinished;
    this.#unfinished = NO_BYTES;
    this.#escape.cancel();
    this.#hasAlt = this.#afterCr = false;
    return bytes;
  }

  #break(): void {
    this.#escape.cancel();
    this.#hasAlt = this.#afterCr = false;
    this.#sink.broken();
  }

  #takeAll(text: string): void {
    for (let at = 0; at < text.length;) {
      RUN.lastIndex = at;
      const run = this.isWaiting ? undefined : RUN.exec(text)?.[0];
      if (run !== undefined) {
        this.#afterCr = false;
        this.#sink.text(run);
        at += run.length;
      } else {
        const character = String.fromCodePoint(text.codePointAt(at)!);
        this.#take(character);
        at += character.length;
      }
    }
  }

  #take(character: string): void {
    if (!this.isWaiting) return character === ESC ? this.#begin() : this.#type(character);
    if (this.#escape.take(character.codePointAt(0)!) === "none") {
      if (this.#begun === "O" && /[\x40-\x7e]/.test(character)) {
        return this.#press(this.#isForLines ? keyOfRxvt(character, this.#hasAlt) : undefined);
      }
      this.#giveUp();
      return this.#take(character);
    }
    this.#begun += character;
    if (this.isWaiting) return;
    if (this.#begun.length > 1) this.#press(keyOfSequence(this.#begun, this.#hasAlt));
    else if (this.#isForLines) this.#press(keyOf(character, true));
    else this.#giveUp();
  }

  #begin(): void {
    this.#escape.begin();
    this.#begun = "";
    this.#afterCr = false;
  }

  /** What was begun is no sequence. */
  #giveUp(): void {
    if (this.#isForLines) this.#hasAlt = this.#begun === "";
    else for (const character of ESC + this.#begun) this.#sink.key(keyOf(character));
  }

  /** A character behind no sequence. */
  #type(character: string): void {
    const isSecondHalf = character === "\n" && this.#afterCr;
    this.#afterCr = this.#isForLines && character === "\r";
    if (isSecondHalf) return;
    if (this.#hasAlt && character > "\x9f") { // nobody has a key for that
      this.#hasAlt = false;
      return this.#sink.text(character);
    }
    this.#press(keyOf(character, this.#hasAlt));
  }

  #press(key: Key | undefined): void {
    this.#hasAlt = false;
    this.#sink.key(key);
  }
}
