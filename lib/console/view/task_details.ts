/**
 * Everything about one task, above the table of what belongs to the same peer.
 *
 * @module
 */

import type { Buckets } from "../../observe/histogram.ts";
import type { Facts, TaskRow, WaitedFor } from "../../observe/rows.ts";
import type { Size } from "../../terminal/screen.ts";
import { durationSpan, type ViewContext } from "../state/context.ts";
import { sentenceOf } from "../state/warnings.ts";
import { factsText, totalMs } from "../table/shared_columns.ts";
import { stateSpan, taskIdle } from "../table/table_columns.ts";
import { flowed, lineWidth, type ScreenLine, sentenceLines, span } from "../words/lines.ts";
import { bytesText, countText, durationText, percentText } from "../words/quantities.ts";
import { countOf, histogramOf, percentileMs, PERCENTILES } from "./distribution.ts";

/** How high a histogram is, in lines; and in a room of so many lines, how high. */
const LOW = 3, HIGH = 8, HIGH_FROM = 36;

/** Columns that are enough for two histograms side by side. */
const TWO_COLUMNS = 72;

/** The lines above the table, on a screen with room for so many lines of a view. */
export function taskLines(task: TaskRow, context: ViewContext, columns: number, room: number): ScreenLine[] {
  return [
    ...figureLines(task, context, columns),
    ...warnedLines(task.id, context, columns),
    ...distributionLines(task, context, { columns, rows: room < HIGH_FROM ? LOW : HIGH }),
  ];
}

/** The warnings about a row, in sentences. */
export function warnedLines(id: number, context: ViewContext, columns: number): ScreenLine[] {
  const { findingsById, signs, settings } = context;
  return (findingsById.get(id) ?? []).flatMap((finding) =>
    sentenceLines(`${signs.warning} ${sentenceOf(finding, settings)}`, columns, "warn")
  );
}

/** Facts about a row under their title; none where there are none. */
export function factLines(title: string, facts: Facts, columns: number): ScreenLine[] {
  const text = factsText(facts);
  return text === "" ? [] : sentenceLines(`${title}: ${text}`, columns);
}

/** What a task waits for, in the console's language; what a newer server says as it says it. */
function awaitedText({ waitsFor }: TaskRow, { words: { details: { awaited } } }: ViewContext): string {
  return Object.hasOwn(awaited, waitsFor) ? awaited[waitsFor as WaitedFor] : waitsFor;
}

function figureLines(task: TaskRow, context: ViewContext, columns: number): ScreenLine[] {
  const { words: { columns: titles, details }, signs, now } = context;
  const { kind, location, polls, lastWokenAt, longestAt, longestMs, retains, wakes, selfWakes } = task;
  const total = totalMs(task, now);
  const part = (title: string, ms: number): ScreenLine => [
    span(`${title} `),
    durationSpan(ms, context),
    span(` (${percentText(ms, total)})`),
  ];
  const ago = (time: number) => durationText(now - time, signs);
  const what = [
    [span(kind, "strong"), span(" "), stateSpan(task, context)],
    details.spawned(location),
    details.waitsFor(awaitedText(task, context)),
  ];
  const times = [
    [span(`${titles.total} `), durationSpan(total, context)],
    part(titles.busy, task.busyMs),
    part(titles.sched, task.schedMs),
    part(titles.idle, taskIdle(task, now)),
  ];
  const counts = [
    `${titles.polls} ${countText(polls)}`,
    details.wakes(countText(wakes)),
    details.selfWakes(countText(selfWakes), percentText(selfWakes, wakes)),
    lastWokenAt === undefined ? details.neverWoken : details.lastWoken(ago(lastWokenAt)),
    longestAt === undefined ? undefined : details.longest(durationText(longestMs, signs), ago(longestAt)),
    retains && details.retains(
      bytesText(retains.bytes),
      bytesText(retains.bound),
      percentText(retains.bytes, retains.bound),
    ),
  ];
  return [
    ...[what, times, counts].flatMap((parts) => flowed(parts, columns)),
    ...factLines(titles.fields, task.fields, columns),
  ];
}

/** Turns and lags, side by side where there is room for both. */
function distributionLines(task: TaskRow, context: ViewContext, { columns, rows }: Size): ScreenLine[] {
  const { words: { details }, picture } = context;
  if (picture.details?.task !== task.id) return [[span(details.noDetails, "dim")]];
  const { turns, lags } = picture.details;
  const isWide = columns >= TWO_COLUMNS;
  const size = { columns: isWide ? (columns - 2) >> 1 : columns, rows };
  const left = bucketLines(details.turns, { buckets: turns, longestMs: task.longestMs }, context, size);
  const right = bucketLines(details.lags, { buckets: lags }, context, size);
  if (!isWide) return [...left, ...right];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const line = left[index] ?? [];
    const gap = " ".repeat(Math.max(0, size.columns + 2 - lineWidth(line)));
    return [...line, span(gap), ...right[index] ?? []];
  });
}

/** Percentiles and a histogram under a title, which tells what the histogram reaches from and to. */
function bucketLines(
  title: string,
  { buckets, longestMs = Infinity }: { readonly buckets: Buckets; readonly longestMs?: number },
  context: ViewContext,
  { columns, rows }: Size,
): ScreenLine[] {
  const { signs, words: { details } } = context;
  const drawn = histogramOf(buckets, columns, rows, signs.heights);
  if (drawn === undefined) return [[span(title, "title")], [span(details.none, "dim")]];
  const percentiles = PERCENTILES.map((percent): ScreenLine => [
    span(`p${percent} `, "dim"),
    durationSpan(percentileMs(buckets, percent, longestMs) ?? 0, context),
  ]);
  const ends = details.histogram(
    durationText(drawn.fromMs, signs),
    durationText(Math.min(drawn.toMs, longestMs), signs),
  );
  return [
    [span(title, "title"), span(` ${countText(countOf(buckets))}  `), span(ends, "dim")],
    ...flowed(percentiles, columns),
    ...drawn.lines.map((line) => [span(line, "accent")]),
  ];
}
