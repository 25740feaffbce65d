/**
 * The columns of the table of tasks.
 *
 * @module
 */

import type { TaskRow, TaskState } from "../../observe/rows.ts";
import type { ViewContext } from "../state/context.ts";
import { type Span, span, type Tone } from "../words/lines.ts";
import type { Column } from "./columns.ts";
import {
  BUSY,
  durationColumn,
  factsColumn,
  ID,
  kindColumn,
  LOCATION,
  NAME,
  POLLS,
  TOTAL,
  totalMs,
  warnColumn,
} from "./shared_columns.ts";

/** The states in the order in which they sort, and their tones. */
const STATE_TONES: Readonly<Record<TaskState, Tone>> = {
  running: "good",
  scheduled: "accent",
  idle: "plain",
  done: "gone",
};

/** How long a task has neither run nor waited for its turn, in milliseconds. */
export function taskIdle(task: TaskRow, now: number): number {
  return Math.max(0, totalMs(task, now) - task.busyMs - task.schedMs);
}

export function stateSpan({ state }: TaskRow, { words }: ViewContext): Span {
  return span(words.states[state], STATE_TONES[state]);
}

export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  warnColumn(({ busyMs }) => busyMs),
  ID,
  {
    name: "state",
    width: 6,
    cell: stateSpan,
    key: ({ state }) => Object.keys(STATE_TONES).indexOf(state),
  },
  NAME,
  TOTAL,
  BUSY,
  durationColumn("sched", ({ schedMs }) => schedMs),
  durationColumn("idle", taskIdle),
  POLLS,
  kindColumn(8),
  LOCATION,
  factsColumn("fields", ({ fields }) => fields),
];
