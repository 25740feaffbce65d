/**
 * Lines of the screen, made of spans: parts that flow over several lines, sentences that wrap, and the last look at a
 * line before it is shown.
 *
 * @module
 */

import type { ScreenLine, Span, Tone } from "./screen_types.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import { signsOf } from "./signs.ts";
import { cutRight, harmless, widthOf } from "./text.ts";

/** A piece of a line. */
export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

/** How many columns a line takes. */
export function lineWidth(line: ScreenLine): number {
  return line.reduce((width, { text }) => width + widthOf(text), 0);
}

/** Puts parts one behind the other, two spaces between them, into as few lines as it takes; at most `maxLines`. */
export function flowed(parts: readonly ScreenLine[], columns: number, maxLines: number): ScreenLine[] {
  const lines: Span[][] = [];
  let width = 0;
  for (const part of parts) {
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

/** A line as it is shown: harmless, no wider than `columns`, and never without any span. */
export function finished(
  line: ScreenLine,
  columns: number,
  settings: Pick<ConsoleSettings, "isAscii">,
): ScreenLine {
  const spans: Span[] = [];
  let left = columns;
  for (const { text, tone } of line) {
    const clean = harmless(text, settings.isAscii);
    const width = widthOf(clean);
    if (width === 0) continue;
    spans.push({ text: cutRight(clean, left, signsOf(settings).cut), tone });
    if (width >= left) break;
    left -= width;
  }
  return spans.length > 0 ? spans : [span(columns > 0 ? " " : "")];
}
