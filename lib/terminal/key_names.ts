/**
 * The names of keys, by the character or the escape sequence that a terminal sends for them.
 *
 * @module
 */

export interface Key {
  /** The character, or a word for a key that has none: `up`, `pagedown`, `enter`, `escape`, `space`, `backspace`. */
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

type Names = Readonly<Record<string, string>>;

/** The ends of sequences for keys, of xterm in both of its modes, the Linux console, rxvt and PuTTY. */
const BY_LETTER: Names = { A: "up", B: "down", C: "right", D: "left", F: "end", H: "home" };

/** Keys whose sequence ends in `~`, by the number before it; 200 and 201 stand around pasted text (xterm, mode 2004). */
const BY_NUMBER: Names = {
  ...{ 1: "home", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end" },
  ...{ 200: "paste", 201: "pasteend" },
};

/** Ctrl with an arrow, on rxvt: ESC O and one of these. */
const BY_RXVT: Names = { a: "up", b: "down", c: "right", d: "left" };

const BY_CONTROL: Names = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\x1b": "escape",
  "\x7f": "backspace",
  " ": "space",
};

/** What xterm adds to 1 for keys that are held. */
const ALT = 2, CTRL = 4;

/**
 * The key that sends ESC and this.
 * @param hasAlt whether ESC came before it: so rxvt and PuTTY say Alt
 * @returns none where it has no name here, as F1 and the mouse
 */
export function keyOfSequence(sequence: string, hasAlt = false): Key | undefined {
  const [, number, modifiers = "1", letter = ""] = /^(?:\[(\d*)(?:;(\d+))?|O)([A-Z~])$/.exec(sequence) ?? [];
  const name = letter === "~" ? BY_NUMBER[number ?? ""] : sequence === "OM" ? "enter" : BY_LETTER[letter];
  const held = Number(modifiers) - 1;
  return name === undefined
    ? undefined
    : { name, ctrl: (held & CTRL) !== 0, alt: hasAlt || (held & ALT) !== 0 };
}

/** The key that rxvt sends ESC O and a small letter for. */
export function keyOfRxvt(letter: string, alt = false): Key | undefined {
  const name = BY_RXVT[letter];
  return name === undefined ? undefined : { name, ctrl: true, alt };
}

/** The key of a character; none for controls without a key, and for what is no character. */
export function keyOf(character: string, alt = false): Key | undefined {
  const name = BY_CONTROL[character];
  if (name !== undefined) return { name, ctrl: false, alt };
  if (character >= "\x01" && character <= "\x1a") {
    return { name: String.fromCharCode(character.charCodeAt(0) + 0x60), ctrl: true, alt };
  }
  return /^\p{C}$/u.test(character) ? undefined : { name: character, ctrl: false, alt };
}
