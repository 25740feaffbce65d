/**
 * What belongs together: tasks and resources of the same peer, the person behind them, and their outbox.
 *
 * @module
 */

import type { Facts, OperationRow, TaskRow } from "../../observe/rows.ts";
import type { AnyRow, Rows } from "./rows.ts";

export function isTask(row: AnyRow): row is TaskRow {
  return "state" in row;
}

export function hasEnded(row: AnyRow | OperationRow): boolean {
  return "state" in row ? row.state === "done" : "endedAt" in row && row.endedAt !== undefined;
}

/** What is told of a row besides its figures. */
export function factsOf(row: AnyRow): Facts {
  return isTask(row) ? row.fields : row.attributes;
}

/** The peer at the other end of a row's connection; undefined where there is none. */
export function peerOf(row: AnyRow): string | undefined {
  const peer = factsOf(row)["peer"];
  return peer === undefined || peer === "" ? undefined : String(peer);
}

/** The person behind a row that has a peer, with the peer: `anna (127.0.0.1:4242)`. */
export function personOf(row: AnyRow): string {
  const peer = peerOf(row);
  const name = String(factsOf(row)["person"] ?? row.name);
  return peer === undefined || name === peer ? name : `${name} (${peer})`;
}

/** All other rows of the same peer; a scan, because it is made once between two updates. */
export function relatedTo(row: AnyRow, rows: Rows): readonly AnyRow[] {
  const peer = peerOf(row);
  if (peer === undefined) return [];
  return rows.once(`related ${row.id}`, () =>
    [...rows.tasks.values(), ...rows.resources.values()]
      .filter((other) => other.id !== row.id && peerOf(other) === peer));
}

/** The outbox that a row is, or that belongs to its peer. */
export function outboxOf(row: AnyRow, rows: Rows): AnyRow | undefined {
  return [row, ...relatedTo(row, rows)].find((other) => !isTask(other) && other.kind === "outbox");
}
