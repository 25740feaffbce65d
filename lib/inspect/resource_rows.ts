/**
 * What the server holds as rows for the console: a connection's socket and outbox, and the timers.
 *
 * @module
 */

import type { Filling, Inspected, OperationRow, ResourceRow } from "../observe/rows.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Task } from "../observe/task.ts";
import type { PendingTimer } from "../observe/timers.ts";
import type { TimeOfDay } from "./task_rows.ts";

/** The numbers of a reader's parts, and of what is done with them. */
export type ReaderIds = Readonly<Record<"socket" | "outbox" | "read" | "write" | "take", number>>;

/** The tasks of a reader: in a server that is looked into, that is what its activities are. */
export function tasksOf({ outbox: { pump }, origin: { reading } }: Reader) {
  return { pump: pump.activity as Task, reading: reading as Task | undefined };
}

/** What a task does with a resource, as far as its own figures tell. */
export function operationOf(id: number, task: Task, source: string, bornAt: number): OperationRow {
  const { busyMs, polls, state } = task.figures;
  return { id, task: task.id, source, bornAt, busyMs, polls, isWaiting: state === "idle", attributes: {} };
}

/** A reader's connection, with what is read from it and written to it. */
export function inspectedSocket(reader: Reader, ids: ReaderIds, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { pump, reading } = tasksOf(reader);
  const row = (): ResourceRow => {
    const { intake: { bytes, reads }, outbox, label: { name, fields } } = reader;
    const { written, filling: { inFlightBytes: inFlight }, waitsFor } = outbox.snapshot();
    const bornAt = timeOf(pump.figures.bornAt);
    const read = reading && operationOf(ids.read, reading, "Conn.read", bornAt);
    const write = operationOf(ids.write, pump, "Conn.write", bornAt);
    return {
      id: ids.socket,
      kind: "socket",
      name,
      type: "TcpConn",
      location: reading?.figures.location ?? "",
      bornAt,
      attributes: { ...fields, in: bytes, out: written.bytes },
      operations: [
        ...(read === undefined ? [] : [{ ...read, polls: reads, attributes: { bytes } }]),
        {
          ...write,
          polls: written.writes,
          isWaiting: waitsFor === "write",
          attributes: { bytes: written.bytes, inFlight },
        },
      ],
    };
  };
  return { id: ids.socket, version: pump.version + (reading?.version ?? 0), row };
}

/** A reader's outbox. */
export function inspectedOutbox(reader: Reader, ids: ReaderIds, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { pump } = tasksOf(reader);
  const row = (): ResourceRow => {
    const { name, fields } = reader.label;
    const { waitsFor, filling } = reader.outbox.snapshot();
    const { location, bornAt } = pump.figures;
    const take = operationOf(ids.take, pump, "Outbox.take", timeOf(bornAt));
    return {
      id: ids.outbox,
      parent: ids.socket,
      kind: "outbox",
      name,
      type: "BoundedChannel",
      location,
      bornAt: timeOf(bornAt),
      attributes: fields,
      filling: byTimeOfDay(filling, timeOf),
      operations: [{ ...take, isWaiting: waitsFor !== "write", attributes: { waitsFor } }],
    };
  };
  return { id: ids.outbox, version: pump.version, row };
}

/** How full an outbox is, with the time of day. */
export function byTimeOfDay({ overHalfSince, ...filling }: Filling, timeOf: TimeOfDay): Filling {
  return overHalfSince === undefined ? filling : { ...filling, overHalfSince: timeOf(overHalfSince) };
}

/** A timer that is set; the number behind its own is that of waiting for it. */
export function inspectedTimer(id: number, timer: PendingTimer, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { task, ms, setAt } = timer;
  const row = (): ResourceRow => {
    const { name } = task.snapshot(), { location } = task.figures;
    const bornAt = timeOf(setAt), wait = operationOf(id + 1, task, "Clock.after", bornAt);
    return {
      id,
      kind: "timer",
      name,
      type: "setTimeout",
      location,
      bornAt,
      attributes: { ms: Math.round(ms) },
      operations: [{ ...wait, busyMs: 0, polls: 0, isWaiting: true }],
    };
  };
  return { id, version: 1, row };
}
