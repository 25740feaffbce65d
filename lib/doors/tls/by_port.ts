/**
 * Brings two together who know each other by the port that one of them called from: whichever comes first waits.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";

/** How long somebody is waited for whom nobody announced, in milliseconds: we know our own ports within one tick. */
const LOOKUP_MS = 1000;

/** Most of them that wait: other programs of this machine may call an inner port, too. */
const MAX_STRANGERS = 64;

export class ByPort<T> {
  readonly #clock: Clock;
  readonly #announced = new Map<number, T>();
  readonly #waiting = new Map<number, (value: T | undefined) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Says who calls from this port. */
  announce(port: number, value: T): void {
    const found = this.#waiting.get(port);
    if (found === undefined) this.#announced.set(port, value);
    else found(value);
  }

  /** Nobody calls from there any more. */
  forget(port: number): void {
    this.#announced.delete(port);
  }

  /** Who calls from this port, once; undefined where nobody says so in time. */
  find(port: number): Promise<T | undefined> {
    const value = this.#announced.get(port);
    this.#announced.delete(port);
    if (value !== undefined || this.#waiting.size >= MAX_STRANGERS) return Promise.resolve(value);
    return new Promise((resolve) => {
      const found = (value: T | undefined) => {
        timer.cancel();
        this.#waiting.delete(port);
        resolve(value);
      };
      const timer = this.#clock.after(LOOKUP_MS, () => found(undefined));
      this.#waiting.get(port)?.(undefined); // the same port again: the one before is gone
      this.#waiting.set(port, found);
    });
  }

  /** Nobody is waited for any longer. */
  [Symbol.dispose](): void {
    for (const found of this.#waiting.values()) found(undefined);
  }
}
