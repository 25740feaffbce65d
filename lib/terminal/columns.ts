/**
 * How many columns text takes on a terminal, for drawing an input. The table of widths takes 30 ms to load, which every
 * start of the server would pay for. So it is loaded when somebody first edits a line here; until it is there, the width is
 * guessed. A wrong guess is no harm: widths only decide how far a line is scrolled.
 *
 * @module
 */

/** Where characters of two columns begin: Hangul. */
const FIRST_WIDE = 0x1100;

let measure = guessedWidth;
let loading: Promise<void> | undefined;

/** Loads the table of widths, once. */
export function loadWidths(): Promise<void> {
  return loading ??= import("../text/width.ts").then(({ widthOf }) => void (measure = widthOf));
}

export function columnsOf(text: string): number {
  return measure(text);
}

function guessedWidth(text: string): number {
  let columns = 0;
  for (const character of text.replace(/\p{M}/gu, "")) {
    columns += character.codePointAt(0)! < FIRST_WIDE ? 1 : 2;
  }
  return columns;
}
