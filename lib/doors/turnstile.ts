/**
 * Lets strangers through a few at a time, so that those who are in the chat have their turn in between. A crowd that comes
 * at once waits, and nobody else does.
 *
 * Deno 2.9.6 asks the system what sockets have brought when nothing else is left to do; while much is, hardly ever. So all
 * that a crowd wants would be done before anybody's line is seen. A timer that comes in time shows that nothing was left.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";

/** How long it stays shut at least, in milliseconds: the shortest timer there is. */
export const SHUT_MS = 1;

/** A timer that is later than that, in milliseconds, came from a loop that had other things to do. */
const LATE_MS = 2;

/** How long it stays shut at most, in milliseconds: guests who talk without end do not keep everybody else out. */
const MOST_SHUT_MS = 10;

/** How often it opens at most while the loop is never quiet before those pass who wait for that: within a second. */
const MOST_LOUD = 100;

export class Turnstile implements Disposable {
  readonly #clock: Clock;
  readonly #most: number;
  #passed = 0; // in this turn
  #isShut = false;
  #isOver = false;
  #timer: Timer | undefined;
  readonly #waiting: (() => void)[] = []; // a step each, the first to come first
  readonly #later: (() => void)[] = []; // those who wait for a quiet moment, likewise
  #loud = 0; // how often it has opened since such a moment

  /** @param most how many are let through in a turn where none of them takes long */
  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** Takes a step of a stranger: at once, or in a later turn of the event loop. None overtakes another. */
  pass(step: () => void): void {
    if (this.#isOver) return step();
    if (this.#isShut || this.#waiting.length > 0) return void this.#waiting.push(step);
    this.#count();
    step();
  }

  /** The same after a moment in which the loop was quiet: what sockets had to tell by now has been heard by then. */
  passLater(step: () => void): void {
    if (this.#isOver) return step();
    this.#later.push(step);
    this.#shut();
  }

  /** Takes a step of somebody else when nobody waits here; it counts for nothing. */
  passBehind(step: () => void): void {
    if (this.#waiting.length > 0) this.#waiting.push(step);
    else step();
  }

  /** Everybody passes, now and from now on: whoever closes the doors has let go of them. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#timer?.cancel();
    for (const step of [...this.#waiting.splice(0), ...this.#later.splice(0)]) step();
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length + this.#later.length;
  }

  #count(): void {
    if (++this.#passed >= this.#most) this.#shut();
  }

  #shut(): void {
    if (this.#isShut) return;
    this.#isShut = true;
    this.#waitForQuiet(this.#clock.now());
  }

  /** Opens when the loop has nothing else to do: then it has listened to the sockets, too. */
  #waitForQuiet(since: number): void {
    const dueAt = this.#clock.now() + SHUT_MS;
    this.#timer = this.#clock.after(SHUT_MS, () => {
      const now = this.#clock.now();
      const isQuiet = now - dueAt <= LATE_MS;
      if (isQuiet || now - since >= MOST_SHUT_MS) this.#open(isQuiet);
      else this.#waitForQuiet(since);
    });
  }

  #open(isQuiet: boolean): void {
    this.#isShut = false;
    this.#passed = 0;
    this.#loud = isQuiet ? 0 : this.#loud + 1;
    if (isQuiet || this.#loud >= MOST_LOUD) this.#waiting.unshift(...this.#later.splice(0));
    for (const step of this.#waiting.splice(0, this.#most)) {
      this.#count();
      step();
    }
    if (this.waiting > 0) this.#shut();
  }
}
