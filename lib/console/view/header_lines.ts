/**
 * The lines on top: which server, how the connection is, how it does as a whole, and what is looked at.
 *
 * @module
 */

import { INSIDE_VERSION } from "../../observe/console_protocol.ts";
import { type ConsoleState, viewOf } from "../state/console_state.ts";
import { flowed, span } from "../words/lines.ts";
import { figuresOf, ratesOf } from "../state/picture.ts";
import {
  bytesText,
  countText,
  durationText,
  percentText,
  rateText,
  spokenDuration,
} from "../words/quantities.ts";
import { rowOf } from "../table/related.ts";
import type { ScreenLine, Span, Tone } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import { tableInView, tableState } from "../table/tables.ts";

/** A live server that is silent for longer than this, in milliseconds, hangs or is blocked. */
const SILENCE_MS = 2000;

/** The header, in at most `maxLines` lines and one more for the view. */
export function headerLines(
  state: ConsoleState,
  seeing: Seeing,
  columns: number,
  maxLines: number,
  at: number,
): ScreenLine[] {
  const parts = [
    ...linkParts(state, seeing, at),
    ...troubleParts(state, seeing, at),
    ...figureParts(state, seeing, columns >= 80),
  ];
  return [...flowed(parts, columns, maxLines), viewLine(state, seeing, columns)];
}

/** How the connection is. */
function linkParts(
  { link, still }: ConsoleState,
  { words: { header }, signs }: Seeing,
  at: number,
): ScreenLine[] {
  const part = (...spans: Span[]): ScreenLine => [
    span("chat-server", "title"),
    span(" "),
    ...(still === undefined ? [] : [span(header.paused, "warn"), span(" ")]),
    ...spans,
  ];
  switch (link.kind) {
    case "connecting":
      return [part(span(header.connecting, "warn"), span(` ${link.address}`))];
    case "live":
      return [
        part(...(still === undefined ? [span(header.live, "good"), span(" ")] : []), span(link.address)),
      ];
    case "lost": {
      const seconds = Math.max(0, Math.ceil((link.retryAt - at) / 1000));
      const retryIn = spokenDuration(seconds * 1000, signs);
      return [part(span(link.address)), [span(header.lost(retryIn, link.reason), "bad")]];
    }
    case "playing":
      return [part(span((link.isOver ? header.over : header.playing)(link.file), "accent"))];
    default:
      throw link satisfies never;
  }
}

/** What makes everything below doubtful. */
function troubleParts(
  { hello, link, live, still, isListening }: ConsoleState,
  { words: { header }, signs }: Seeing,
  at: number,
): ScreenLine[] {
  const silence = at - live.heardAt;
  const isSilent = isListening && link.kind === "live" && still === undefined && silence > SILENCE_MS;
  const isStranger = hello !== undefined && hello.protocol !== INSIDE_VERSION;
  return [
    ...(isSilent ? [[span(header.silent(spokenDuration(silence, signs)), "bad")]] : []),
    ...(isStranger ? [[span(header.stranger(hello.protocol, INSIDE_VERSION), "bad")]] : []),
  ];
}

/** How the server does; on narrow screens, what would be missed most comes first. */
function figureParts(
  { hello }: ConsoleState,
  { words: { header }, signs, picture, now }: Seeing,
  isWide: boolean,
): ScreenLine[] {
  const figures = figuresOf(picture), rates = ratesOf(picture);
  const part = (text: string, tone: Tone = "plain"): ScreenLine => [span(text, tone)];
  const crowd = figures === undefined ? [] : [
    [tasksSpan()],
    part(header.resources(countText(picture.rows.resources.size))),
    part(header.people(countText(figures.guests))),
    ...(rates === undefined ? [] : [part(header.lines(rateText(rates.linesIn), rateText(rates.linesOut)))]),
  ];
  const process = [
    ...(hello === undefined || picture.now === undefined
      ? []
      : [part(header.up(hello.version, durationText(now - hello.startedAt, signs)))]),
    part(header.dropped(countText(picture.dropped)), picture.dropped > 0 ? "warn" : "plain"),
    ...(rates === undefined ? [] : [part(header.processor(percentText(rates.cpuMs, 1000)))]),
    ...(figures === undefined ? [] : [part(header.memory(bytesText(figures.residentBytes)))]),
  ];
  return isWide ? [...process, ...crowd] : [...crowd, ...process];

  /** How many tasks there are, or how many of them have come. */
  function tasksSpan(): Span {
    const { rows, totals, isComplete } = picture;
    if (!isComplete) {
      return span(header.arriving(countText(rows.tasks.size), countText(totals.tasks)), "accent");
    }
    const { running, idle, done } = rows.once("counts", () => {
      const counts = { running: 0, scheduled: 0, idle: 0, done: 0 };
      for (const { state } of rows.tasks.values()) counts[state]++;
      return { ...counts, running: counts.running + counts.scheduled }; // both want the processor
    });
    return span(header.tasks(
      countText(rows.tasks.size),
      countText(running),
      countText(idle),
      countText(done),
    ));
  }
}

/** What is looked at, and how much of it. */
function viewLine(state: ConsoleState, seeing: Seeing, columns: number): ScreenLine {
  const view = viewOf(state), { words: { views }, picture: { rows } } = seeing;
  if (state.overlay?.kind === "help") return [span(views.help, "strong")];
  if (view.kind === "task" || view.kind === "resource") {
    return [span(views[view.kind](view.id, rowOf(rows, view.id)?.name ?? "?"), "strong")];
  }
  const table = tableInView(state, seeing), { filter, isOnlyWarned } = tableState(state);
  const name = views[view.kind](String(table.ids.length), String(rows[view.kind].size));
  const parts: ScreenLine[] = [[span(name, "strong")]];
  if (filter !== "") parts.push([span(views.filter(filter), "accent")]);
  if (isOnlyWarned) parts.push([span(views.onlyWarned, "accent")]);
  parts.push([span(views.sorted(table.sortedBy), "dim")]);
  return flowed(parts, columns, 1)[0] ?? [];
}
