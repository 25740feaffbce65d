/**
 * What the server holds as rows for who looks inside: a connection's socket and outbox, and the timers.
 *
 * @module
 */

import type { PendingTimer } from "../observe/metered_clock.ts";
import type { Task } from "../observe/task.ts";
import type { Filling, OperationRow, ResourceRow } from "../observe/rows.ts";
import type { Inspected } from "./inside.ts";
import type { Reader } from "../delivery/reader.ts";
import type { TimeOfDay } from "./task_rows.ts";

/** The numbers of a reader's parts. */
export function idsOf(
  { firstId }: Reader,
): Readonly<Record<"socket" | "outbox" | "read" | "write" | "take", number>> {
  return {
    socket: firstId,
    outbox: firstId + 1,
    read: firstId + 2,
    write: firstId + 3,
    take: firstId + 4,
  };
}

/** The task that reads from a reader's connection. */
export function readingOf({ origin }: Reader): Task | undefined {
  return origin.reading as Task | undefined;
}

/** A reader's connection, with what is read from it and written to it. */
export function inspectedSocket(reader: Reader, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { pump } = reader, reading = readingOf(reader), ids = idsOf(reader);
  const version = pump.version + (reading?.version ?? 0);
  const row = (): ResourceRow => {
    const { intake, outbox, label: { name, fields } } = reader;
    const { written, filling, waitsFor } = outbox;
    const bornAt = timeOf(reader.seatedAt);
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
  return { id: ids.socket, version, row };
}

/** A reader's outbox. */
export function inspectedOutbox(reader: Reader, timeOf: TimeOfDay): Inspected<ResourceRow> {
  const { pump } = reader, ids = idsOf(reader);
  const row = (): ResourceRow => {
    const { name, fields } = reader.label;
    const { waitsFor } = reader.outbox;
    const bornAt = timeOf(reader.seatedAt);
    return {
      ...{ id: ids.outbox, parent: ids.socket, kind: "outbox", name, type: "BoundedChannel" },
      location: pump.location,
      bornAt,
      attributes: fields,
      filling: fillingOf(reader, timeOf),
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

/** How full a reader's outbox is, with the time of day. */
export function fillingOf({ outbox }: Reader, timeOf: TimeOfDay): Filling {
  const { overHalfSince, ...filling } = outbox.filling;
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
