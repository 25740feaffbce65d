/**
 * Tasks as rows for who looks inside.
 *
 * @module
 */

import type { TaskRow, WaitedFor } from "../observe/rows.ts";
import type { Inspected } from "./inside.ts";
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

/** A task as a row that is made on demand. */
export function inspectedTask(task: Task, timeOf: TimeOfDay, coming: Coming): Inspected<TaskRow> {
  return { id: task.id, version: task.version, row: () => rowOf(task, timeOf, coming) };
}

/** What tasks say that wait for slow readers, and for the next flush. */
const FOR_READERS = "slow readers", FOR_FLUSH = "flush";

/** What a task waits for: `nothing` where nobody could ever wake it. */
export function waitsFor(task: Task, { isPausing, isFlushDue }: Coming): WaitedFor {
  if (task.state === "done") return "";
  const wanted = task.waitsFor ?? task.facts.waitsFor ?? "";
  if (wanted === FOR_READERS && !isPausing) return "nothing";
  return wanted === FOR_FLUSH && !isFlushDue ? "nothing" : wanted;
}

function rowOf(task: Task, timeOf: TimeOfDay, coming: Coming): TaskRow {
  const { endedAt, longestAt, lastWokenAt, busyMs, schedMs, polls, wakes, selfWakes, longestMs } =
    task.figures;
  const { name, fields, retains } = task.facts;
  const waiting = waitsFor(task, coming); // a pump that waits for the flush is woken: it only waits for its turn
  return {
    id: task.id,
    kind: task.kind,
    name,
    location: task.location,
    fields,
    state: task.state === "idle" && waiting === FOR_FLUSH ? "scheduled" : task.state,
    bornAt: timeOf(task.bornAt),
    ...(endedAt !== undefined && { endedAt: timeOf(endedAt) }),
    ...{ busyMs, schedMs, polls, wakes, selfWakes },
    ...(lastWokenAt !== undefined && { lastWokenAt: timeOf(lastWokenAt) }),
    longestMs,
    ...(longestAt !== undefined && { longestAt: timeOf(longestAt) }),
    waitsFor: waiting,
    ...(retains !== undefined && endedAt === undefined && { retains }),
  };
}
