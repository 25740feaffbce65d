/**
 * The log of a server alone: it lives in memory and tells every deed at once, before `append` returns.
 *
 * @module
 */

import type { Bus, Entry, Listener } from "./bus.ts";

export class MemoryBus<Deed> implements Bus<Deed> {
  readonly #time: () => number;
  readonly #isSilent: (deed: Deed) => boolean;
  #listener: Listener<Deed> | undefined;
  #seq = 0;
  #isTelling = false;
  #waiting: Deed[] = []; // done while an entry is told

  /**
   * A log that nobody listens to yet.
   * @param time the time of day, in milliseconds since 1970
   * @param isSilent whether nobody is shown a deed, so that it takes no number of its own; all do unless given
   */
  constructor(time: () => number, isSilent: (deed: Deed) => boolean = () => false) {
    this.#time = time;
    this.#isSilent = isSilent;
  }

  open(after: number, listener: Listener<Deed>): void {
    this.#seq = after;
    this.#listener = listener;
  }

  /** Tells a deed at once, or behind the entry that is told just now. */
  append(deed: Deed): void {
    if (this.#isTelling) return void this.#waiting.push(deed);
    this.#isTelling = true;
    try {
      this.#listener?.told(this.#entry(deed));
      // What follows from an entry is bounded by the rooms one person is in: see `lib/chat/consequences.ts`.
      for (const next of this.#waiting) this.#listener?.told(this.#entry(next));
    } finally {
      this.#isTelling = false;
      if (this.#waiting.length > 0) this.#waiting = [];
    }
  }

  number(): number {
    return ++this.#seq;
  }

  /** There is nobody else. */
  whisper(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** Does nothing: it keeps nothing. */
  takeBack(): void {}

  close(): void {
    this.#listener = undefined;
  }

  #entry(deed: Deed): Entry<Deed> {
    if (!this.#isSilent(deed)) this.#seq++;
    return { seq: this.#seq, time: this.#time(), deed };
  }
}
