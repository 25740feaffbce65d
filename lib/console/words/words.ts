/**
 * What the console must be able to say in a language. A catalogue gives every word and every sentence; a missing one does
 * not compile. Numbers come in as they are shown, with their units.
 *
 * @module
 */

import type { TaskState, WaitedFor } from "../../observe/rows.ts";
import type { WarningName } from "../settings/settings.ts";

/** The columns of all tables. */
export type ColumnName =
  | "warn"
  | "id"
  | "state"
  | "name"
  | "total"
  | "busy"
  | "sched"
  | "idle"
  | "polls"
  | "kind"
  | "location"
  | "fields"
  | "parent"
  | "outbox"
  | "type"
  | "attributes"
  | "task"
  | "source"
  | "what"
  | "how";

/** What a warning is about, as it is shown. */
export interface WarningFacts {
  /** Whose task or resource. */
  readonly name: string;
  /** What kind it is of: `reader`. */
  readonly kind: string;
  /** Where it was spawned or made. */
  readonly location: string;
  /** What was measured, and the threshold, with their units. */
  readonly measured: string;
  /** See {@linkcode WarningFacts.measured}. */
  readonly threshold: string;
  /** How much, and of how much: bytes of a bound, own wakes of all. */
  readonly part: string;
  /** See {@linkcode WarningFacts.part}. */
  readonly whole: string;
}

/** A key and what it does. */
export type KeyHelp = readonly [keys: string, does: string];

/** Everything the console says in one language. */
export interface ConsoleWords {
  /** The titles of columns; short. */
  readonly columns: Readonly<Record<ColumnName, string>>;
  /** How a task is; at most five columns wide. */
  readonly states: Readonly<Record<TaskState, string>>;
  /** One sentence for every warning. */
  readonly warnings: Readonly<Record<WarningName, (facts: WarningFacts) => string>>;
  /** What every warning is about, for the help. */
  readonly warningMeanings: Readonly<Record<WarningName, (threshold: string) => string>>;
  /** The header. */
  readonly header: {
    readonly connecting: string;
    readonly live: string;
    readonly paused: string;
    readonly lost: (retryIn: string, reason: string) => string;
    readonly playing: (file: string) => string;
    readonly over: (file: string) => string;
    readonly silent: (howLong: string) => string;
    readonly stranger: (theirs: number, ours: number) => string;
    readonly up: (version: string, howLong: string) => string;
    readonly arriving: (tasks: string, of: string) => string;
    readonly tasks: (count: string, running: string, idle: string, done: string) => string;
    readonly resources: (count: string) => string;
    readonly people: (count: string) => string;
    readonly lines: (heard: string, sent: string) => string;
    readonly processor: (percent: string) => string;
    readonly memory: (bytes: string) => string;
    readonly dropped: (count: string) => string;
  };
  /** The views. */
  readonly views: {
    readonly tasks: (shown: string, all: string) => string;
    readonly resources: (shown: string, all: string) => string;
    readonly task: (id: number, name: string) => string;
    readonly resource: (id: number, name: string) => string;
    readonly help: string;
    readonly filter: (text: string) => string;
    readonly onlyWarned: string;
    readonly sorted: (column: string) => string;
    readonly none: string;
    readonly noneMatch: string;
  };
  /** Task and resource details. */
  readonly details: {
    readonly gone: string;
    readonly spawned: (location: string) => string;
    readonly made: (type: string, location: string) => string;
    readonly waitsFor: (what: string) => string;
    readonly awaited: Readonly<Record<WaitedFor, string>>;
    readonly wakes: (count: string) => string;
    readonly selfWakes: (count: string, percent: string) => string;
    readonly lastWoken: (ago: string) => string;
    readonly neverWoken: string;
    readonly longest: (howLong: string, ago: string) => string;
    readonly retains: (bytes: string, bound: string, percent: string) => string;
    readonly turns: string;
    readonly lags: string;
    readonly histogram: (from: string, to: string) => string;
    readonly noDetails: string;
    readonly none: string;
    readonly related: string;
    readonly noneRelated: string;
    readonly operations: string;
    readonly parent: (name: string) => string;
    readonly lines: (count: string, of: string) => string;
    readonly bytes: (count: string, of: string) => string;
    readonly highWater: (bytes: string) => string;
    readonly inFlight: (bytes: string) => string;
    readonly skipped: (count: string) => string;
    readonly overHalf: (howLong: string) => string;
    readonly lag: (median: string, greatest: string) => string;
    readonly waiting: string;
    readonly task: string;
    readonly resource: string;
  };
  /** What a column says besides numbers. */
  readonly cells: { readonly skipped: (count: string) => string };
  /** Warnings that are counted because they are too many. */
  readonly counted: {
    readonly many: (name: string, count: string, first: string) => string;
    readonly more: (names: string) => string;
    readonly trouble: string;
  };
  /** What is asked and answered in the footer. */
  readonly actions: {
    readonly kick: (who: string) => string;
    readonly noPeer: (id: number, name: string) => string;
    readonly alreadyGone: (name: string) => string;
    readonly noOutbox: (id: number, name: string) => string;
    readonly noRow: string;
    readonly notKicked: string;
    readonly playing: string;
  };
  /** An outbox's sizes. */
  readonly dump: {
    readonly title: (name: string) => string;
    readonly pieces: (count: string, bytes: string) => string;
    readonly empty: string;
    readonly largest: (bytes: string) => string;
    readonly cut: (count: string) => string;
  };
  /** The last line. */
  readonly footer: {
    readonly table: string;
    readonly details: string;
    readonly overlay: string;
    readonly typing: (text: string) => string;
  };
  /** The help. */
  readonly help: { readonly keys: readonly KeyHelp[]; readonly warnings: string; readonly off: string };
  /** Where there is no room to draw anything. */
  readonly tooSmall: (columns: number, rows: number) => string;
}
