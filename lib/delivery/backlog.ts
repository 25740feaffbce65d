/**
 * The lines that wait for one reader, as far as they concern everybody else: they take room of the space that all share,
 * the valve is told whether the reader is behind, and newcomers wait while the bytes taken from here are being written.
 *
 * @module
 */

import { BoundedChannel, type Taken } from "../runtime/channel.ts";
import type { SpaceHolder } from "./outbox_space.ts";
import type { Shared } from "./shared.ts";

/** Rendered lines. Nobody may write into them: many readers have the same. */
export type Bytes = Uint8Array<ArrayBuffer>;

const lengthOf = (bytes: Bytes) => bytes.length;

export class Backlog extends BoundedChannel<Bytes> implements SpaceHolder {
  // First what every line needs: a hundred readers' backlogs have to share the processor's caches.
  readonly #shared: Shared;
  level = 0;
  riseAt: number;
  #isBehind = false;
  #isHeld = false;
  #claimed: number | undefined; // bytes of the write under way that count in the space
  /** Since when it is more than half full, by the clock; also once it has overflowed. */
  overHalfSince: number | undefined;

  constructor(shared: Shared) {
    super(shared.bounds);
    this.#shared = shared;
    this.riseAt = shared.space.firstLevelBytes;
  }

  /** Queues a piece, or skips it where there is no room; returns whether its reader is behind. */
  put(bytes: Bytes, lines: number): boolean {
    const { length } = bytes, { space, tally } = this.#shared;
    if (this.#fits(length, lines) && (space.claim(length) || space.claimFromFullest(this, length))) {
      this.add(bytes, length, lines);
      tally.linesOut += lines;
      if (this.cost >= this.riseAt) space.settle(this);
      if (this.isHalfFull && !this.#isBehind && !this.#isHeld) {
        this.overHalfSince ??= this.#shared.activities.moment();
        this.#markBehind(true);
      }
      return this.#isBehind;
    }
    this.skip(lines);
    tally.skipped += lines;
    if (this.#isBehind) this.#markBehind(false);
    return false;
  }

  override skipWaiting(): { readonly count: number; readonly cost: number } {
    const skipped = super.skipWaiting();
    this.#shared.tally.skipped += skipped.count;
    if (this.#isBehind) this.#markBehind(false);
    return skipped;
  }

  /** Hands over what the next write carries, no more of it than a share of the space; {@linkcode written} has to follow. */
  takeShare(): Taken<Bytes> {
    const { cost } = this, { space, doorway } = this.#shared;
    const taken = this.length > 1 ? this.take(space.share, lengthOf) : this.takeAll();
    this.#claimed = cost - this.cost;
    doorway.writing++;
    if (this.#isBehind && this.isEmpty) this.#markBehind(false);
    if (this.overHalfSince !== undefined && this.isEmpty) this.overHalfSince = undefined;
    return taken;
  }

  /** The write of what was taken last is over, whether it went well or not. */
  written(): void {
    if (this.#claimed === undefined) return;
    this.#shared.space.release(this.#claimed);
    this.#claimed = undefined;
    this.#shared.doorway.writing--;
  }

  /** Nobody reads it for now: nobody waits for its reader any more, and it leaves most of the space to others. */
  hold(): void {
    this.#isHeld = true;
    this.overHalfSince = undefined;
    this.written();
    if (this.#isBehind) this.#markBehind(false);
  }

  /** Hands over all that waits, and gives its room back. */
  giveUp(): Taken<Bytes> {
    const { cost } = this, { space } = this.#shared;
    const taken = this.takeAll();
    space.release(cost);
    space.settle(this);
    if (this.#isBehind) this.#markBehind(false);
    return taken;
  }

  override [Symbol.dispose](): void {
    const { space } = this.#shared;
    space.release(this.cost);
    super[Symbol.dispose]();
    space.settle(this);
    this.written();
    this.#markBehind(false);
  }

  #fits(bytes: number, lines: number): boolean {
    return this.fits(bytes, lines) && !(this.#isHeld && this.#shared.space.isQuarterFull);
  }

  #markBehind(isBehind: boolean): void {
    this.#isBehind = isBehind;
    this.#shared.valve.mark(this, isBehind);
  }
}
