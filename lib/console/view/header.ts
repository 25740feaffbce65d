/**
 * The lines on top: which server, how the connection is, how it does as a whole, and what is looked at.
 *
 * @module
 */

import { INSIDE_VERSION } from "../../observe/console_protocol.ts";
import { type ConsoleState, viewOf } from "../state/console_state.ts";
import type { ViewContext } from "../state/context.ts";
import { figuresOf, type Picture, ratesOf } from "../state/picture.ts";
import { tableInView, tableState } from "../table/tables.ts";
import { flowed, type Part, type ScreenLine, type Span, span } from "../words/lines.ts";
import {
  bytesText,
  countText,
  durationText,
  percentText,
  rateText,
  spokenDuration,
} from "../words/quantities.ts";
import type { ConsoleWords } from "../words/words.ts";

/** A live server that is silent for longer than this, in milliseconds, hangs or is blocked. */
const SILENCE_MS = 2000;

/** From so many columns on, nothing is so crowded that what would be missed most has to come first. */
const WIDE = 80;

/** The header, in at most `maxLines` lines and one more for the view, at the local time `at`. */
export function headerLines(
  state: ConsoleState,
  context: ViewContext,
  { columns, maxLines, at }: { readonly columns: number; readonly maxLines: number; readonly at: number },
): ScreenLine[] {
  const figures = [processParts(state, context), crowdParts(context)];
  const parts = [
    ...linkParts(state, context, at),
    ...troubleParts(state, context, at),
    ...(columns >= WIDE ? figures : figures.reverse()).flat(),
  ];
  return [...flowed(parts, columns, maxLines), viewLine(state, context, columns)];
}

function linkParts(
  { link, still }: ConsoleState,
  { words: { header }, signs }: ViewContext,
  at: number,
): Part[] {
  const paused = still === undefined ? [] : [span(header.paused, "warn"), span(" ")];
  const part = (...spans: Span[]): Part => [span("chat-server", "title"), span(" "), ...paused, ...spans];
  switch (link.kind) {
    case "connecting":
      return [part(span(header.connecting, "warn"), span(` ${link.address}`))];
    case "live": {
      const live = still === undefined ? [span(header.live, "good"), span(" ")] : [];
      return [part(...live, span(link.address))];
    }
    case "lost": {
      const seconds = Math.max(0, Math.ceil((link.retryAt - at) / 1000));
      const retryIn = spokenDuration(seconds * 1000, signs);
      return [part(span(link.address)), span(header.lost(retryIn, link.reason), "bad")];
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
  { words: { header }, signs }: ViewContext,
  at: number,
): Part[] {
  const silence = at - live.heardAt;
  const isSilent = isListening && link.kind === "live" && still === undefined && silence > SILENCE_MS;
  const isStranger = hello !== undefined && hello.protocol !== INSIDE_VERSION;
  return [
    isSilent ? span(header.silent(spokenDuration(silence, signs)), "bad") : undefined,
    isStranger ? span(header.stranger(hello.protocol, INSIDE_VERSION), "bad") : undefined,
  ];
}

/** How the process does. */
function processParts(
  { hello }: ConsoleState,
  { words: { header }, signs, picture, now }: ViewContext,
): Part[] {
  const figures = figuresOf(picture), rates = ratesOf(picture);
  const isUp = hello !== undefined && picture.now !== undefined;
  return [
    isUp ? header.up(hello.version, durationText(now - hello.startedAt, signs)) : undefined,
    span(header.dropped(countText(picture.dropped)), picture.dropped > 0 ? "warn" : "plain"),
    rates && header.processor(percentText(rates.cpuMs, 1000)),
    figures && header.memory(bytesText(figures.residentBytes)),
  ];
}

/** How many tasks, resources, people and lines there are. */
function crowdParts({ words: { header }, picture }: ViewContext): Part[] {
  const figures = figuresOf(picture), rates = ratesOf(picture);
  if (figures === undefined) return [];
  return [
    tasksPart(picture, header),
    header.resources(countText(picture.rows.resources.size)),
    header.people(countText(figures.guests)),
    rates && header.lines(rateText(rates.linesIn), rateText(rates.linesOut)),
  ];
}

/** How many tasks there are, or how many of them have come. */
function tasksPart({ rows, totals, isComplete }: Picture, header: ConsoleWords["header"]): Part {
  const known = countText(rows.tasks.size);
  if (!isComplete) return span(header.arriving(known, countText(totals.tasks)), "accent");
  const { running, scheduled, idle, done } = rows.once("counts", () => {
    const counts = { running: 0, scheduled: 0, idle: 0, done: 0 };
    for (const { state } of rows.tasks.values()) counts[state]++;
    return counts;
  });
  // Tasks that run and tasks that wait for their turn both want the processor.
  return header.tasks(known, countText(running + scheduled), countText(idle), countText(done));
}

/** What is looked at, and how much of it. */
function viewLine(state: ConsoleState, context: ViewContext, columns: number): ScreenLine {
  const view = viewOf(state), { words: { views }, picture: { rows } } = context;
  if (state.overlay?.kind === "help") return [span(views.help, "strong")];
  if ("id" in view) return [span(views[view.kind](view.id, rows.row(view.id)?.name ?? "?"), "strong")];
  const table = tableInView(state, context), { filter, isOnlyWarned } = tableState(state);
  const parts = [
    span(views[view.kind](String(table.ids.length), String(rows[view.kind].size)), "strong"),
    filter === "" ? undefined : span(views.filter(filter), "accent"),
    isOnlyWarned ? span(views.onlyWarned, "accent") : undefined,
    span(views.sorted(table.sortedBy), "dim"),
  ];
  return flowed(parts, columns, 1)[0] ?? [];
}
