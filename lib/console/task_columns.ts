/**
 * The columns of the table of tasks.
 *
 * @module
 */

import type { TaskRow } from "../model/inside.ts";
import { type Column, factsText, idColumn, warnColumn } from "./columns.ts";
import { span } from "./lines.ts";
import { countText } from "./quantities.ts";
import type { TaskState } from "../model/inside.ts";
import type { Span, Tone } from "./screen.ts";
import { durationSpan, type Seeing } from "./seeing.ts";

/** How the states are toned. */
const STATE_TONES: Readonly<Record<TaskState, Tone>> = {
  running: "good",
  scheduled: "accent",
  idle: "plain",
  done: "gone",
};

/** How long a task has been there, or was. */
export function taskTotal({ bornAt, endedAt }: TaskRow, now: number): number {
  return Math.max(0, (endedAt ?? now) - bornAt);
}

/** How long a task has neither run nor waited for its turn. */
export function taskIdle(task: TaskRow, now: number): number {
  return Math.max(0, taskTotal(task, now) - task.busyMs - task.schedMs);
}

/** How a task is, in a word. */
export function stateSpan({ state }: TaskRow, { words }: Seeing): Span {
  return span(words.states[state], STATE_TONES[state]);
}

/** A column that shows a duration. */
function duration(
  name: "total" | "busy" | "sched" | "idle",
  of: (task: TaskRow, now: number) => number,
): Column<TaskRow> {
  return {
    name,
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: (task, seeing) => durationSpan(of(task, seeing.now), seeing),
    key: (task, { picture }) => of(task, picture.now ?? 0), // the order stays until the next update
  };
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
  {
    name: "name",
    width: 11,
    wide: 24,
    isAnchor: true,
    cell: ({ name }) => span(name, "strong"),
    key: ({ name }) => name.toLowerCase(),
  },
  duration("total", taskTotal),
  duration("busy", ({ busyMs }) => busyMs),
  duration("sched", ({ schedMs }) => schedMs),
  duration("idle", taskIdle),
  {
    name: "polls",
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: ({ polls }) => span(countText(polls)),
    key: ({ polls }) => polls,
  },
  { name: "kind", width: 8, cell: ({ kind }) => span(kind), key: ({ kind }) => kind },
  {
    name: "location",
    width: 14,
    wide: 30,
    isCutLeft: true,
    cell: ({ location }) => span(location, "dim"),
    key: ({ location }) => location,
  },
  {
    name: "fields",
    width: 16,
    wide: 40,
    cell: ({ fields }) => span(factsText(fields)),
    key: ({ fields }) => factsText(fields).toLowerCase(),
  },
];
