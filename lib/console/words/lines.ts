/**
 * Lines of the screen, made of pieces that say what they are: parts that flow over several lines, sentences that wrap,
 * and the last look at a line before it is shown.
 *
 * @module
 */

import { screenText } from "../../text/clean_text.ts";
import { cutRight, widthOf } from "../../text/width.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import { signsOf } from "./signs.ts";

/** What a piece of text is, not what colour it has: the palette decides that, and without colours nothing is lost. */
export type Tone =
  | "plain"
  | "dim"
  | "strong"
  | "title"
  | "good"
  | "warn"
  | "bad"
  | "accent"
  | "gone"
  | "selected"
  | "micros"
  | "millis"
  | "seconds"
  | "minutes"
  | "hours";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type ScreenLine = readonly Span[];

/** What a line is put together of: pieces, plain text, and what is left out. */
export type Part = ScreenLine | Span | string | undefined;

export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

export function lineWidth(line: ScreenLine): number {
  return line.reduce((width, { text }) => width + widthOf(text), 0);
}

function spansOf(part: Part): ScreenLine {
  if (part === undefined) return [];
  return typeof part === "string" ? [span(part)] : "text" in part ? [part] : part;
}

/** Puts parts one behind the other, two spaces between them, into as few lines as it takes; at most `maxLines`. */
export function flowed(parts: readonly Part[], columns: number, maxLines = Infinity): ScreenLine[] {
  const lines: Span[][] = [];
  let width = 0;
  for (const part of parts.map(spansOf)) {
    if (part.length === 0) continue;
    const partWidth = lineWidth(part);
    const line = lines.at(-1);
    if (line !== undefined && width + 2 + partWidth <= columns) {
      line.push(span("  "), ...part);
      width += 2 + partWidth;
    } else if (lines.length < maxLines) {
      lines.push([...part]);
      width = partWidth;
    } else break; // the parts stand in the order of their weight: what comes later matters less
  }
  return lines;
}

/** Breaks a sentence at its spaces, or between wide characters; further lines begin with `indent`. */
export function wrapped(text: string, columns: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = "", start = "";
  for (const word of text.split(/(?<= )|(?<=[\p{Script=Han}，：；。、（）])/u)) {
    if (widthOf(start + line + word.trimEnd()) <= columns || line === "") line += word;
    else {
      lines.push((start + line).trimEnd());
      start = indent;
      line = word;
    }
  }
  return [...lines, (start + line).trimEnd()];
}

/** A sentence as lines of the screen, indented from the second on. */
export function sentenceLines(text: string, columns: number, tone: Tone = "plain"): ScreenLine[] {
  return wrapped(text, columns, "  ").map((line) => [span(line, tone)]);
}

/** A line as it is shown: harmless, no wider than `columns`, and never without any span. */
export function finished(
  line: ScreenLine,
  columns: number,
  settings: Pick<ConsoleSettings, "isAscii">,
): ScreenLine {
  const spans: Span[] = [];
  let left = columns;
  for (const { text, tone } of line) {
    const clean = screenText(text, settings.isAscii);
    const width = widthOf(clean);
    if (width === 0) continue;
    spans.push({ text: cutRight(clean, left, signsOf(settings).cut), tone });
    if (width >= left) break;
    left -= width;
  }
  return spans.length > 0 ? spans : [span(columns > 0 ? " " : "")];
}
