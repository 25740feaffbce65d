/**
 * What tones look like: codes of "select graphic rendition" (ECMA-48) for every palette. Without colours, weight and
 * inversion say what has to be said.
 *
 * @module
 */

import type { Size } from "../../terminal/screen.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import type { ScreenLine, Tone } from "../words/lines.ts";

export type Palette = ConsoleSettings["palette"];

/** A colour in each palette: 24 bits, of the 256, of the 16, of the 8. */
interface Colour {
  readonly all: readonly [red: number, green: number, blue: number];
  readonly "256": number;
  readonly "16": number;
  readonly "8": number;
}

const GREEN: Colour = { all: [126, 200, 120], "256": 114, "16": 92, "8": 32 };
const YELLOW: Colour = { all: [232, 190, 90], "256": 179, "16": 93, "8": 33 };
const RED: Colour = { all: [240, 100, 90], "256": 203, "16": 91, "8": 31 };
const BLUE: Colour = { all: [110, 170, 250], "256": 75, "16": 94, "8": 34 };
const CYAN: Colour = { all: [95, 205, 210], "256": 80, "16": 96, "8": 36 };
const MAGENTA: Colour = { all: [205, 145, 230], "256": 176, "16": 95, "8": 35 };
const GREY: Colour = { all: [140, 140, 140], "256": 245, "16": 90, "8": 37 };

/** Weight (1: bold, 2: faint, 4: underlined, 7: inverse), and colour where there are colours. */
interface Look {
  readonly weights?: readonly number[];
  readonly colour?: Colour;
  /** The weights without colours, where they are others. */
  readonly plainWeights?: readonly number[];
}

const LOOKS: Readonly<Record<Tone, Look>> = {
  plain: {},
  dim: { colour: GREY },
  strong: { weights: [1] },
  title: { weights: [1], colour: BLUE },
  good: { colour: GREEN },
  warn: { weights: [1], colour: YELLOW },
  bad: { weights: [1], colour: RED, plainWeights: [1, 4] },
  accent: { colour: CYAN, plainWeights: [1] },
  gone: { colour: GREY },
  selected: { weights: [7] },
  micros: { colour: GREEN },
  millis: { colour: CYAN },
  seconds: { colour: BLUE },
  minutes: { colour: MAGENTA },
  hours: { colour: YELLOW },
};

/**
 * The lines of a whole screen with the codes in them, as many as it has rows. Blanks at the end that nobody sees are left
 * out: a line that is written anew is empty first.
 * @param lines none wider than the screen
 */
export function frameOf(lines: readonly ScreenLine[], { rows }: Size, palette: Palette): readonly string[] {
  return Array.from({ length: rows }, (_, row) => styledLine(lines[row] ?? [], palette).trimEnd());
}

/** A line with the codes in it, where they change; it ends as it began, without any. */
export function styledLine(line: ScreenLine, palette: Palette): string {
  let styled = "", codes = "";
  for (const { text, tone } of line) {
    const wanted = codesOf(tone, palette);
    if (text === "" || wanted === codes) styled += text;
    else {
      const ended = codes === "" ? "" : "\x1b[0m", begun = wanted === "" ? "" : `\x1b[${wanted}m`;
      styled += ended + begun + text;
      codes = wanted;
    }
  }
  return codes === "" ? styled : `${styled}\x1b[0m`;
}

/** The codes of a tone, between `ESC [` and `m`; empty for none. */
export function codesOf(tone: Tone, palette: Palette): string {
  const { weights = [], colour, plainWeights = weights } = LOOKS[tone];
  if (palette === "off") return plainWeights.join(";");
  return [...weights, ...(colour === undefined ? [] : coloured(colour, palette))].join(";");
}

function coloured(colour: Colour, palette: Exclude<Palette, "off">): readonly number[] {
  switch (palette) {
    case "all":
      return [38, 2, ...colour.all];
    case "256":
      return [38, 5, colour["256"]];
    default:
      return [colour[palette]];
  }
}
