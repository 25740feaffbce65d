/**
 * Tasks as rows for the console.
 *
 * @module
 */

import type { Snapshot } from "../observe/activity.ts";
import type { Inspected, TaskRow, TaskState, WaitedFor } from "../observe/rows.ts";
import type { Task } from "../observe/task.ts";

/** Turns a time of the clock into a time of day. */
export type TimeOfDay = (at: number) => number;

/** What will wake those that wait for it: whatever waits for another of these waits for nothing. */
export interface Coming {
  /** Whether senders wait for slow readers now, until a timer lets them go. */
  readonly isPausing: boolean;
  /** Whether a flush will come. */
  readonly isFlushDue: boolean;
}

/** What tasks say that wait for slow readers, and for the next flush. */
const FOR_READERS = "slow readers", FOR_FLUSH = "flush";

/** A task as a row that is made on demand. */
export function inspectedTask(task: Task, timeOf: TimeOfDay, coming: Coming): Inspected<TaskRow> {
  return { id: task.id, version: task.version, row: () => rowOf(task, timeOf, coming) };
}

/** What a task waits for: `nothing` where nobody could ever wake it. */
export function waitsFor(
  state: TaskState,
  { waitsFor: wanted = "" }: Snapshot,
  { isPausing, isFlushDue }: Coming,
): WaitedFor {
  if (state === "done") return "";
  if (wanted === FOR_READERS && !isPausing) return "nothing";
  return wanted === FOR_FLUSH && !isFlushDue ? "nothing" : wanted;
}

function rowOf(task: Task, timeOf: TimeOfDay, coming: Coming): TaskRow {
  const { sizes: _sizes, ...figures } = task.figures, { state, endedAt } = figures;
  const snapshot = task.snapshot(), { name, fields, retains } = snapshot;
  const waiting = waitsFor(state, snapshot, coming); // a pump that waits for the flush is woken: it only waits for its run
  const at = (time: number | undefined) => time === undefined ? undefined : timeOf(time);
  return {
    id: task.id,
    name,
    fields,
    ...figures,
    state: state === "idle" && waiting === FOR_FLUSH ? "scheduled" : state,
    bornAt: timeOf(figures.bornAt),
    endedAt: at(endedAt),
    lastWokenAt: at(figures.lastWokenAt),
    longestAt: at(figures.longestAt),
    waitsFor: waiting,
    retains: endedAt === undefined ? retains : undefined,
  };
}
