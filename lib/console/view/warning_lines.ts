/**
 * The warnings under the header: one sentence each, and counted by kind where they are too many.
 *
 * @module
 */

import type { ViewContext } from "../state/context.ts";
import { figuresOf } from "../state/picture.ts";
import { type Finding, sentenceOf } from "../state/warnings.ts";
import { type ScreenLine, sentenceLines, span } from "../words/lines.ts";

/** What is wrong, with all rows but `except`, in at most `maxLines` lines; none where nothing is. */
export function warningLines(
  context: ViewContext,
  columns: number,
  maxLines: number,
  except?: number,
): ScreenLine[] {
  const troubles = figuresOf(context.picture)?.troubles ?? [];
  const findings = context.findings.filter(({ row }) => row.id !== except);
  const isFew = troubles.length + findings.length <= maxLines;
  const sentences = isFew
    ? [...troubles, ...findings.map((finding) => sentenceOf(finding, context.settings))]
    : countedSentences(findings, troubles, context, maxLines);
  let spare = maxLines - sentences.length; // the first ones have the room to say all
  return sentences.flatMap((sentence) => {
    const text = `${context.signs.warning} ${sentence}`;
    const lines = sentenceLines(text, columns, "warn");
    if (lines.length - 1 > spare) return [[span(text, "warn")]];
    spare -= lines.length - 1;
    return lines;
  });
}

/** One sentence for every kind of warning; what has no line of its own is named in the last one. */
function countedSentences(
  findings: readonly Finding[],
  troubles: readonly string[],
  { words: { counted }, settings }: ViewContext,
  maxLines: number,
): string[] {
  const [trouble] = troubles;
  const kinds = trouble === undefined
    ? []
    : [{ name: counted.trouble as string, count: troubles.length, first: trouble }];
  for (const [name, alike] of Map.groupBy(findings, ({ name }) => name)) {
    kinds.push({ name, count: alike.length, first: sentenceOf(alike[0]!, settings) });
  }
  const sentences = kinds.map(({ name, count, first }) =>
    count === 1 ? first : counted.many(name, String(count), first)
  );
  if (kinds.length <= maxLines) return sentences;
  const named = kinds.map(({ name, count }) => `${name} (${count})`);
  if (maxLines === 1) return [named.join(", ")];
  return [...sentences.slice(0, maxLines - 1), counted.more(named.slice(maxLines - 1).join(", "))];
}
