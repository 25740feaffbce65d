/**
 * A table as the README has them.
 *
 * @module
 */

/**
 * Lays out a table.
 * @param words how many columns from the left are words; the others are numbers, and stand at the right
 */
export function markdownTable(
  head: readonly string[],
  lines: readonly (readonly string[])[],
  words: number,
): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...lines].map((line) => line[column]!.length))
  );
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const laidOut = (line: readonly string[]) =>
    row(
      line.map((cell, column) =>
        column < words ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
      ),
    );
  const rule = row(
    widths.map((width, column) => column < words ? "-".repeat(width) : `${"-".repeat(width - 1)}:`),
  );
  return [laidOut(head), rule, ...lines.map(laidOut)].join("\n");
}

/** A number as a table shows it; nothing where there is none. */
export function cellOf(value: number | undefined, digits: number): string {
  return value?.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }) ?? "";
}
