/**
 * The columns of the table of tasks.
 *
 * @module
 */

import type { TaskRow, TaskState } from "../../observe/rows.ts";
import type { Column } from "./columns.ts";
import { span } from "../words/lines.ts";
import type { Span, Tone } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import {
  durationColumn,
  factsColumn,
  idColumn,
  kindColumn,
  locationColumn,
  nameColumn,
  pollsColumn,
  totalColumn,
  totalMs,
  warnColumn,
} from "./shared_columns.ts";

/** How the states are toned. */
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

/** How a task is, in a word. */
export function stateSpan({ state }: TaskRow, { words }: Seeing): Span {
  return span(words.states[state], STATE_TONES[state]);
}

/** The columns, in their order. */
export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  warnColumn(({ busyMs }) => busyMs),
  idColumn(),
  {
    name: "state",
    width: 6,
    cell: stateSpan,
    key: ({ state }) => ["running", "scheduled", "idle", "done"].indexOf(state),
  },
  nameColumn(),
  totalColumn(),
  durationColumn("busy", ({ busyMs }) => busyMs),
  durationColumn("sched", ({ schedMs }) => schedMs),
  durationColumn("idle", taskIdle),
  pollsColumn(),
  kindColumn(8),
  locationColumn(),
  factsColumn("fields", ({ fields }) => fields),
];
