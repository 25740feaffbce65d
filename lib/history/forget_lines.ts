/** Takes back what somebody said, a few names a tick, so that nobody waits where they are many. @module */

import type { Clock } from "../runtime/clock.ts";
import type { NameSpan } from "../model/name_span.ts";
import { MAX_COUNTED } from "../store/store.ts";
import type { Archive } from "./archive.ts";

/** Names whose lines are erased in one tick; the rest waits for the next ticks. */
const NAMES_AT_ONCE = 20;

/** How many lines went; undefined where some will go when the store can be written again. */
export type Forgotten = number | undefined;

/** Erases what was said under these names; a promise where they are too many for one tick. */
export function forgetLines(
  parts: { readonly archive: Archive; readonly clock: Clock },
  spans: readonly NameSpan[],
): Forgotten | Promise<Forgotten> {
  const erased = spans.slice(0, NAMES_AT_ONCE).map(({ name, from, upTo, lines: said }) => {
    const counted = parts.archive.forget(name, from, upTo);
    return counted !== undefined && counted >= MAX_COUNTED ? Math.max(counted, said) : counted;
  }).reduce(sum, 0);
  if (spans.length <= NAMES_AT_ONCE) return erased;
  const tick = new Promise<void>((resolve) => parts.clock.soon(resolve));
  return tick.then(() => forgetLines(parts, spans.slice(NAMES_AT_ONCE))).then((rest) => sum(erased, rest));
}

function sum(a: Forgotten, b: Forgotten): Forgotten {
  return a === undefined || b === undefined ? undefined : a + b;
}
