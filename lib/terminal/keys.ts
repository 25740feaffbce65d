/**
 * Keys out of what a terminal sends: characters, control characters and escape sequences, cut anywhere. Sequences are
 * those that `escape_sequence.ts` takes for one; here they get the names of keys.
 *
 * @module
 */

import { EscapeSequence } from "./escape_sequence.ts";

export interface Key {
  /** The character, or a word for a key that has none: `up`, `pagedown`, `enter`, `escape`, `space`, `backspace`. */
  readonly name: string;
  readonly ctrl: boolean;
}

type Names = Readonly<Record<string, string>>;

/** The ends of sequences for keys, of xterm in both of its modes, the Linux console, rxvt and PuTTY. */
const BY_LETTER: Names = { A: "up", B: "down", C: "right", D: "left", F: "end", H: "home" };

/** Keys whose sequence ends in `~`, by the number before it. */
const BY_NUMBER: Names = { 1: "home", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end" };

const BY_CONTROL: Names = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\x1b": "escape",
  "\x7f": "backspace",
  " ": "space",
};

/** Reads keys; keeps what may be the beginning of an escape sequence. */
export class KeyReader {
  readonly #decoder = new TextDecoder();
  readonly #escape = new EscapeSequence();
  #begun = ""; // of a sequence, behind its ESC

  /** The keys in what was sent, those begun before included. */
  push(bytes: Uint8Array): Key[] {
    return [...this.#decoder.decode(bytes, { stream: true })].flatMap((character) => this.#take(character));
  }

  /** Whether a sequence may have begun: the rest comes at once, or it was the Escape key. */
  get isWaiting(): boolean {
    return this.#escape.isOpen;
  }

  /** The keys in what was begun, now that nothing followed. */
  flush(): Key[] {
    const keys = this.isWaiting ? this.#keysBegun() : [];
    this.#escape.cancel();
    return keys;
  }

  #take(character: string): Key[] {
    if (!this.#escape.isOpen) {
      if (character !== "\x1b") return keysOf(character);
      this.#escape.begin();
      this.#begun = "";
      return [];
    }
    if (this.#escape.take(character.codePointAt(0)!) === "none") {
      const isUnknownKey = this.#begun === "O" && /[\x40-\x7e]/.test(character); // Ctrl with an arrow, on rxvt
      return isUnknownKey ? [] : [...this.#keysBegun(), ...this.#take(character)];
    }
    this.#begun += character;
    if (this.#escape.isOpen) return [];
    return this.#begun.length === 1 ? this.#keysBegun() : keysOfSequence(this.#begun);
  }

  /** Escape and what was typed behind it: it was no sequence. */
  #keysBegun(): Key[] {
    return ["\x1b", ...this.#begun].flatMap(keysOf);
  }
}

/** The key that sends ESC and this; none where it has no name here, as F1 and the mouse. */
function keysOfSequence(sequence: string): Key[] {
  const [, number, modifiers = "1", letter = ""] = /^(?:\[(\d*)(?:;(\d+))?|O)([A-Z~])$/.exec(sequence) ?? [];
  const name = letter === "~" ? BY_NUMBER[number ?? ""] : sequence === "OM" ? "enter" : BY_LETTER[letter];
  return name === undefined ? [] : [{ name, ctrl: ((Number(modifiers) - 1) & 4) !== 0 }]; // xterm: 1, and 4 for Ctrl
}

/** The key of a character; none for controls without a key, and for what is no character. */
function keysOf(character: string): Key[] {
  const name = BY_CONTROL[character];
  if (name !== undefined) return [{ name, ctrl: false }];
  if (character >= "\x01" && character <= "\x1a") {
    return [{ name: String.fromCharCode(character.charCodeAt(0) + 0x60), ctrl: true }];
  }
  return /^\p{C}$/u.test(character) ? [] : [{ name: character, ctrl: false }];
}
