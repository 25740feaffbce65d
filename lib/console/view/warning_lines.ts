/**
 * The warnings under the header: one sentence each, and counted by kind where they are too many.
 *
 * @module
 */

import { span, wrapped } from "../words/lines.ts";
import { figuresOf } from "../state/picture.ts";
import type { ScreenLine } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import { type Finding, sentenceOf } from "../state/warnings.ts";

/** What is wrong, with all rows but `except`, in at most `maxLines` lines; none where nothing is. */
export function warningLines(
  seeing: Seeing,
  columns: number,
  maxLines: number,
  except?: number,
): ScreenLine[] {
  const troubles = figuresOf(seeing.picture)?.troubles ?? [];
  const { settings, findingsById } = seeing;
  const excepted = except === undefined ? [] : findingsById.get(except) ?? [];
  const findings = seeing.findings.filter((finding) => !excepted.includes(finding));
  const isFew = troubles.length + findings.length <= maxLines;
  const sentences = isFew
    ? [...troubles, ...findings.map((finding) => sentenceOf(finding, settings))]
    : countedSentences(findings, troubles, seeing, maxLines);
  let spare = maxLines - sentences.length; // whoever comes first has the room to say all
  return sentences.flatMap((sentence) => {
    const text = `${seeing.signs.warning} ${sentence}`;
    const lines = wrapped(text, columns, "  ");
    if (lines.length - 1 > spare) return [text];
    spare -= lines.length - 1;
    return lines;
  }).map((text) => [span(text, "warn")]);
}

/** One sentence for every kind of warning; what has no line of its own is named in the last one. */
function countedSentences(
  findings: readonly Finding[],
  troubles: readonly string[],
  { words: { counted }, settings }: Seeing,
  maxLines: number,
): string[] {
  const kinds: { readonly name: string; readonly count: number; readonly first: string }[] = [];
  if (troubles.length > 0) {
    kinds.push({ name: counted.trouble, count: troubles.length, first: troubles[0]! });
  }
  for (const [name, [worst, ...others]] of byName(findings)) {
    kinds.push({ name, count: others.length + 1, first: sentenceOf(worst!, settings) });
  }
  const sentences = kinds.map(({ name, count, first }) =>
    count === 1 ? first : counted.many(name, String(count), first)
  );
  if (kinds.length <= maxLines) return sentences;
  const more = kinds.slice(Math.max(1, maxLines - 1)).map(({ name, count }) => `${name} (${count})`).join(
    ", ",
  );
  if (maxLines > 1) return [...sentences.slice(0, maxLines - 1), counted.more(more)];
  return [kinds.map(({ name, count }) => `${name} (${count})`).join(", ")];
}

function byName(findings: readonly Finding[]): Map<string, Finding[]> {
  return Map.groupBy(findings, ({ name }) => name);
}
