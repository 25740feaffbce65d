/**
 * The columns of the table of resources.
 *
 * @module
 */

import type { Filling, ResourceRow } from "../../observe/rows.ts";
import type { ViewContext } from "../state/context.ts";
import { type Span, span } from "../words/lines.ts";
import { bytesText, countText } from "../words/quantities.ts";
import { type Column, textColumn } from "./columns.ts";
import { factsColumn, ID, kindColumn, LOCATION, NAME, TOTAL, warnColumn } from "./shared_columns.ts";

/** How full an outbox is, from 0 to 1: by lines or by bytes, whichever is more. */
export function fullness({ lines, maxLines, bytes, maxBytes }: Filling): number {
  return Math.max(lines / Math.max(1, maxLines), bytes / Math.max(1, maxBytes));
}

/** How full an outbox is, in a few words: `82%  812 kB skip 120`. */
export function fillingSpan(filling: Filling | undefined, { words }: ViewContext): Span {
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

export const RESOURCE_COLUMNS: readonly Column<ResourceRow>[] = [
  warnColumn((resource) => fillingKey(resource) ?? -1),
  ID,
  textColumn("parent", 6, ({ parent }) => String(parent ?? ""), {
    isRight: true,
    key: ({ parent }) => parent,
  }),
  kindColumn(6),
  TOTAL,
  NAME,
  {
    name: "outbox",
    width: 23,
    isGreatestFirst: true,
    cell: ({ filling }, context) => fillingSpan(filling, context),
    key: fillingKey,
  },
  textColumn("type", 11, ({ type }) => type, { wide: 16 }),
  LOCATION,
  factsColumn("attributes", ({ attributes }) => attributes),
];
