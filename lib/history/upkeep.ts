/**
 * What a store needs besides being written: new lines are indexed, old ones erased. Both happen in small slices
 * between the turns of the chat, so that nobody waits for them.
 *
 * @module
 */

import { Ageing } from "./ageing.ts";
import type { Archive } from "./archive.ts";
import { type Clock, every, type Timer } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Store } from "../store/store.ts";

/** How long lines wait to be indexed, in milliseconds, so that a slice has some. Searches do not wait for it. */
const INDEX_MS = 1000;

/** Lines indexed at a time, and the wait for the next ones in milliseconds: about 3 ms of every 50. */
const INDEX_LINES = 100, INDEX_SLICE_MS = 50;

/** How often old lines are looked for, and how many go at a time; the next slice comes after a second. */
const TRIM_MS = 60_000, TRIM_SLICE_MS = 1000, TRIM_LINES = 250;

/** The wait for the next slice of traces, in milliseconds: about 5 ms of every 100; longer while somebody reads the file. */
const SCRUB_SLICE_MS = 100, SCRUB_HELD_MS = 5000;

const DAY_MS = 86_400_000;

/** How much is kept: for so many days, and at most so many millions of bytes. */
export interface KeepLimits {
  readonly keepDays: number;
  readonly keepMegabytes: number;
}

export interface UpkeepParts {
  readonly archive: Archive;
  readonly clock: Clock;
  /** Read whenever old lines are looked for: they may change. */
  readonly limits: KeepLimits;
  readonly log: Log;
  /** Lines are gone, so rooms may be empty of history now. Returns whether there is more to do about that. */
  readonly onTrimmed: () => boolean;
}

export class Upkeep implements Disposable {
  readonly #parts: UpkeepParts;
  readonly #ageing: Ageing;
  #indexing: Timer | undefined;
  #trimming: Disposable | undefined;
  #scrubbing: Timer | undefined;
  #isUntidy = false;
  #isDisposed = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
    const { clock, limits, log } = parts;
    this.#ageing = new Ageing({
      clock,
      get keepMs() {
        return limits.keepDays * DAY_MS;
      },
      log,
    });
  }

  /** Lines of an earlier run may be left to do. */
  start(): void {
    const { archive } = this.#parts;
    archive.tend((store) => this.#ageing.begin(store));
    archive.health.listen({
      onSaved: () => this.wake(),
      onBegunAnew: (store) => this.#ageing.keepAgain(store),
    });
    this.wake();
    this.#trimming = every(this.#parts.clock, TRIM_SLICE_MS, () => this.#tidy());
  }

  wake(): void {
    this.#indexLater(INDEX_MS);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#indexing?.cancel();
    this.#trimming?.[Symbol.dispose]();
    this.#scrubbing?.cancel();
  }

  #indexLater(ms: number): void {
    if (this.#isDisposed) return;
    this.#indexing ??= this.#parts.clock.after(ms, () => {
      this.#indexing = undefined;
      const left = this.#parts.archive.tend((store) => store.index(INDEX_LINES)) ?? 0;
      if (left > 0) this.#indexLater(INDEX_SLICE_MS);
    });
  }

  /** Erases a slice of lines, and traces of them; returns after how many milliseconds to go on. */
  #tidy(): number {
    const { archive, onTrimmed } = this.#parts;
    const gone = archive.tend((store) => this.#trim(store)) ?? 0;
    if (gone > 0 || this.#isUntidy) this.#isUntidy = onTrimmed();
    this.#scrub();
    return gone < TRIM_LINES && !this.#isUntidy ? TRIM_MS : TRIM_SLICE_MS;
  }

  #scrub(): void {
    this.#scrubbing?.cancel();
    const state = this.#parts.archive.tend((store) => store.scrub()) ?? "done";
    if (state === "done" || this.#isDisposed) return;
    const ms = state === "more" ? SCRUB_SLICE_MS : SCRUB_HELD_MS;
    this.#scrubbing = this.#parts.clock.after(ms, () => this.#scrub());
  }

  #trim(store: Store): number {
    const maxBytes = this.#parts.limits.keepMegabytes * 1_000_000;
    let aged: readonly number[] = [];
    const onAged = (times: readonly number[]) => aged = times;
    const gone = store.trim({ ...this.#ageing.limit(store), maxBytes, limit: TRIM_LINES, onAged });
    this.#ageing.erased(aged, gone === TRIM_LINES);
    return gone;
  }
}
