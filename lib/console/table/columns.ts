/**
 * Columns of a table: what each shows of a row, by what it sorts, and which of them find room on a screen.
 *
 * @module
 */

import type { ViewContext } from "../state/context.ts";
import { type Span, span, type Tone } from "../words/lines.ts";
import type { ColumnName } from "../words/words.ts";

/** One column of a table of such rows. */
export interface Column<Row> {
  readonly name: ColumnName;
  /** How wide it is at least. */
  readonly width: number;
  /** How wide it becomes where there is room; as wide as `width` by default. */
  readonly wide?: number;
  /** Whether it is always there, whatever is scrolled. */
  readonly isAnchor?: boolean;
  /** Whether it stands at the right of its room. */
  readonly isRight?: boolean;
  /** Whether the end of a text that is too long says more than its beginning. */
  readonly isCutLeft?: boolean;
  /** Whether what is greatest comes first. */
  readonly isGreatestFirst?: boolean;
  cell(row: Row, context: ViewContext): Span;
  /** By what it sorts; undefined comes last. */
  key(row: Row, context: ViewContext): number | string | undefined;
}

/** A column that shows a text in one tone, and sorts by it unless it is given another key. */
export function textColumn<Row>(
  name: ColumnName,
  width: number,
  of: (row: Row, context: ViewContext) => string,
  { tone, ...others }: Partial<Column<Row>> & { readonly tone?: Tone } = {},
): Column<Row> {
  return { name, width, key: of, cell: (row, context) => span(of(row, context), tone), ...others };
}

/** A column that found room: its place among all columns, and how wide it is. */
export interface Placed {
  readonly index: number;
  readonly width: number;
}

/**
 * Which columns find room in `room` screen columns, one between two of them: the anchors, the one that is sorted, and as
 * many others as there are from the left. Columns left of the sorted one give way until that has room.
 */
export function placed(
  columns: readonly Pick<Column<never>, "width" | "wide" | "isAnchor">[],
  sorted: number,
  room: number,
): readonly Placed[] {
  const others = columns.flatMap(({ isAnchor }, index) => isAnchor ? [] : [index]);
  let chosen: readonly number[] = [];
  for (let skipped = 0; skipped <= others.length; skipped++) {
    chosen = fitting(columns, others.slice(skipped), room);
    if (columns[sorted]?.isAnchor || chosen.includes(sorted)) break;
    if (skipped === others.length) chosen = [...chosen, sorted].sort((a, b) => a - b);
  }
  return widened(columns, chosen, sorted, room);
}

/** The anchors and the first of the others that find room with them. */
function fitting(
  columns: readonly Pick<Column<never>, "width" | "isAnchor">[],
  others: readonly number[],
  room: number,
): number[] {
  const chosen = columns.flatMap(({ isAnchor }, index) => isAnchor ? [index] : []);
  let left = room - chosen.reduce((sum, index) => sum + columns[index]!.width + 1, -1);
  for (const index of others) {
    left -= columns[index]!.width + 1;
    if (left < 0) break;
    chosen.push(index);
  }
  return chosen.sort((a, b) => a - b);
}

/** Gives out what is left: to every column until it is wide, and the rest to the last. Takes away what is too much. */
function widened(
  columns: readonly Pick<Column<never>, "width" | "wide">[],
  chosen: readonly number[],
  sorted: number,
  room: number,
): Placed[] {
  const widths = chosen.map((index) => columns[index]!.width);
  let left = room - widths.reduce((sum, width) => sum + width + 1, -1);
  for (const [place, index] of chosen.entries()) {
    const more = Math.max(0, Math.min(left, (columns[index]!.wide ?? 0) - widths[place]!));
    widths[place]! += more;
    left -= more;
  }
  const last = left > 0 ? chosen.length - 1 : Math.max(0, chosen.indexOf(sorted));
  if (chosen.length > 0) widths[last] = Math.max(1, widths[last]! + left);
  return chosen.map((index, place) => ({ index, width: widths[place]! }));
}
