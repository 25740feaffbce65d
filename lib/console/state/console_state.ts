/**
 * All that the console knows at one moment: the settings, the connection, what was heard, and where somebody is looking.
 * Functions make the next state from it; nothing here changes but the rows within (see `rows.ts`).
 *
 * @module
 */

import type { Hello, OutboxDump } from "../../observe/console_protocol.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import type { Link, SourceAsk } from "../source/source.ts";
import type { Picture } from "./picture.ts";

/** What is looked at: a table, or one row of it. */
export type View =
  | { readonly kind: "tasks" }
  | { readonly kind: "resources" }
  | { readonly kind: "task"; readonly id: number }
  | { readonly kind: "resource"; readonly id: number };

/** What lies above a view until it is closed or answered. */
export type Overlay =
  | { readonly kind: "help" }
  | { readonly kind: "dump"; readonly dump: OutboxDump }
  | { readonly kind: "kick"; readonly id: number; readonly person: string };

/** The tables: two views of their own, and one in each kind of details. */
export type TableName = "tasks" | "resources" | "operations" | "related";

export interface TableState {
  /** The column by which it is sorted, counted from 0. */
  readonly column: number;
  /** Whether the other way than that column usually is. */
  readonly isInverted: boolean;
  /** The row that was selected last and where it stood; undefined for whatever comes first. */
  readonly selected?: { readonly id: number; readonly index: number };
  readonly filter: string;
  readonly isOnlyWarned: boolean;
}

export interface ConsoleState {
  readonly settings: ConsoleSettings;
  readonly link: Link;
  readonly hello: Hello | undefined;
  readonly live: Picture;
  /** What is shown while paused. */
  readonly still: Picture | undefined;
  /** Whether silence means something: not before the first update after a pause. */
  readonly isListening: boolean;
  /** The views from the first to the one that is looked at; Esc goes back. Never empty. */
  readonly views: readonly View[];
  readonly tables: Readonly<Record<TableName, TableState>>;
  readonly overlay: Overlay | undefined;
  /** How many lines details or an overlay are scrolled. */
  readonly scroll: number;
  readonly isTyping: boolean;
  /** Whether `g` was pressed, and another one goes to the first row. */
  readonly isGoing: boolean;
  /** Told in the footer until the next key. */
  readonly notice: { readonly sentence: string; readonly isBad: boolean } | undefined;
}

/** What a key asks of the world outside. */
export type Ask = SourceAsk | { readonly kind: "quit" };

/** What becomes of a key: the next state, and what is asked for. */
export interface KeyOutcome {
  readonly state: ConsoleState;
  readonly asks: readonly Ask[];
}

export function viewOf({ views }: ConsoleState): View {
  return views.at(-1)!; // never empty
}

/** What is shown: what was heard, or how it was when somebody paused. */
export function pictureOf({ still, live }: ConsoleState): Picture {
  return still ?? live;
}

export function taskInView(state: ConsoleState): number | null {
  const view = viewOf(state);
  return view.kind === "task" ? view.id : null;
}

/** The server's time as it is shown at the local time `at`: it goes on by itself only while the server is heard. */
export function shownTime(state: ConsoleState, at: number): number {
  const { link } = state;
  const { now = 0, heardAt } = pictureOf(state);
  const isGoingOn = link.kind === "live" || (link.kind === "playing" && !link.isOver);
  return state.still === undefined && isGoingOn ? now + Math.max(0, at - heardAt) : now;
}
