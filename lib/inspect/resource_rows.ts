/**
 * What the server holds as rows for who looks inside: a connection's socket and outbox, and the timers.
 *
 * @module
 */

import type { PendingTimer } from "../observe/metered_clock.ts";
import type { Filling, OperationRow, ResourceRow } from "../observe/rows.ts";
import type { Inspected } from "./inside.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Task } from "../observe/task.ts";
import type { TimeOfDay } from "./task_rows.ts";

/** The numbers of a reader's parts, and of what is done with them. */
export type ReaderIds = Readonly<Record<"socket" | "outbox" | "read" | "write" | "take", number>>;

/** The tasks of a reader: in a server that is looked into, that is what its activities are. */
export function tasksOf({ outbox: { pump }, origin: { reading } }: Reader) {
  return { pump: pump.activity as Task, reading: reading as Task | undefined };
}

/** A reader's connection, with what is read from it and written to it. */
export function inspectedSocket(reader: Reader, ids: ReaderIds, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { pump, reading } = tasksOf(reader);
  const row = (): ResourceRow => {
    const { intake, outbox, label: { name, fields } } = reader;
    const { written, filling, waitsFor } = outbox.snapshot();
    const bornAt = timeOf(pump.bornAt);
    const reads: readonly OperationRow[] = reading === undefined ? [] : [{
      ...{ id: ids.read, task: reading.id, source: "Conn.read", bornAt },
      busyMs: reading.figures.busyMs,
      polls: intake.reads,
      isWaiting: reading.state === "idle",
      attributes: { bytes: intake.bytes },
    }];
    return {
      ...{ id: ids.socket, kind: "socket", name, type: "TcpConn", location: reading?.location ?? "" },
      bornAt,
      attributes: { ...fields, in: intake.bytes, out: written.bytes },
      operations: [...reads, {
        ...{ id: ids.write, task: pump.id, source: "Conn.write", bornAt },
        busyMs: pump.figures.busyMs,
        polls: written.writes,
        isWaiting: waitsFor === "write",
        attributes: { bytes: written.bytes, inFlight: filling.inFlightBytes },
      }],
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
    const bornAt = timeOf(pump.bornAt);
    return {
      ...{ id: ids.outbox, parent: ids.socket, kind: "outbox", name, type: "BoundedChannel" },
      location: pump.location,
      bornAt,
      attributes: fields,
      filling: byTimeOfDay(filling, timeOf),
      operations: [{
        ...{ id: ids.take, task: pump.id, source: "Outbox.take", bornAt },
        busyMs: pump.figures.busyMs,
        polls: pump.figures.polls,
        isWaiting: waitsFor !== "write",
        attributes: { waitsFor },
      }],
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
    const bornAt = timeOf(setAt);
    return {
      ...{ id, kind: "timer", name: task.facts.name, type: "setTimeout", location: task.location, bornAt },
      attributes: { ms: Math.round(ms) },
      operations: [{
        ...{ id: id + 1, task: task.id, source: "Clock.after", bornAt, busyMs: 0, polls: 0, isWaiting: true },
        attributes: {},
      }],
    };
  };
  return { id, version: 1, row };
}
