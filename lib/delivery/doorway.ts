/**
 * Where newcomers wait while most readers are behind: everybody who comes in is told to all who are there, so a crowd that
 * comes at once is let in as fast as the others can be told, and no faster.
 *
 * A reader is behind here while a write to it is under way. Few such writes are looked at by the event loop at once, and
 * hold nobody up; and nobody waits for readers that do not read. Whoever waits costs a promise, and all of them one timer.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { OutboxSpace } from "./outbox_space.ts";

/** As many writes as the event loop looks at in one tick (Deno 2.4.2 and 2.9.6); up to that nobody is behind. */
const WRITES_PER_TURN = 128;

/** How often it is seen whether somebody can be let in, in milliseconds: meanwhile writes are completed. */
const LOOK_MS = 10;

/** Most who are let in at once, and most readers who are told of them in that moment, one counted for each of them. */
const MAX_AT_ONCE = 64, MAX_TOLD_AT_ONCE = 400_000;

/** How often some who have waited long enough are let in all the same, in milliseconds, and which part of the usual number. */
const OVERDUE_MS = 250, PART_OF_OVERDUE = 4;

interface Newcomer {
  readonly until: number;
  readonly letIn: () => void;
}

export class Doorway implements Disposable {
  /** How many writes are under way; whoever begins or ends one counts it here. */
  writing = 0;
  /** How many readers accept nothing: they are not waited for. */
  stuck = 0;
  readonly #clock: Clock;
  readonly #readers: () => number;
  readonly #space: Pick<OutboxSpace, "isHalfFull">;
  readonly #maxWaitMs: () => number;
  readonly #newcomers = new Set<Newcomer>(); // first come first
  #timer: Timer | undefined;
  #overdueAt = -Infinity; // when somebody was let in who had waited long enough

  /**
   * An open doorway with nobody in it.
   * @param readers how many readers there are now
   * @param maxWaitMs from which wait on somebody is let in all the same; a crowd of them some by some
   */
  constructor(
    clock: Clock,
    readers: () => number,
    space: Pick<OutboxSpace, "isHalfFull">,
    maxWaitMs: () => number,
  ) {
    this.#clock = clock;
    this.#readers = readers;
    this.#space = space;
    this.#maxWaitMs = maxWaitMs;
  }

  /**
   * Asks to come in.
   * @param newcomer whose signal aborts where they are gone; it is made for those alone who have to wait
   * @returns undefined where they may at once; otherwise a promise that resolves when they may, or are gone
   */
  enter(newcomer: { readonly signal: AbortSignal }): Promise<void> | undefined {
    if (this.#newcomers.size === 0 && !this.isClosed) return undefined;
    const { signal } = newcomer;
    if (signal.aborted) return undefined;
    return new Promise((resolve) => {
      const leave = () => {
        signal.removeEventListener("abort", leave);
        this.#newcomers.delete(waiting);
        resolve();
      };
      const waiting = { until: this.#clock.now() + this.#maxWaitMs(), letIn: leave };
      this.#newcomers.add(waiting);
      signal.addEventListener("abort", leave);
      this.#timer ??= this.#clock.after(LOOK_MS, () => this.#look());
    });
  }

  get isClosed(): boolean {
    const writing = this.writing - this.stuck;
    if (writing <= WRITES_PER_TURN) return false;
    return writing * 2 > this.#readers() - this.stuck || this.#space.isHalfFull;
  }

  /** Whether more writes are under way than the event loop looks at in a tick. */
  get isBusy(): boolean {
    return this.writing > WRITES_PER_TURN;
  }

  get waiting(): number {
    return this.#newcomers.size;
  }

  /** Lets everybody in. */
  [Symbol.dispose](): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const { letIn } of [...this.#newcomers]) letIn();
  }

  #look(): void {
    const { isClosed } = this, now = this.#clock.now();
    const atOnce = Math.floor(MAX_TOLD_AT_ONCE / Math.max(1, this.#readers()));
    let left = Math.min(MAX_AT_ONCE, Math.max(1, atOnce));
    if (isClosed) left = now - this.#overdueAt < OVERDUE_MS ? 0 : Math.ceil(left / PART_OF_OVERDUE);
    for (const { until, letIn } of this.#newcomers) {
      if (left-- <= 0 || (isClosed && until > now)) break;
      if (isClosed) this.#overdueAt = now;
      letIn();
    }
    this.#timer = this.#newcomers.size === 0 ? undefined : this.#clock.after(LOOK_MS, () => this.#look());
  }
}
