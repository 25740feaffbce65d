/**
 * A table: its rows in their order, and how the few of them look that are on the screen. It knows its rows by their
 * columns only.
 *
 * @module
 */

import { cutLeft, cutRight, padded } from "../../text/width.ts";
import { screenText } from "../../text/clean_text.ts";
import type { OperationRow } from "../../observe/rows.ts";
import type { TableState } from "../state/console_state.ts";
import type { ViewContext } from "../state/context.ts";
import { hasEnded } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";
import { type ScreenLine, type Span, span } from "../words/lines.ts";
import { type Column, type Placed, placed } from "./columns.ts";

/** A table that is ready to be looked at. */
export interface Table {
  /** The numbers of its rows, in their order. */
  readonly ids: readonly number[];
  readonly columnCount: number;
  /** The title of the column by which it is sorted. */
  readonly sortedBy: string;
  /** Its titles and as many rows as go into so many lines, the selected one among them. */
  lines(columns: number, rows: number): ScreenLine[];
}

/** Rows in the order of a column; equal ones, and all in the end, by their numbers. */
export function sorted<Row extends { readonly id: number }>(
  rows: Iterable<Row>,
  columns: readonly Column<Row>[],
  { column, isInverted }: Pick<TableState, "column" | "isInverted">,
  context: ViewContext,
): readonly Row[] {
  const by = columns[column] ?? columns[0]!;
  const way = (by.isGreatestFirst ?? false) === isInverted ? 1 : -1;
  const keyed = Array.from(rows, (row) => ({ row, key: by.key(row, context) })); // keys are made once a row
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.row.id - b.row.id;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -way : way;
  });
  return keyed.map(({ row }) => row);
}

/** The place of the row that is selected: where it is now; if it is not there, what stands where it stood. */
export function selectedPlace(ids: readonly number[], { selected }: Pick<TableState, "selected">): number {
  if (selected === undefined) return 0;
  const place = ids.indexOf(selected.id);
  return place >= 0 ? place : Math.max(0, Math.min(selected.index, ids.length - 1));
}

/** Puts a table together of rows in their order, by {@linkcode sorted}. */
export function tableOf<Row extends AnyRow | OperationRow>(
  columns: readonly Column<Row>[],
  order: readonly Row[],
  state: TableState,
  context: ViewContext,
): Table {
  const digits = String(context.picture.rows.greatestId).length;
  const fitted = columns.map((column) =>
    column.name === "id" ? { ...column, width: Math.max(column.width, digits) } : column
  );
  const ids = order.map(({ id }) => id);
  return {
    ids,
    columnCount: columns.length,
    sortedBy: context.words.columns[(columns[state.column] ?? columns[0]!).name],
    lines(width, height) {
      const places = placed(fitted, state.column, width - 1); // the first one is the marker's
      const selected = selectedPlace(ids, state);
      const room = Math.max(0, height - 1);
      const top = Math.max(0, Math.min(selected - (room >> 1), order.length - room));
      const rows = order.slice(top, top + room).map((row, index) =>
        rowLine(columns, places, row, rowTone(row, top + index === selected), context)
      );
      return [headingOf(columns, places, state, context), ...rows].slice(0, height);
    },
  };

  /** The tone that all cells of a row have; undefined where each has its own. */
  function rowTone(row: Row, isSelected: boolean): "selected" | "gone" | undefined {
    if (isSelected) return "selected";
    return hasEnded(row) && context.settings.hasTerminatedColors ? "gone" : undefined;
  }
}

/** The titles; the one that is sorted says which way, and the edges say whether there is more beyond them. */
function headingOf<Row>(
  columns: readonly Column<Row>[],
  places: readonly Placed[],
  { column, isInverted }: TableState,
  { words, signs }: ViewContext,
): ScreenLine {
  const skipsSome = places.some(({ index }, place) => index !== place);
  const line: Span[] = [span(skipsSome ? signs.left : " ", "title")];
  for (const { index, width } of places) {
    const { name, isRight, isGreatestFirst = false } = columns[index]!;
    const isSorted = index === column;
    const sign = !isSorted ? "" : isGreatestFirst === isInverted ? signs.rising : signs.falling;
    const isEdge = index === places.at(-1)!.index && index < columns.length - 1 && width > 6;
    const title = cutRight(words.columns[name], width - sign.length - (isEdge ? 2 : 0), signs.cut) + sign;
    const text = isEdge ? `${padded(title, width - 2)} ${signs.right}` : title;
    if (line.length > 1) line.push(span(" ", "title"));
    line.push(span(padded(text, width, isRight), isSorted ? "accent" : "title"));
  }
  return line;
}

function rowLine<Row>(
  columns: readonly Column<Row>[],
  places: readonly Placed[],
  row: Row,
  rowTone: "selected" | "gone" | undefined,
  context: ViewContext,
): ScreenLine {
  const { signs, settings } = context;
  const isSelected = rowTone === "selected";
  const line: Span[] = [span(isSelected ? signs.marker : " ", isSelected ? "selected" : "plain")];
  for (const { index, width } of places) {
    const { cell, isCutLeft, isRight } = columns[index]!;
    const { text, tone } = cell(row, context);
    const cut = (isCutLeft ? cutLeft : cutRight)(screenText(text, settings.isAscii), width, signs.cut);
    if (line.length > 1) line.push(span(" ", rowTone));
    const isPlain = tone === "gone" && !settings.hasTerminatedColors;
    line.push(span(padded(cut, width, isRight), rowTone ?? (isPlain ? "plain" : tone)));
  }
  return line;
}
