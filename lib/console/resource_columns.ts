/**
 * The columns of the table of resources.
 *
 * @module
 */

import type { Filling, ResourceRow } from "../model/inside.ts";
import { type Column, factsText, idColumn, warnColumn } from "./columns.ts";
import { span } from "./lines.ts";
import { bytesText, countText } from "./quantities.ts";
import type { Span } from "./screen.ts";
import { durationSpan, type Seeing } from "./seeing.ts";

/** How full an outbox is, from 0 to 1: by lines or by bytes, whichever is more. */
export function fullness({ lines, maxLines, bytes, maxBytes }: Filling): number {
  return Math.max(lines / Math.max(1, maxLines), bytes / Math.max(1, maxBytes));
}

/** How full an outbox is, in a few words: `82%  812 kB skip 120`. */
export function fillingSpan(filling: Filling | undefined, { words }: Seeing): Span {
  if (filling === undefined) return span("");
  const full = fullness(filling);
  const percent = `${Math.round(full * 100)}%`.padStart(4);
  const skipped = filling.skipped === 0 ? "" : ` ${words.cells.skipped(countText(filling.skipped))}`;
  const tone = full > 0.5 ? "bad" : filling.skipped > 0 ? "warn" : "plain";
  return span(`${percent} ${bytesText(filling.bytes).padStart(7)}${skipped}`, tone);
}

/** By what outboxes are sorted: the fullest, and of those the one that has skipped most. */
function fillingKey({ filling }: ResourceRow): number | undefined {
  return filling && Math.round(fullness(filling) * 1000) * 1e9 + Math.min(filling.skipped, 1e9 - 1);
}

/** How long a resource has been there, or was. */
export function resourceTotal({ bornAt, endedAt }: ResourceRow, now: number): number {
  return Math.max(0, (endedAt ?? now) - bornAt);
}

/** The columns, in their order. */
export const RESOURCE_COLUMNS: readonly Column<ResourceRow>[] = [
  warnColumn((resource) => fillingKey(resource) ?? -1),
  idColumn(),
  {
    name: "parent",
    width: 6,
    isRight: true,
    cell: ({ parent }) => span(parent === undefined ? "" : String(parent)),
    key: ({ parent }) => parent,
  },
  { name: "kind", width: 6, cell: ({ kind }) => span(kind), key: ({ kind }) => kind },
  {
    name: "total",
    width: 6,
    isRight: true,
    isGreatestFirst: true,
    cell: (resource, seeing) => durationSpan(resourceTotal(resource, seeing.now), seeing),
    key: (resource, { picture }) => resourceTotal(resource, picture.now ?? 0),
  },
  {
    name: "name",
    width: 11,
    wide: 24,
    isAnchor: true,
    cell: ({ name }) => span(name, "strong"),
    key: ({ name }) => name.toLowerCase(),
  },
  {
    name: "outbox",
    width: 23,
    isGreatestFirst: true,
    cell: ({ filling }, seeing) => fillingSpan(filling, seeing),
    key: fillingKey,
  },
  { name: "type", width: 11, wide: 16, cell: ({ type }) => span(type), key: ({ type }) => type },
  {
    name: "location",
    width: 14,
    wide: 30,
    isCutLeft: true,
    cell: ({ location }) => span(location, "dim"),
    key: ({ location }) => location,
  },
  {
    name: "attributes",
    width: 16,
    wide: 40,
    cell: ({ attributes }) => span(factsText(attributes)),
    key: ({ attributes }) => factsText(attributes).toLowerCase(),
  },
];
