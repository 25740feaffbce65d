/**
 * What lies above a view: the help, and an outbox's sizes.
 *
 * @module
 */

import type { OutboxDump } from "../../observe/console_protocol.ts";
import { flowed, span, wrapped } from "../words/lines.ts";
import { bytesText } from "../words/quantities.ts";
import type { ScreenLine } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import { WARNING_NAMES } from "../settings/settings.ts";
import { padded, widthOf } from "../words/text.ts";
import type { KeyHelp } from "../words/words.ts";
import { gaugeText } from "../state/warnings.ts";

/** Columns that are enough for two columns of keys. */
const TWO_COLUMNS = 72;

/** The help: all keys, and all warnings with their thresholds. */
export function helpLines(
  { words: { help, warningMeanings }, settings }: Seeing,
  columns: number,
): ScreenLine[] {
  const keys = columns < TWO_COLUMNS ? keyLines(help.keys, columns) : sideBySide(help.keys);
  const nameWidth = Math.max(...WARNING_NAMES.map(({ length }) => length));
  const warnings = WARNING_NAMES.flatMap((name): ScreenLine[] => {
    const threshold = settings.thresholds[name];
    const meaning = threshold === undefined
      ? help.off
      : warningMeanings[name](gaugeText(name, threshold, settings));
    return wrapped(meaning, columns - nameWidth - 1).map((line, index) => [
      span(padded(index === 0 ? name : "", nameWidth), "strong"),
      span(` ${line}`, threshold === undefined ? "dim" : "plain"),
    ]);
  });
  return [...keys, [], [span(help.warnings, "title")], ...warnings];
}

/** Keys in two columns. */
function sideBySide(keys: readonly KeyHelp[]): ScreenLine[] {
  const half = Math.ceil(keys.length / 2);
  const right = keyLines(keys.slice(half));
  return keyLines(keys.slice(0, half)).map((line, index) => [...line, span("  "), ...right[index] ?? []]);
}

/** Keys and what they do, all lines of the same width; one that is too long for the columns goes on below. */
function keyLines(keys: readonly KeyHelp[], columns = Infinity): ScreenLine[] {
  const keyWidth = Math.max(...keys.map(([names]) => widthOf(names)));
  const width = Math.min(columns - keyWidth - 1, Math.max(...keys.map(([, does]) => widthOf(does))));
  return keys.flatMap(([names, does]) =>
    wrapped(does, width).map((line, index) => [
      span(padded(index === 0 ? names : "", keyWidth), "strong"),
      span(` ${padded(line, width)}`),
    ])
  );
}

/** An outbox's sizes, by the order in which they will be written. */
export function dumpLines(
  { name, pieces, filling }: OutboxDump,
  seeing: Seeing,
  columns: number,
): ScreenLine[] {
  const { words: { dump, details } } = seeing;
  const title = wrapped(dump.title(name), columns).map((line) => [span(line, "title")]);
  if (pieces.length === 0) return [...title, [span(dump.empty)]];
  const sum = pieces.reduce((bytes, piece) => bytes + piece, 0);
  const facts = [
    dump.pieces(String(pieces.length), bytesText(sum)),
    dump.largest(bytesText(pieces.reduce((most, bytes) => Math.max(most, bytes), 0))),
    details.lines(String(filling.lines), String(filling.maxLines)),
    details.bytes(bytesText(filling.bytes), bytesText(filling.maxBytes)),
    ...(sum < filling.bytes ? [dump.cut(String(pieces.length))] : []),
  ];
  const cell = 14, perLine = Math.max(1, Math.floor(columns / cell));
  const table: ScreenLine[] = [];
  for (let from = 0; from < pieces.length; from += perLine) {
    table.push(
      pieces.slice(from, from + perLine).flatMap((bytes, index) => [
        span(`${String(from + index + 1).padStart(4)} `, "dim"),
        span(padded(bytesText(bytes), cell - 5)),
      ]),
    );
  }
  return [...title, ...flowed(facts.map((fact) => [span(fact)]), columns, 100), [], ...table];
}
