/**
 * What a comparison with another server comes to: a table of ratios, and a sentence. It judges nobody: noise is not told
 * from a small difference.
 *
 * @module
 */

import { sheetOf } from "./figures.ts";
import { cellOf, markdownTable } from "./markdown_table.ts";
import { type Measurement, nameOf, rowsOf, valuesOf } from "./rows.ts";
import { CLEAR_PAIRS, type Ratios, ratiosOf } from "./statistics.ts";

/** A cost that was compared. */
interface Compared extends Ratios {
  readonly what: string;
}

/** Compares the first server with the second, by its name. */
export function comparison(other: string, measurements: readonly Measurement[]): string[] {
  const compared = rowsOf(measurements).flatMap((row) =>
    sheetOf(row.scenario).columns.filter(({ isCost }) => isCost).flatMap((column) => {
      const ratios = ratiosOf(valuesOf(column, row, 0), valuesOf(column, row, 1));
      return ratios === undefined ? [] : [{ what: `${nameOf(row)}: ${column.title}`, ...ratios }];
    })
  );
  if (compared.length === 0) {
    return [`Nothing to compare with ${other}: this system has no /proc with CPU times.`];
  }
  const pairs = measurements[0]!.runs[0]!.length;
  const lines = compared.map(({ what, median, least, most, verdict }) => [
    ...[what, cellOf(median, 2), `${cellOf(least, 2)} to ${cellOf(most, 2)}`, verdict],
  ]);
  return [
    markdownTable([`ours / ${other}`, "median of pairs", "all pairs", "verdict"], lines, 1),
    sentence(other, pairs, compared),
  ];
}

/** What the comparison comes to. */
function sentence(
  other: string,
  pairs: number,
  compared: readonly Compared[],
): string {
  if (pairs < CLEAR_PAIRS) return `Too few pairs for a verdict: ask for --runs ${CLEAR_PAIRS} or more.`;
  const those = (wanted: Ratios["verdict"]) =>
    compared.filter(({ verdict }) => verdict === wanted)
      .map(({ what, median }) => `${what} (${cellOf(median, 2)} times)`).join("; ");
  const more = those("more"), less = those("less");
  if (more === "" && less === "") return `No clear difference from ${other}.`;
  return [
    more === ""
      ? `Nothing clearly costs more than with ${other}.`
      : `COSTS MORE than with ${other}: ${more}.`,
    ...(less === "" ? [] : [`Costs less: ${less}.`]),
  ].join("\n");
}
