/**
 * Keys out of what a terminal sends: characters, control characters and escape sequences, cut anywhere.
 *
 * @module
 */

import type { Key } from "./words/screen_types.ts";

/** Last bytes of the sequences for keys, of xterm in both of its modes, the Linux console, rxvt and PuTTY. */
const BY_LETTER: Readonly<Record<string, string>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
};

const BY_NUMBER: Readonly<Record<string, string>> = {
  "1": "home",
  "4": "end",
  "5": "pageup",
  "6": "pagedown",
  "7": "home",
  "8": "end",
};

const BY_CONTROL: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\x7f": "backspace",
  " ": "space",
};

/** A whole control sequence (ECMA-48: CSI), or a key of application mode (SS3). */
// deno-lint-ignore no-control-regex
const SEQUENCE = /^\x1b(?:\[([\x30-\x3f]*)[\x20-\x2f]*([\x40-\x7e])|O([\x40-\x7e]))/;

/** The beginning of one, nothing behind it. */
// deno-lint-ignore no-control-regex
const BEGUN = /^\x1b(?:\[[\x30-\x3f]*[\x20-\x2f]*|O)?$/;

/** Longest sequence that is waited for. */
const MAX_SEQUENCE = 32;

/** Reads keys; keeps what may be the beginning of an escape sequence. */
export class KeyReader {
  #begun = "";
  readonly #decoder = new TextDecoder();

  /** The keys in what was sent, those begun before included. */
  push(bytes: Uint8Array): Key[] {
    this.#begun += this.#decoder.decode(bytes, { stream: true });
    const keys: Key[] = [];
    while (this.#begun !== "") {
      if (BEGUN.test(this.#begun) && this.#begun.length < MAX_SEQUENCE) break;
      const [key, length] = firstKey(this.#begun);
      if (key !== undefined) keys.push(key);
      this.#begun = this.#begun.slice(length);
    }
    return keys;
  }

  /** Whether a sequence may have begun: the rest comes at once, or it was the Escape key. */
  get isWaiting(): boolean {
    return this.#begun !== "";
  }

  /** The keys in what was begun, now that nothing followed. */
  flush(): Key[] {
    const keys = [...this.#begun].map((character) => firstKey(character)[0]).filter((key) =>
      key !== undefined
    );
    this.#begun = "";
    return keys;
  }
}

/** The first key of a text, and how long it is there; undefined for what is no key that the console knows. */
function firstKey(text: string): readonly [key: Key | undefined, length: number] {
  const [whole, parameters = "", letter = "", application = ""] = SEQUENCE.exec(text) ?? [];
  if (whole !== undefined) {
    const [number = "", modifiers = "1"] = parameters.split(";");
    const keypad = application === "M" ? "enter" : undefined; // `ESC [ M` is the mouse
    const name = letter === "~" ? BY_NUMBER[number] : keypad ?? BY_LETTER[letter + application];
    const isCtrl = ((Number(modifiers) - 1) & 4) !== 0; // xterm: 1, and 4 for Ctrl
    return [name === undefined ? undefined : { name, ctrl: isCtrl }, whole.length];
  }
  const character = String.fromCodePoint(text.codePointAt(0)!);
  return [plainKey(character), character.length];
}

function plainKey(character: string): Key | undefined {
  if (character === "\x1b") return { name: "escape", ctrl: false };
  const name = BY_CONTROL[character];
  if (name !== undefined) return { name, ctrl: false };
  if (character >= "\x01" && character <= "\x1a") {
    return { name: String.fromCharCode(character.charCodeAt(0) + 0x60), ctrl: true };
  }
  return /^\p{C}$/u.test(character) ? undefined : { name: character, ctrl: false };
}
