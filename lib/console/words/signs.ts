/**
 * The signs that the console draws besides words: one set for terminals that can do everything, one of ASCII only.
 *
 * @module
 */

import type { ConsoleSettings } from "../settings/settings.ts";

/** Every sign there is. All of them take one column. */
export interface Signs {
  /** In front of the row that is selected. */
  readonly marker: string;
  /** In front of warnings. */
  readonly warning: string;
  /** Where a text was cut. */
  readonly cut: string;
  /** The unit prefix for a millionth. */
  readonly micro: string;
  /** Behind the title of the column that is sorted, the smallest or the greatest first. */
  readonly rising: string;
  /** See {@linkcode Signs.rising}. */
  readonly falling: string;
  /** In front of columns that are beyond the left or the right edge. */
  readonly left: string;
  /** See {@linkcode Signs.left}. */
  readonly right: string;
  /** Heights of a bar within one line, from nothing to full. */
  readonly heights: readonly string[];
  /** A part of a bar that is filled, and one that is not. */
  readonly filled: string;
  /** See {@linkcode Signs.filled}. */
  readonly unfilled: string;
  /** Where the next letter goes that is typed. */
  readonly cursor: string;
}

/** For terminals that can do everything. */
const DRAWN: Signs = {
  marker: "▶",
  warning: "⚠",
  cut: "…",
  micro: "µ",
  rising: "▲",
  falling: "▼",
  left: "◀",
  right: "▶",
  heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  filled: "█",
  unfilled: "░",
  cursor: "█",
};

/** For terminals that can do ASCII only. */
const TYPED: Signs = {
  marker: ">",
  warning: "!",
  cut: "~",
  micro: "u",
  rising: "^",
  falling: "v",
  left: "<",
  right: ">",
  heights: [" ", ".", "#"],
  filled: "#",
  unfilled: "-",
  cursor: "_",
};

/** The signs that a console with these settings draws. */
export function signsOf(settings: Pick<ConsoleSettings, "isAscii">): Signs {
  return settings.isAscii ? TYPED : DRAWN;
}
