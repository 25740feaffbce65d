/**
 * A line of the server's stream as it comes from outside: what is not shaped like one is found here, before anything is
 * done with it. Rows are taken as they are: they come from a server of the same version.
 *
 * @module
 */

import { INSIDE_VERSION, type InsideLine } from "../../observe/console_protocol.ts";
import { ConnectionProblem } from "../words/problem.ts";

type Shape = Readonly<Record<string, "number" | "string" | "object" | "array">>;

const HELLO: Shape = {
  version: "string",
  console: "number",
  updateMs: "number",
  retainMs: "number",
  startedAt: "number",
};

const UPDATE: Shape = {
  now: "number",
  dropped: "number",
  tasks: "array",
  resources: "array",
  gone: "array",
  totals: "object",
  figures: "object",
};

/**
 * The line that a value is.
 * @throws {ConnectionProblem} where it is none, or a hello of another version than {@linkcode INSIDE_VERSION}
 */
export function insideLineOf(value: unknown): InsideLine {
  const line = value as { readonly kind?: unknown; readonly protocol?: unknown } | null;
  if (line?.kind === "hello" && typeof line.protocol === "number") {
    demandVersion(line.protocol);
    if (isShaped(line, HELLO)) return line as InsideLine;
  }
  if (line?.kind === "update" && isShaped(line, UPDATE)) return line as InsideLine;
  throw new ConnectionProblem({ kind: "no_update" });
}

/**
 * Makes sure that what comes can be understood.
 * @throws {ConnectionProblem} where it is of another version
 */
export function demandVersion(theirs: number): void {
  if (theirs !== INSIDE_VERSION) {
    throw new ConnectionProblem({ kind: "version", theirs, ours: INSIDE_VERSION });
  }
}

/** Whether an object has the fields of an update: a snapshot has all of them, too. */
export function isUpdateLike(value: object): boolean {
  return isShaped(value, UPDATE);
}

function isShaped(value: object, shape: Shape): boolean {
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, type]) =>
    type === "array" ? Array.isArray(fields[name]) : typeof fields[name] === type && fields[name] !== null
  );
}
