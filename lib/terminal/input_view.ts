/**
 * An input as it stands on the screen: one row, scrolled sideways, so that one erase takes it away at any width and after
 * any resize. A wrapped one would have to be found again by a terminal's own idea of where it wrapped.
 *
 * Nothing wraps while it is drawn, and the cursor is saved where it stands and put back there. So a terminal that finds a
 * character wider or narrower than we do still has the cursor where the person types; widths only decide how far the input
 * is scrolled.
 *
 * A window that is made narrower: most terminals cut the row or keep it, and the next drawing mends it. Some wrap it
 * (tmux, GNOME's): what of the input was left of the new last row stays above as a stray row. To mend that one would have
 * to ask for the cursor (ESC [ 6 n) before anything is drawn, and go up by as many rows as the answer tells; where a
 * terminal does not wrap, that would erase lines of others. A stray row is the smaller harm.
 *
 * @module
 */

import { inputText } from "../text/clean_text.ts";
import { graphemesOf } from "../text/graphemes.ts";
import { columnsOf, widthOf } from "./columns.ts";
import { windowStart } from "./reach.ts";

/** What stands on the screen of an input. */
export interface Shown {
  /** In front of it. */
  readonly prompt: string;
  /** To the left of the cursor. */
  readonly before: string;
  /** From the cursor on. */
  readonly after: string;
}

/** Columns of a terminal that does not tell: what the first ones had. */
const USUAL_COLUMNS = 80;

/** Most columns that are drawn in, so that one row has a bound: more than any screen has. */
const MAX_COLUMNS = 1000;

/** UTF-16 units of a text that are looked at first, besides two for each column; more where they do not fill the row. */
const FIRST_UNITS = 64;

const PLAIN = /^[\x20-\x7e]*$/;

const WRAP_OFF = "\x1b[?7l", WRAP_ON = "\x1b[?7h", SAVE_CURSOR = "\x1b7", RESTORE_CURSOR = "\x1b8";

/** Stand where the input goes on to the left, to the right. */
const MORE_LEFT = "<", MORE_RIGHT = ">";

/** Columns that a row must have for such a sign to be worth one. */
const MIN_COLUMNS_WITH_SIGNS = 4;

/** Draws an input; what has not changed since costs nothing. */
export class InputView {
  readonly #input: { readonly shown: Shown };
  #columns = USUAL_COLUMNS;
  #shown: Shown = { prompt: "", before: "", after: "" };
  #drawn = "";

  constructor(input: { readonly shown: Shown }) {
    this.#input = input;
  }

  get columns(): number {
    return this.#columns;
  }

  /** The window has so many columns from now on; 0 where nobody knows. */
  resize(columns: number): void {
    this.#columns = columns > 0 ? Math.min(columns, MAX_COLUMNS) : USUAL_COLUMNS;
    this.#drawn = "";
  }

  /** What draws it now, from the first column of an empty row on. */
  draw(): string {
    const { prompt, before, after } = this.#shown, shown = this.#input.shown;
    const isSame = shown.prompt === prompt && shown.before === before && shown.after === after;
    if (!isSame || this.#drawn === "") this.#drawn = rowOf(shown, this.#columns);
    this.#shown = shown;
    return this.#drawn;
  }
}

function rowOf({ prompt, before, after }: Shown, columns: number): string {
  const sign = promptIn(prompt, Math.floor(columns / 2));
  const [left, right] = windowOf(before, after, columns - widthOf(sign));
  return WRAP_OFF + sign + left + SAVE_CURSOR + right + RESTORE_CURSOR + WRAP_ON;
}

/** The prompt, or its beginning with a sign that more of it was there. */
function promptIn(prompt: string, columns: number): string {
  const text = inputText(prompt);
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? "" : beginning(text, columns - 1)[0] + MORE_RIGHT;
}

/**
 * The parts of an input on both sides of the cursor that are drawn in so many columns. One column is the cursor's at the
 * end of the text. Where not all of it goes in, a quarter of the columns shows what stands behind the cursor.
 */
function windowOf(before: string, after: string, columns: number): [left: string, right: string] {
  const ahead = beginning(after, Math.floor(columns / 4))[1];
  const most = columns - Math.max(1, ahead);
  let [left, width, isAll] = ending(before, most);
  if (!isAll && columns >= MIN_COLUMNS_WITH_SIGNS) {
    [left, width] = ending(before, most - 1);
    left = MORE_LEFT + left;
    width++;
  }
  let [right, , isRest] = beginning(after, columns - width);
  if (!isRest && columns >= MIN_COLUMNS_WITH_SIGNS) {
    right = beginning(after, columns - width - 1)[0] + MORE_RIGHT;
  }
  return [left, right];
}

type Part = [text: string, columns: number, isAll: boolean];

/** As much of the end of a text as goes into so many columns. */
function ending(text: string, columns: number): Part {
  for (let units = FIRST_UNITS + 2 * columns;; units *= 4) {
    const start = windowStart(text, text.length - units), isAll = start === 0;
    const characters = charactersOf(text.slice(start));
    if (!isAll) characters.splice(0, 2); // the window may begin within them
    const [count, width] = fitting(characters.reverse(), columns);
    if (count === characters.length && !isAll) continue;
    const part = characters.slice(0, count).reverse().join("");
    return [inputText(part), width, count === characters.length];
  }
}

/** As much of the beginning of a text as goes into so many columns. */
function beginning(text: string, columns: number): Part {
  for (let units = FIRST_UNITS + 2 * columns;; units *= 4) {
    const characters = charactersOf(text.slice(0, units)), isAll = units >= text.length;
    if (!isAll) characters.pop(); // it may go on behind the window
    const [count, width] = fitting(characters, columns);
    if (count === characters.length && !isAll) continue;
    return [inputText(characters.slice(0, count).join("")), width, count === characters.length];
  }
}

/** How many of the characters go into so many columns, and how many columns they take. */
function fitting(characters: readonly string[], columns: number): [count: number, width: number] {
  let width = 0;
  for (const [at, character] of characters.entries()) {
    const wide = columnsOf(character);
    if (width + wide > columns) return [at, width];
    width += wide;
  }
  return [characters.length, width];
}

function charactersOf(text: string): string[] {
  return PLAIN.test(text) ? text.split("") : graphemesOf(text);
}
