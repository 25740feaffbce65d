/**
 * How a story went, in numbers.
 *
 * @module
 */

import type { Ending } from "./notes.ts";

export interface Figures {
  /** Different lines that are in the history. */
  readonly kept: number;
  readonly refused: number;
  /** Of these lines their authors were told nothing, since the connection was lost: they may be kept, or not. */
  readonly unanswered: number;
  /** Lines that a history has not, though their authors were told that they are said. */
  readonly lost: number;
  /** How often a line stands in a history once more. */
  readonly doubled: number;
  /**
   * How long it took from said to seen at another node, in milliseconds, the shortest first; where there is but one node, to
   * seen there.
   */
  readonly waitsMs: readonly number[];
}

/** Counts; what is lost or doubled at any node. */
export function figuresOf({ notes, histories }: Ending): Figures {
  const said = notes.flatMap(({ said }) => said);
  const texts = [...histories.values()].map((history) => history.map(({ text }) => text));
  const acknowledged = said.filter(({ answer }) => typeof answer === "number");
  const sum = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return {
    kept: new Set(texts.flat()).size,
    refused: said.filter(({ answer }) => answer === "refused").length,
    unanswered: said.filter(({ answer }) => answer === undefined).length,
    lost: sum(texts.map((kept) => missingIn(new Set(kept), acknowledged.map(({ text }) => text)))),
    doubled: sum(texts.map((kept) => kept.length - new Set(kept).size)),
    waitsMs: waitsOf(notes),
  };
}

/** The wait that so many percent are not longer than, in milliseconds, rounded; NaN where there is none. */
export function percentile({ waitsMs }: Figures, percent: number): number {
  return Math.round(waitsMs[Math.ceil((waitsMs.length * percent) / 100) - 1] ?? NaN);
}

function missingIn(kept: ReadonlySet<string>, texts: readonly string[]): number {
  return texts.filter((text) => !kept.has(text)).length;
}

function waitsOf(notes: Ending["notes"]): number[] {
  const said = new Map(
    notes.flatMap(({ said, node }) => said.map(({ text, at }) => [text, { at, node }] as const)),
  );
  const isAlone = new Set(notes.map(({ node }) => node)).size === 1;
  const waits = notes.flatMap(({ visits, node }) =>
    visits.flat().flatMap(({ text, at }) => {
      const line = said.get(text);
      return line === undefined || line.node === node && !isAlone ? [] : [at - line.at];
    })
  );
  return waits.toSorted((a, b) => a - b);
}
