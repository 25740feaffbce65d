/**
 * Everything about one task, above the table of what belongs to the same peer.
 *
 * @module
 */

import type { Buckets } from "../../observe/histogram.ts";
import type { TaskRow, WaitedFor } from "../../observe/rows.ts";
import { factsText, totalMs } from "../table/shared_columns.ts";
import { countOf, histogramOf, percentileMs, PERCENTILES } from "./distribution.ts";
import { flowed, lineWidth, span, wrapped } from "../words/lines.ts";
import { bytesText, countText, durationText, percentText } from "../words/quantities.ts";
import type { ScreenLine, Size } from "../words/screen_types.ts";
import { durationSpan, type Seeing } from "../state/context.ts";
import { stateSpan, taskIdle } from "../table/task_columns.ts";
import { sentenceOf } from "../state/warnings.ts";

/** How high a histogram is, in lines; and in a room of so many lines, how high. */
const LOW = 3, HIGH = 8, HIGH_FROM = 36;

/** More lines than anything needs: details are scrolled. */
const ALL = 100;

/** The lines above the table, on a screen with room for so many lines of a view. */
export function taskLines(task: TaskRow, seeing: Seeing, columns: number, room: number): ScreenLine[] {
  return [
    ...figureLines(task, seeing, columns),
    ...warnedLines(task.id, seeing, columns),
    ...distributionLines(task, seeing, columns, room < HIGH_FROM ? LOW : HIGH),
  ];
}

/** The warnings about a row, in sentences. */
export function warnedLines(id: number, seeing: Seeing, columns: number): ScreenLine[] {
  const { findingsById, signs, settings } = seeing;
  return (findingsById.get(id) ?? []).flatMap((finding) =>
    wrapped(`${signs.warning} ${sentenceOf(finding, settings)}`, columns, "  ").map((
      line,
    ) => [span(line, "warn")])
  );
}

/** What a task waits for, in the console's language; what a newer server says as it says it. */
function awaitedText({ waitsFor }: TaskRow, { words: { details: { awaited } } }: Seeing): string {
  return Object.hasOwn(awaited, waitsFor) ? awaited[waitsFor as WaitedFor] : waitsFor;
}

function figureLines(task: TaskRow, seeing: Seeing, columns: number): ScreenLine[] {
  const { words: { columns: titles, details }, signs, now } = seeing;
  const total = totalMs(task, now);
  const part = (title: string, ms: number): ScreenLine => [
    span(`${title} `),
    durationSpan(ms, seeing),
    span(` (${percentText(ms, total)})`),
  ];
  const ago = (time: number) => durationText(now - time, signs);
  const { lastWokenAt, longestAt, longestMs, retains, wakes, selfWakes } = task;
  const facts = factsText(task.fields);
  return [
    ...flowed(
      [
        [span(task.kind, "strong"), span(" "), stateSpan(task, seeing)],
        [span(details.spawned(task.location))],
        [span(details.waitsFor(awaitedText(task, seeing)))],
      ],
      columns,
      ALL,
    ),
    ...flowed(
      [
        [span(`${titles.total} `), durationSpan(total, seeing)],
        part(titles.busy, task.busyMs),
        part(titles.sched, task.schedMs),
        part(titles.idle, taskIdle(task, now)),
      ],
      columns,
      ALL,
    ),
    ...flowed(
      [
        [span(`${titles.polls} ${countText(task.polls)}`)],
        [span(details.wakes(countText(wakes)))],
        [span(details.selfWakes(countText(selfWakes), percentText(selfWakes, wakes)))],
        [span(lastWokenAt === undefined ? details.neverWoken : details.lastWoken(ago(lastWokenAt)))],
        ...(longestAt === undefined
          ? []
          : [[span(details.longest(durationText(longestMs, signs), ago(longestAt)))]]),
        ...(retains === undefined ? [] : [[
          span(details.retains(
            bytesText(retains.bytes),
            bytesText(retains.bound),
            percentText(retains.bytes, retains.bound),
          )),
        ]]),
      ],
      columns,
      ALL,
    ),
    ...(facts === "" ? [] : wrapped(`${titles.fields}: ${facts}`, columns, "  ").map((line) => [span(line)])),
  ];
}

/** Turns and lags, side by side where there is room for both. */
function distributionLines(task: TaskRow, seeing: Seeing, columns: number, rows: number): ScreenLine[] {
  const { words: { details }, picture } = seeing;
  if (picture.details?.task !== task.id) return [[span(details.noDetails, "dim")]];
  const { turns, lags } = picture.details;
  const isWide = columns >= 72;
  const width = isWide ? (columns - 2) >> 1 : columns;
  const left = buckets(details.turns, turns, seeing, { columns: width, rows }, task.longestMs);
  const right = buckets(details.lags, lags, seeing, { columns: width, rows });
  if (!isWide) return [...left, ...right];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const line = left[index] ?? [];
    return [...line, span(" ".repeat(Math.max(0, width + 2 - lineWidth(line)))), ...right[index] ?? []];
  });
}

/** Percentiles and a histogram under a title, which tells what the histogram reaches from and to. */
function buckets(
  title: string,
  counts: Buckets,
  seeing: Seeing,
  { columns, rows }: Size,
  longestMs?: number,
): ScreenLine[] {
  const { signs, words: { details } } = seeing;
  const drawn = histogramOf(counts, columns, rows, signs.heights);
  if (drawn === undefined) return [[span(title, "title")], [span(details.none, "dim")]];
  const percentiles = PERCENTILES.map((percent): ScreenLine => [
    span(`p${percent} `, "dim"),
    durationSpan(percentileMs(counts, percent, longestMs) ?? 0, seeing),
  ]);
  const ends = details.histogram(
    durationText(drawn.fromMs, signs),
    durationText(Math.min(drawn.toMs, longestMs ?? Infinity), signs),
  );
  return [
    [span(title, "title"), span(` ${countText(countOf(counts))}  `), span(ends, "dim")],
    ...flowed(percentiles, columns, ALL),
    ...drawn.lines.map((line) => [span(line, "accent")]),
  ];
}
