/**
 * Passwords whose sealing and comparing take as long as a test wants: what happens meanwhile is what is tried.
 *
 * @module
 */

import type { Passwords } from "../../lib/accounts/password.ts";
import { settled } from "./fake_clock.ts";

/** Passwords that wait to be worked on. */
export class HeldPasswords implements Passwords {
  readonly #held: (() => void)[] = [];

  /** How many seals and comparisons are held. */
  get held(): number {
    return this.#held.length;
  }

  sealed(password: string): Promise<string> {
    return this.#hold(() => `sealed ${password}`);
  }

  opens(password: string, seal: string): Promise<boolean> {
    return this.#hold(() => seal === `sealed ${password}`);
  }

  /** Lets what is held so far, or the oldest of it, be done, and everything go on that waits for it. */
  async release(count = this.#held.length): Promise<void> {
    for (const go of this.#held.splice(0, count)) go();
    await settled();
  }

  /** Lets everything be done, what comes of that too. */
  async releaseAll(): Promise<void> {
    await settled();
    while (this.held > 0) await this.release();
  }

  #hold<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => this.#held.push(() => resolve(work())));
  }
}
