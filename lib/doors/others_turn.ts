/**
 * The pause between two steps of something long, such as loading a door.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";

/** How long everybody else has, in milliseconds: the shortest timer there is. */
const PAUSE_MS = 1;

/**
 * Resolves when all others have had a turn. It waits by a timer: as long as there is anything else to do, `Clock.soon`
 * included, Deno 2.9.6 hardly ever looks at what sockets have brought.
 */
export function othersTurn(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(PAUSE_MS, resolve));
}
