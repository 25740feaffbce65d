/**
 * Back-pressure: slows senders down while readers are behind, so that a reader that keeps reading loses nothing.
 *
 * A reader is behind while its outbox is more than half full, until it is either emptied or overflows. Senders then
 * share a small allowance for every `pauseMs` and wait for the next when it is spent: a trickle the other half of the
 * outbox has room for. So no pause is longer than `pauseMs`, and a reader that stopped costs the others at most a
 * second of slower pasting before it overflows and is no longer waited for. The kernel buffers megabytes in both
 * directions and tells of progress in steps, hence no attempt to tell slow from stopped any earlier.
 *
 * All outboxes share a space. While more than half of it is taken, senders are slowed down too, the more the less is left.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { OutboxSpace } from "./outbox_space.ts";

/** Longest pause of a sender, in milliseconds. */
const PAUSE_MS = 40;

/** Allowance per pause in bytes while half of the readers or fewer are behind: 1.2 MB/s, more than people can type. */
const FEW_BEHIND_BYTES = 48 * 1024;

/** Allowance per pause in bytes while most readers are behind: the way out is saturated, 400 kB/s still move. */
const MOST_BEHIND_BYTES = 16 * 1024;

/** Which part of what is left for each reader senders may use in one pause. */
const PART_OF_LEFT = 4;

export class Valve implements Disposable {
  readonly #clock: Clock;
  readonly #readers: () => number;
  readonly #space: Pick<OutboxSpace, "isHalfFull" | "leftForEach">;
  readonly #behind = new Set<object>();
  #windowStart = -Infinity;
  #spent = 0;
  #opening: Promise<void> | undefined;
  #open: () => void = () => {};
  #timer: Timer | undefined;

  /**
   * An open valve.
   * @param readers how many readers there are now
   */
  constructor(
    clock: Clock,
    readers: () => number,
    space: Pick<OutboxSpace, "isHalfFull" | "leftForEach">,
  ) {
    this.#clock = clock;
    this.#readers = readers;
    this.#space = space;
  }

  mark(reader: object, isBehind: boolean): void {
    if (isBehind) this.#behind.add(reader);
    else if (this.#behind.delete(reader) && this.#behind.size === 0) this.#release();
  }

  /**
   * Asks to send something of about `bytes`.
   * @returns undefined if it may be sent now; otherwise a promise to wait for before asking again
   */
  pass(bytes: number): Promise<void> | undefined {
    const { isHalfFull } = this.#space;
    if (this.#behind.size === 0 && !isHalfFull) return undefined;
    const now = this.#clock.now();
    if (now - this.#windowStart >= PAUSE_MS) {
      this.#windowStart = now;
      this.#spent = 0;
    }
    const isMost = isHalfFull || this.#behind.size * 2 > this.#readers();
    const most = isMost ? MOST_BEHIND_BYTES : FEW_BEHIND_BYTES;
    const allowance = isHalfFull ? Math.min(most, Math.max(1, this.#space.leftForEach / PART_OF_LEFT)) : most;
    if (this.#spent < allowance) {
      this.#spent += bytes;
      return undefined;
    }
    return this.#opening ??= new Promise((resolve) => {
      this.#open = resolve;
      this.#timer = this.#clock.after(this.#windowStart + PAUSE_MS - now, () => this.#release());
    });
  }

  get isPausing(): boolean {
    return this.#opening !== undefined;
  }

  get behind(): number {
    return this.#behind.size;
  }

  /** Lets every waiting sender go. */
  [Symbol.dispose](): void {
    this.#release();
  }

  #release(): void {
    this.#timer?.cancel();
    this.#opening = undefined;
    this.#open();
  }
}
