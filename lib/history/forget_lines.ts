/** Takes back what somebody said, a few names a tick, so that nobody waits where they are many. @module */

import type { Clock } from "../runtime/clock.ts";
import type { NameSpan } from "../model/name_span.ts";
import { MAX_COUNTED } from "../store/store.ts";
import type { Archive } from "./archive.ts";

/** Names whose lines are erased in one tick; the rest waits for the next ticks. */
const NAMES_AT_ONCE = 20;

/** How many lines went; undefined where some will go when the store can be written again. */
export type Forgotten = number | undefined;

/** The same, perhaps not known yet. */
type Soon = Forgotten | Promise<Forgotten>;

/** Erases what was said under these names; a promise where they are too many for one tick. */
export function forgetLines(
  parts: { readonly archive: Archive; readonly clock: Clock },
  spans: readonly NameSpan[],
): Soon {
  const erased = spans.slice(0, NAMES_AT_ONCE).map(({ name, from, upTo, lines: said }) => {
    const atLeast = (counted: Forgotten) =>
      counted !== undefined && counted >= MAX_COUNTED ? Math.max(counted, said) : counted;
    const counted = parts.archive.forget(name, from, upTo);
    return counted instanceof Promise ? counted.then(atLeast) : atLeast(counted);
  }).reduce(sum, 0);
  if (spans.length <= NAMES_AT_ONCE) return erased;
  const tick = new Promise<void>((resolve) => parts.clock.soon(resolve));
  return tick.then(() => forgetLines(parts, spans.slice(NAMES_AT_ONCE))).then((rest) => sum(erased, rest));
}

function sum(a: Soon, b: Soon): Soon {
  if (a instanceof Promise || b instanceof Promise) return Promise.all([a, b]).then(([a, b]) => sum(a, b));
  return a === undefined || b === undefined ? undefined : a + b;
}
