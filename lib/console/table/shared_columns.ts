/**
 * Columns that several tables have.
 *
 * @module
 */

import type { Facts } from "../../observe/rows.ts";
import { durationSpan } from "../state/context.ts";
import { span } from "../words/lines.ts";
import { countText } from "../words/quantities.ts";
import { type Column, textColumn } from "./columns.ts";

export interface Lived {
  readonly bornAt: number;
  readonly endedAt?: number | undefined;
}

/** Facts in one line: `peer=127.0.0.1:4242 person=anna`. */
export function factsText(facts: Facts): string {
  return Object.entries(facts).map(([name, value]) => `${name}=${value}`).join(" ");
}

/** How long a row has been there, or was, in milliseconds. */
export function totalMs({ bornAt, endedAt }: Lived, now: number): number {
  return Math.max(0, (endedAt ?? now) - bornAt);
}

/** How many warnings a row has. Rows that have some come first, the most pressing of them by `weight`. */
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

export const ID = textColumn("id", 4, ({ id }: { readonly id: number }) => String(id), {
  isAnchor: true,
  isRight: true,
  key: ({ id }) => id,
});

export const NAME = textColumn("name", 11, ({ name }: { readonly name: string }) => name, {
  wide: 24,
  isAnchor: true,
  tone: "strong",
  key: ({ name }) => name.toLowerCase(),
});

export const POLLS = textColumn("polls", 6, ({ polls }: { readonly polls: number }) => countText(polls), {
  isRight: true,
  isGreatestFirst: true,
  key: ({ polls }) => polls,
});

export const LOCATION = textColumn(
  "location",
  14,
  ({ location }: { readonly location: string }) => location,
  {
    wide: 30,
    isCutLeft: true,
    tone: "dim",
  },
);

export function kindColumn(width: number): Column<{ readonly kind: string }> {
  return textColumn("kind", width, ({ kind }) => kind);
}

export function factsColumn<Row>(name: "fields" | "attributes", of: (row: Row) => Facts): Column<Row> {
  return textColumn(name, 16, (row) => factsText(of(row)), {
    wide: 40,
    key: (row) => factsText(of(row)).toLowerCase(),
  });
}

/** A column of milliseconds. */
export function durationColumn<Row>(
  name: "total" | "busy" | "sched" | "idle",
  of: (row: Row, now: number) => number,
): Column<Row> {
  return {
    name,
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: (row, context) => durationSpan(of(row, context.now), context),
    key: (row, { picture }) => of(row, picture.now ?? 0), // the order stays until the next update
  };
}

export const TOTAL = durationColumn("total", totalMs);
export const BUSY = durationColumn("busy", ({ busyMs }: { readonly busyMs: number }) => busyMs);
