/**
 * Tasks as rows for who looks inside.
 *
 * @module
 */

import type { TaskRow } from "../model/inside.ts";
import type { Inspected } from "./inside.ts";
import type { Task } from "../task.ts";

/** Turns a time of the clock into a time of day. */
export type TimeOfDay = (at: number) => number;

/**
 * A task as a row that is made on demand.
 * @param isPausing whether senders wait for slow readers now: who waits for them otherwise waits for nothing
 */
export function inspectedTask(task: Task, timeOf: TimeOfDay, isPausing: boolean): Inspected<TaskRow> {
  return { id: task.id, version: task.version, row: () => rowOf(task, timeOf, isPausing) };
}

/** What a task that waits for slow readers says. */
export const FOR_READERS = "slow readers";

/** What a task waits for: `nothing` where nobody could ever wake it. */
export function waitsFor(task: Task, isPausing: boolean): string {
  const wanted = task.waitsFor ?? task.facts.waitsFor ?? "";
  return wanted === FOR_READERS && !isPausing ? "nothing" : wanted;
}

function rowOf(task: Task, timeOf: TimeOfDay, isPausing: boolean): TaskRow {
  const { endedAt, longestAt, lastWokenAt, busyMs, schedMs, polls, wakes, selfWakes, longestMs } =
    task.figures;
  const { name, fields, retains } = task.facts;
  const waiting = waitsFor(task, isPausing); // a pump that waits for the flush is woken: it only waits for its turn
  return {
    id: task.id,
    kind: task.kind,
    name,
    location: task.location,
    fields,
    state: waiting === "flush" ? "scheduled" : task.state,
    bornAt: timeOf(task.bornAt),
    ...(endedAt !== undefined && { endedAt: timeOf(endedAt) }),
    ...{ busyMs, schedMs, polls, wakes, selfWakes },
    ...(lastWokenAt !== undefined && { lastWokenAt: timeOf(lastWokenAt) }),
    longestMs,
    ...(longestAt !== undefined && { longestAt: timeOf(longestAt) }),
    waitsFor: waiting,
    ...(retains !== undefined && { retains }),
  };
}
