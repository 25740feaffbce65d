/**
 * What a server's stream, a snapshot and a recording say, as it comes from outside: what is not shaped like it is found
 * here, before anything is done with it. Rows are taken as they are: they come from a server of the same version.
 *
 * @module
 */

import { INSIDE_VERSION, type InsideLine } from "../../observe/console_protocol.ts";
import { ConnectionProblem } from "../words/problem.ts";

/** The fields that have to be there, by what they are. */
type Shape = Readonly<Partial<Record<"number" | "string" | "object" | "array", readonly string[]>>>;

const HELLO: Shape = { string: ["version"], number: ["console", "updateMs", "retainMs", "startedAt"] };

/** A snapshot has all of them, too. */
export const UPDATE: Shape = {
  number: ["now", "dropped"],
  array: ["tasks", "resources", "gone"],
  object: ["totals", "figures"],
};

/**
 * The line that a value is.
 * @throws {ConnectionProblem} where it is none, or a hello of another version than {@linkcode INSIDE_VERSION}
 */
export function insideLineOf(value: unknown): InsideLine {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  if (kind === "update" && isShaped(value as object, UPDATE)) return value as InsideLine;
  return greetingOf(value, "hello", HELLO) as InsideLine;
}

/**
 * The object of a kind that a value is; it tells its version.
 * @throws {ConnectionProblem} where it is none, or of another version than {@linkcode INSIDE_VERSION}
 */
export function greetingOf(value: unknown, kind: string, shape: Shape): object {
  const greeting = (value ?? {}) as { readonly kind?: unknown; readonly protocol?: unknown };
  const { protocol } = greeting;
  const isOfKind = greeting.kind === kind && typeof protocol === "number";
  if (isOfKind && protocol !== INSIDE_VERSION) {
    throw new ConnectionProblem({ kind: "version", theirs: protocol, ours: INSIDE_VERSION });
  }
  if (!isOfKind || !isShaped(greeting, shape)) throw new ConnectionProblem({ kind: "no_update" });
  return greeting;
}

function isShaped(value: object, shape: Shape): boolean {
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([type, names]) => names.every((name) => typeOf(fields[name]) === type));
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}
