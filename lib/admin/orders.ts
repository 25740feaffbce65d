/**
 * What programs may ask to be done, read from the JSON they send: every field is looked at, and one that nobody knows is
 * refused instead of passed over.
 *
 * @module
 */

import type { ConsoleWish } from "../observe/console_protocol.ts";

/** What a console wants; a sentence where that cannot be told. */
export function wishIn(sent: Readonly<Record<string, unknown>>): ConsoleWish | string {
  const { paused, details, ...others } = sent;
  const unknown = unknownIn(others, "paused and details");
  if (unknown !== undefined) return unknown;
  if (paused !== undefined && typeof paused !== "boolean") return "paused must be true or false.";
  if (details !== undefined && details !== null && !isNumber(details)) {
    return "details must be the number of a task, or null.";
  }
  return { ...(paused !== undefined && { paused }), ...(details !== undefined && { details }) };
}

/** Whom to kick: the number of a task or a resource; a sentence where that cannot be told. */
export function kickIn(sent: Readonly<Record<string, unknown>>): number | string {
  const { id, ...others } = sent;
  return unknownIn(others, "id") ?? (isNumber(id) ? id : "id must be the number of a task or a resource.");
}

/** Nothing has to be said of a drain; a sentence where something is. */
export function drainIn(sent: Readonly<Record<string, unknown>>): string | undefined {
  const [field] = Object.keys(sent);
  return field === undefined ? undefined : `There is no field ${JSON.stringify(field)}: send {}.`;
}

function unknownIn(others: Readonly<Record<string, unknown>>, known: string): string | undefined {
  const [field] = Object.keys(others);
  return field === undefined ? undefined : `There is no field ${JSON.stringify(field)}, only ${known}.`;
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number >= 0;
}
