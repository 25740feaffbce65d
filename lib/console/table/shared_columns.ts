/**
 * Columns that several tables have.
 *
 * @module
 */

import type { Facts } from "../../observe/rows.ts";
import type { Column } from "./columns.ts";
import { span } from "../words/lines.ts";
import { countText } from "../words/quantities.ts";
import { durationSpan } from "../state/context.ts";

/** When a row began, and when it ended if it has. */
export interface Lived {
  /** By the server's time of day, in milliseconds. */
  readonly bornAt: number;
  /** See {@linkcode Lived.bornAt}; only of what has ended. */
  readonly endedAt?: number;
}

/** Facts in one line: `peer=127.0.0.1:4242 person=anna`. */
export function factsText(facts: Facts): string {
  return Object.entries(facts).map(([name, value]) => `${name}=${value}`).join(" ");
}

/** The column of warnings: how many a row has. Rows that have some come first, the most pressing of them by `weight`. */
export function warnColumn<Row extends { readonly id: number }>(weight: (row: Row) => number): Column<Row> {
  return {
    name: "warn",
    width: 5,
    isAnchor: true,
    isGreatestFirst: true,
    cell: ({ id }, { findingsById, signs }) => {
      const count = findingsById.get(id)?.length ?? 0;
      return span(count === 0 ? "" : `${signs.warning}${count}`, "warn");
    },
    // A weight is milliseconds or a part of a whole: less than a warning for a century.
    key: (row, { findingsById }) => (findingsById.get(row.id)?.length ?? 0) * 1e13 + weight(row),
  };
}

/** The column of numbers. */
export function idColumn<Row extends { readonly id: number }>(): Column<Row> {
  return {
    name: "id",
    width: 4,
    isAnchor: true,
    isRight: true,
    cell: ({ id }) => span(String(id)),
    key: ({ id }) => id,
  };
}

/** The column of kinds. */
export function kindColumn<Row extends { readonly kind: string }>(width: number): Column<Row> {
  return { name: "kind", width, cell: ({ kind }) => span(kind), key: ({ kind }) => kind };
}

/** The column of names. */
export function nameColumn<Row extends { readonly name: string }>(): Column<Row> {
  return {
    name: "name",
    width: 11,
    wide: 24,
    isAnchor: true,
    cell: ({ name }) => span(name, "strong"),
    key: ({ name }) => name.toLowerCase(),
  };
}

/** How long a row has been there, or was, in milliseconds. */
export function totalMs({ bornAt, endedAt }: Lived, now: number): number {
  return Math.max(0, (endedAt ?? now) - bornAt);
}

/** A column that shows a duration. */
export function durationColumn<Row>(
  name: "total" | "busy" | "sched" | "idle",
  of: (row: Row, now: number) => number,
): Column<Row> {
  return {
    name,
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: (row, seeing) => durationSpan(of(row, seeing.now), seeing),
    key: (row, { picture }) => of(row, picture.now ?? 0), // the order stays until the next update
  };
}

/** The column of how long rows have been there. */
export function totalColumn<Row extends Lived>(): Column<Row> {
  return durationColumn("total", totalMs);
}

/** The column of turns. */
export function pollsColumn<Row extends { readonly polls: number }>(): Column<Row> {
  return {
    name: "polls",
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: ({ polls }) => span(countText(polls)),
    key: ({ polls }) => polls,
  };
}

/** The column of places in the program. */
export function locationColumn<Row extends { readonly location: string }>(): Column<Row> {
  return {
    name: "location",
    width: 14,
    wide: 30,
    isCutLeft: true,
    cell: ({ location }) => span(location, "dim"),
    key: ({ location }) => location,
  };
}

/** A column of facts. */
export function factsColumn<Row>(name: "fields" | "attributes", of: (row: Row) => Facts): Column<Row> {
  return {
    name,
    width: 16,
    wide: 40,
    cell: (row) => span(factsText(of(row))),
    key: (row) => factsText(of(row)).toLowerCase(),
  };
}
