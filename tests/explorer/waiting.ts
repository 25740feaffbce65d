/**
 * Who waits for what, told when nothing can happen any more.
 *
 * @module
 */

import type { Actor } from "./actor.ts";
import type { Pending } from "./operation.ts";

/** One sentence for each actor that is not through. */
export function waitingSentences(actors: readonly Actor<unknown>[], pending: readonly Pending[]): string[] {
  const waiting = actors.filter(({ isDone }) => !isDone);
  return waiting.map(({ name, lastStep }) => {
    const operations = pending.filter(({ actor }) => actor === name).map(wanted);
    const ends = waiting.filter((other) => other.isAwaitedBy(name)).map((other) =>
      `the end of ${other.name}`
    );
    const reasons = [...operations, ...ends].join(" and ");
    if (reasons !== "") return `${name} waits for ${reasons}`;
    return `${name} waits for a promise that nobody settles${lastStep && ` (last: ${lastStep})`}`;
  });
}

/** What somebody still waits for when everybody is through. */
export function leftSentence(pending: Pending): string {
  const { actor, operation: { object, verb, isTimer } } = pending;
  return isTimer ? `${object} still has to ${verb}` : `${actor} still waits for ${wanted(pending)}`;
}

function wanted({ operation }: Pending): string {
  const { object, verb } = operation;
  const what = object.trim() === "" ? `a chance to ${verb}` : `${object} to ${verb}`;
  const reason = operation.waitsFor?.();
  return reason === undefined ? what : `${what} (${reason})`;
}
