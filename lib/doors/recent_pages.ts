/**
 * Who was served a web page a moment ago. A browser opens connections before it knows what for, and says nothing on them:
 * welcomed to the chat they would be of no use to it, so they are given longer.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import { isLoopback } from "../guard/trusted_networks.ts";

/** How long a page has connections come after it, in milliseconds. */
const RECENT_MS = 5000;

/** How many of them: browsers open six to a server. */
const CONNECTIONS = 6;

/** Most addresses that are remembered; beyond it the oldest is forgotten. */
const MAX_ADDRESSES = 1000;

interface Serving {
  readonly until: number; // by the clock
  left: number; // connections
}

export class RecentPages {
  readonly #clock: Clock;
  readonly #servings = new Map<string, Serving>(); // by address, the oldest first

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A page was served there. On this machine people use a terminal beside the browser, and need not wait. */
  served(address: string): void {
    if (isLoopback(address)) return;
    this.#servings.delete(address);
    this.#servings.set(address, { until: this.#clock.now() + RECENT_MS, left: CONNECTIONS });
    if (this.#servings.size > MAX_ADDRESSES) {
      for (const oldest of this.#servings.keys()) return void this.#servings.delete(oldest);
    }
  }

  /** Whether one more silent connection from there may be a browser's. */
  expects(address: string): boolean {
    const serving = this.#servings.get(address);
    if (serving === undefined) return false;
    if (serving.until <= this.#clock.now() || serving.left === 0) {
      this.#servings.delete(address);
      return false;
    }
    serving.left--;
    return true;
  }
}
