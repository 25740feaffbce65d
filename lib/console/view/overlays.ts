/**
 * What lies above a view: the help, and an outbox's sizes.
 *
 * @module
 */

import { padded, widthOf } from "../../text/width.ts";
import type { OutboxDump } from "../../observe/console_protocol.ts";
import { WARNING_NAMES } from "../settings/settings.ts";
import type { ViewContext } from "../state/context.ts";
import { gaugeText } from "../state/warnings.ts";
import type { KeyHelp } from "../words/en.ts";
import { flowed, type ScreenLine, span, type Tone, wrapped } from "../words/lines.ts";
import { bytesText } from "../words/quantities.ts";

/** Columns that are enough for two columns of keys. */
const TWO_COLUMNS = 72;

/** How many columns the number and the size of a piece take. */
const NUMBER_COLUMNS = 5, PIECE_COLUMNS = 14;

/** The help: all keys, and all warnings with their thresholds. */
export function helpLines(
  { words: { help, warningMeanings }, settings }: ViewContext,
  columns: number,
): ScreenLine[] {
  const keys = columns < TWO_COLUMNS ? keyLines(help.keys, columns) : sideBySide(help.keys);
  const nameWidth = Math.max(...WARNING_NAMES.map(({ length }) => length));
  const warnings = WARNING_NAMES.flatMap((name): ScreenLine[] => {
    const threshold = settings.thresholds[name];
    const meaning = threshold === undefined
      ? help.off
      : warningMeanings[name](gaugeText(name, threshold, settings));
    const lines = wrapped(meaning, columns - nameWidth - 1);
    return explained(name, nameWidth, lines, threshold === undefined ? "dim" : "plain");
  });
  return [...keys, [], [span(help.warnings, "title")], ...warnings];
}

/** A word, and beside it what it means. */
function explained(
  word: string,
  wordColumns: number,
  meaning: readonly string[],
  tone: Tone = "plain",
): ScreenLine[] {
  return meaning.map((line, index) => [
    span(padded(index === 0 ? word : "", wordColumns), "strong"),
    span(` ${line}`, tone),
  ]);
}

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
    explained(names, keyWidth, wrapped(does, width).map((line) => padded(line, width)))
  );
}

/** An outbox's sizes, by the order in which they will be written. */
export function dumpLines(
  { name, pieces, filling }: OutboxDump,
  { words: { dump, details } }: ViewContext,
  columns: number,
): ScreenLine[] {
  const title = wrapped(dump.title(name), columns).map((line) => [span(line, "title")]);
  if (pieces.length === 0) return [...title, [span(dump.empty)]];
  const sum = pieces.reduce((bytes, piece) => bytes + piece, 0);
  const facts = [
    dump.pieces(String(pieces.length), bytesText(sum)),
    dump.largest(bytesText(pieces.reduce((most, bytes) => Math.max(most, bytes), 0))),
    details.lines(String(filling.lines), String(filling.maxLines)),
    details.bytes(bytesText(filling.bytes), bytesText(filling.maxBytes)),
    sum < filling.bytes ? dump.cut(String(pieces.length)) : undefined,
  ];
  const cells = pieces.map((bytes, index): ScreenLine => [
    span(String(index + 1).padStart(NUMBER_COLUMNS - 1) + " ", "dim"),
    span(padded(bytesText(bytes), PIECE_COLUMNS - NUMBER_COLUMNS)),
  ]);
  const perLine = Math.max(1, Math.floor(columns / PIECE_COLUMNS));
  const table = Map.groupBy(cells, (_, index) => Math.floor(index / perLine));
  return [...title, ...flowed(facts, columns), [], ...table.values().map((cells) => cells.flat())];
}
