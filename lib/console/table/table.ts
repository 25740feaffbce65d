/**
 * A table: which rows it has, filtered and sorted, and how the few of them look that are on the screen. What kind of rows
 * they are is known here and by their columns only.
 *
 * @module
 */

import type { TableState } from "../state/console_state.ts";
import { type Column, type Placed, placed } from "./columns.ts";
import { span } from "../words/lines.ts";
import type { ScreenLine, Span } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import { cutLeft, cutRight, harmless, padded } from "../words/text.ts";

/** A table that is ready to be looked at. */
export interface Table {
  /** The numbers of its rows, in their order. */
  readonly ids: readonly number[];
  /** How many columns it has. */
  readonly columnCount: number;
  /** The title of the column by which it is sorted. */
  readonly sortedBy: string;
  /** Its titles and as many rows as go into so many lines, the selected one among them. */
  lines(columns: number, rows: number): ScreenLine[];
}

/** What a table is made of. */
export interface TableParts<Row> {
  /** Its columns. */
  readonly columns: readonly Column<Row>[];
  /** Its rows in their order, by {@linkcode sorted}. */
  readonly order: readonly Row[];
  /** How it is looked at. */
  readonly state: TableState;
  /** Whether a row has ended, and is shown as such. */
  isGone(row: Row): boolean;
}

/** Rows in the order of a column; equal ones, and all in the end, by their numbers. */
export function sorted<Row extends { readonly id: number }>(
  rows: Iterable<Row>,
  columns: readonly Column<Row>[],
  { column, isInverted }: Pick<TableState, "column" | "isInverted">,
  seeing: Seeing,
): readonly Row[] {
  const by = columns[column] ?? columns[0]!;
  const way = (by.isGreatestFirst ?? false) === isInverted ? 1 : -1;
  const keyed = Array.from(rows, (row) => ({ row, key: by.key(row, seeing) })); // keys are made once a row
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

/** Puts a table together. */
export function tableOf<Row extends { readonly id: number }>(
  parts: TableParts<Row>,
  seeing: Seeing,
): Table {
  const { order, state } = parts;
  const digits = String(seeing.picture.rows.greatestId).length;
  const columns = parts.columns.map((column) =>
    column.name === "id" ? { ...column, width: Math.max(column.width, digits) } : column
  );
  const ids = order.map(({ id }) => id);
  const by = columns[state.column] ?? columns[0]!;
  return {
    ids,
    columnCount: columns.length,
    sortedBy: seeing.words.columns[by.name],
    lines(width, height) {
      const places = placed(columns, state.column, width - 1); // the first one is the marker's
      const selected = selectedPlace(ids, state);
      const room = Math.max(0, height - 1);
      const top = Math.max(0, Math.min(selected - (room >> 1), order.length - room));
      return [
        headingOf(columns, places, state, seeing),
        ...order.slice(top, top + room).map((row, index) =>
          rowLine(columns, places, row, top + index === selected, parts.isGone(row), seeing)
        ),
      ].slice(0, height);
    },
  };
}

/** The titles; the one that is sorted says which way, and the edges say whether there is more beyond them. */
function headingOf<Row>(
  columns: readonly Column<Row>[],
  places: readonly Placed[],
  { column, isInverted }: TableState,
  { words, signs }: Seeing,
): ScreenLine {
  const skipsSome = places.some(({ index }, place) => index !== place);
  const line: Span[] = [span(skipsSome ? signs.left : " ", "title")];
  for (const { index, width } of places) {
    const { name, isRight, isGreatestFirst = false } = columns[index]!;
    const isSorted = index === column;
    const sign = !isSorted ? "" : isGreatestFirst === isInverted ? signs.rising : signs.falling;
    const isEdge = index === places.at(-1)!.index && index < columns.length - 1;
    const room = width - sign.length - (isEdge && width > 6 ? 2 : 0);
    const title = cutRight(words.columns[name], room, signs.cut) + sign;
    const text = isEdge && width > 6 ? `${padded(title, width - 2)} ${signs.right}` : title;
    if (line.length > 1) line.push(span(" ", "title"));
    line.push(span(padded(text, width, isRight), isSorted ? "accent" : "title"));
  }
  return line;
}

function rowLine<Row>(
  columns: readonly Column<Row>[],
  places: readonly Placed[],
  row: Row,
  isSelected: boolean,
  isGone: boolean,
  seeing: Seeing,
): ScreenLine {
  const { signs, settings } = seeing;
  const line: Span[] = [span(isSelected ? signs.marker : " ", isSelected ? "selected" : "plain")];
  for (const { index, width } of places) {
    const { cell, isCutLeft, isRight } = columns[index]!;
    const { text, tone } = cell(row, seeing);
    const clean = harmless(text, settings.isAscii);
    const cut = (isCutLeft ? cutLeft : cutRight)(clean, width, signs.cut);
    const rowTone = isSelected ? "selected" : isGone && settings.hasTerminatedColors ? "gone" : undefined;
    if (line.length > 1) line.push(span(" ", rowTone));
    const isPlain = tone === "gone" && !settings.hasTerminatedColors;
    line.push(span(padded(cut, width, isRight), rowTone ?? (isPlain ? "plain" : tone)));
  }
  return line;
}
