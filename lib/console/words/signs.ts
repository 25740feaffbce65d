/**
 * The signs that the console draws besides words: one set for terminals that can do everything, one of ASCII only. All of
 * them take one column.
 *
 * @module
 */

import type { ConsoleSettings } from "../settings/settings.ts";

const DRAWN = {
  /** In front of the row that is selected. */
  marker: "▶",
  warning: "⚠",
  /** Where a text was cut. */
  cut: "…",
  micro: "µ",
  /** Behind the title of the column that is sorted: the smallest first, the greatest first. */
  rising: "▲",
  falling: "▼",
  /** In front of columns that are beyond the left or the right edge. */
  left: "◀",
  right: "▶",
  /** Heights of a bar within one line, from nothing to full. */
  heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
  /** Parts of a bar. */
  filled: "█",
  unfilled: "░",
  /** Where the next letter goes that is typed. */
  cursor: "█",
};

export type Signs = Readonly<typeof DRAWN>;

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
