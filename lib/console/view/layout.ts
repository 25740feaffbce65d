/**
 * How a screen is divided: the header and the warnings above, the footer below, and between them room for the view.
 *
 * @module
 */

import { type ConsoleState, viewOf } from "../state/console_state.ts";
import { footerLines } from "./footer_lines.ts";
import { headerLines } from "./header_lines.ts";
import type { ScreenLine, Size } from "../words/screen_types.ts";
import { type Seeing, seeingOf } from "../state/context.ts";
import { warningLines } from "./warning_lines.ts";

/** The least that anything can be drawn on. */
export const LEAST: Size = { columns: 40, rows: 10 };

/** A divided screen. */
export interface Layout {
  /** How wide it is. */
  readonly columns: number;
  /** What is seen. */
  readonly seeing: Seeing;
  /** Header and warnings. */
  readonly above: readonly ScreenLine[];
  /** How many lines the view has; at least 2 on a screen of the least size. */
  readonly room: number;
  /** The footer. */
  readonly below: readonly ScreenLine[];
}

/** Divides a screen at the local time `at`; one that is too small as if it had the least size, for keys work there too. */
export function layoutOf(state: ConsoleState, size: Size, at: number): Layout {
  const columns = Math.max(size.columns, LEAST.columns), rows = Math.max(size.rows, LEAST.rows);
  const seeing = seeingOf(state, at);
  const fifth = Math.floor(rows / 5);
  const header = headerLines(state, seeing, columns, Math.max(2, Math.min(4, fifth)), at);
  // What lies above a view needs the room, and the warnings are still there when it is closed.
  const isCovered = state.overlay?.kind === "help" || state.overlay?.kind === "dump";
  const view = viewOf(state);
  const warnings = "id" in view
    ? warningLines(seeing, columns, 1, view.id) // details tell their own
    : warningLines(seeing, columns, Math.max(1, fifth));
  const above = isCovered ? header : [...header, ...warnings];
  const below = footerLines(state, seeing, columns);
  return { columns, seeing, above, room: Math.max(0, rows - above.length - below.length), below };
}
