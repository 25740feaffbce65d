/**
 * Takes back what somebody said, name by name. It does a few names a turn, so that nobody waits for one who had many.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { NameSpan } from "../model/name_span.ts";
import { MAX_COUNTED } from "../store/store.ts";
import type { Archive } from "./archive.ts";

/** Names whose lines are erased in one turn; the rest waits for the next turns. */
const NAMES_AT_ONCE = 20;

/** How many lines went; undefined where some will go when the store can be written again. */
export type Forgotten = number | undefined;

/** What forgetting needs. */
export interface ForgetParts {
  /** Where lines are kept. */
  readonly archive: Archive;
  /** By it others get a turn between one and the next. */
  readonly clock: Clock;
}

/** Erases what was said under these names; a promise where they are too many for one turn. */
export function forgetLines(
  parts: ForgetParts,
  spans: readonly NameSpan[],
): Forgotten | Promise<Forgotten> {
  const first = forgetNow(parts, spans.slice(0, NAMES_AT_ONCE));
  return spans.length > NAMES_AT_ONCE ? forgetRest(parts, spans.slice(NAMES_AT_ONCE), first) : first;
}

async function forgetRest(
  parts: ForgetParts,
  spans: readonly NameSpan[],
  first: Forgotten,
): Promise<Forgotten> {
  let all = first;
  for (let done = 0; done < spans.length; done += NAMES_AT_ONCE) {
    await new Promise<void>((resolve) => parts.clock.soon(resolve));
    all = sum(all, forgetNow(parts, spans.slice(done, done + NAMES_AT_ONCE)));
  }
  return all;
}

function forgetNow({ archive }: ForgetParts, spans: readonly NameSpan[]): Forgotten {
  return spans.map(({ name, from, upTo, lines: said }) => {
    const erased = archive.forget(name, from, upTo);
    return erased !== undefined && erased >= MAX_COUNTED ? Math.max(erased, said) : erased;
  }).reduce(sum, 0);
}

function sum(a: Forgotten, b: Forgotten): Forgotten {
  return a === undefined || b === undefined ? undefined : a + b;
}
