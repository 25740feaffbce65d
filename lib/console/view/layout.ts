/**
 * How a screen is divided: the header and the warnings above, the footer below, and between them room for the view.
 *
 * @module
 */

import type { Size } from "../../terminal/screen.ts";
import { type ConsoleState, viewOf } from "../state/console_state.ts";
import { contextOf, type ViewContext } from "../state/context.ts";
import type { ScreenLine } from "../words/lines.ts";
import { footerLines } from "./footer.ts";
import { headerLines } from "./header.ts";
import { warningLines } from "./warning_lines.ts";

/** The least that anything can be drawn on. */
export const LEAST: Size = { columns: 40, rows: 10 };

export interface Layout {
  readonly columns: number;
  readonly context: ViewContext;
  /** Header and warnings. */
  readonly above: readonly ScreenLine[];
  /** How many lines the view has; at least 2 on a screen of the least size. */
  readonly room: number;
  readonly below: readonly ScreenLine[];
}

/** Divides a screen at the local time `at`; one that is too small as if it had the least size, for keys work there too. */
export function layoutOf(state: ConsoleState, size: Size, at: number): Layout {
  const columns = Math.max(size.columns, LEAST.columns), rows = Math.max(size.rows, LEAST.rows);
  const context = contextOf(state, at);
  const fifth = Math.floor(rows / 5);
  const header = headerLines(state, context, { columns, maxLines: Math.max(2, Math.min(4, fifth)), at });
  // What lies above a view needs the room, and the warnings are still there when it is closed.
  const isCovered = state.overlay?.kind === "help" || state.overlay?.kind === "dump";
  const view = viewOf(state);
  const warnings = "id" in view
    ? warningLines(context, columns, 1, view.id) // details tell their own
    : warningLines(context, columns, Math.max(1, fifth));
  const above = isCovered ? header : [...header, ...warnings];
  const below = footerLines(state, context, columns);
  return { columns, context, above, room: Math.max(0, rows - above.length - below.length), below };
}
