/**
 * Filters as they are typed: words that all have to be found in a row, `-word` for what must not be, `field:value` for a
 * value in one field. Letter case does not count.
 *
 * @module
 */

import type { ResourceRow } from "../../observe/rows.ts";
import { factsOf, isTask } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";

/** One word of a filter. */
export interface Wanted {
  /** What is looked for in the whole row. */
  readonly text: string;
  /** What is looked for in one field; only of `field:value`. */
  readonly field?: { readonly name: string; readonly value: string };
  /** Whether it must not be there. */
  readonly isUnwanted: boolean;
}

/** The words of a filter, in lower case. */
export function filterOf(typed: string): readonly Wanted[] {
  return typed.toLowerCase().split(/\s+/).flatMap((word) => {
    const isUnwanted = word.startsWith("-") && word.length > 1;
    const text = isUnwanted ? word.slice(1) : word;
    if (text === "" || text === "-") return []; // somebody is about to type more
    const colon = text.indexOf(":");
    if (colon < 1) return { text, isUnwanted };
    return { text, field: { name: text.slice(0, colon), value: text.slice(colon + 1) }, isUnwanted };
  });
}

/**
 * Whether a row has all that is wanted.
 * @param text all of its text, by {@linkcode searchedText}
 * @param warnings the names of its warnings
 */
export function matches(
  row: AnyRow,
  filter: readonly Wanted[],
  text: string,
  warnings: readonly string[] = [],
): boolean {
  return filter.every(({ text: word, field, isUnwanted }) => {
    const isThere = text.includes(word) || (field !== undefined && hasField(row, field, warnings));
    return isThere !== isUnwanted; // `127.0.0.1:4242` has a colon too, and is found in the text
  });
}

function hasField(
  row: AnyRow,
  { name, value }: { readonly name: string; readonly value: string },
  warnings: readonly string[],
): boolean {
  const isValue = (found: unknown) => found !== undefined && String(found).toLowerCase().includes(value);
  if (name === "warn") return warnings.some(isValue);
  const { id, kind, name: whose, location } = row;
  const own = isTask(row)
    ? { state: row.state, waits: row.waitsFor }
    : { state: stateOf(row), parent: row.parent, type: row.type };
  return Object.entries({ ...factsOf(row), ...own, id, kind, name: whose, location })
    .some(([key, found]) => key.toLowerCase() === name && isValue(found));
}

/** What the state of a resource would be called. */
function stateOf({ endedAt, operations }: ResourceRow): string {
  if (endedAt !== undefined) return "done";
  return operations.some(({ isWaiting }) => isWaiting) ? "waiting" : "idle";
}

/** All text of a row, in lower case, as it is shown and as fields are typed. */
export function searchedText(row: AnyRow): string {
  const facts = Object.entries(factsOf(row)).map(([key, value]) => `${key}=${value}`);
  const own = isTask(row) ? [row.state, row.waitsFor] : [row.type, row.parent ?? ""];
  return [row.id, row.kind, row.name, row.location, ...own, ...facts].join("\n").toLowerCase();
}
