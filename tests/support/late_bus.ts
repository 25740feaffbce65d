/**
 * A log of several nodes that tells in a later turn: nothing that is appended is told before a test says so.
 *
 * @module
 */

import type { Bus, Life, Listener } from "../../lib/cluster/bus.ts";

/** A deed on its way to the log. */
interface Letter<Deed> {
  readonly from: LateBus<Deed>;
  readonly deed: Deed;
  readonly mustCount: boolean;
}

/** The log, and what is under way to it and from it. */
export class LateLog<Deed> {
  /** The time of day it has, in milliseconds since 1970. */
  time = 0;
  readonly #buses: LateBus<Deed>[] = [];
  readonly #over = new Set<Life>();
  #seq = 0;
  #letters: Letter<Deed>[] = [];

  /** The log as one life of a node has it. */
  bus(life: Life): LateBus<Deed> {
    const bus = new LateBus<Deed>(life, {
      opened: (after) => this.#seq = Math.max(this.#seq, after),
      take: (letter) => void this.#letters.push(letter),
    });
    this.#buses.push(bus);
    return bus;
  }

  /** Gives everything under way its place, in the order in which it was done, and has every node hear it. */
  settle(): void {
    for (let isMore = true; isMore;) {
      isMore = this.#order();
      for (const bus of this.#buses) if (!bus.isCutOff) isMore = bus.hear() || isMore;
    }
  }

  /** A life is taken for dead: nothing of it counts from now on. */
  end(life: Life): void {
    this.#over.add(life);
    for (const bus of this.#buses) bus.post((listener) => listener.ended(life));
  }

  /** What can be sent gets its place; returns whether there was anything. */
  #order(): boolean {
    const letters = this.#letters;
    this.#letters = [];
    for (const letter of letters) {
      const { from, deed, mustCount } = letter;
      if (this.#over.has(from.life)) from.refuse(deed, "over");
      else if (!from.isCutOff) this.#tell(from, deed);
      else if (mustCount) this.#letters.push(letter);
      else from.refuse(deed, "cut_off");
    }
    return letters.length > this.#letters.length;
  }

  #tell({ life }: LateBus<Deed>, deed: Deed): void {
    const entry = { seq: ++this.#seq, time: this.time, deed, life };
    for (const bus of this.#buses) {
      const copy = bus.life === life ? entry : { ...entry, deed: JSON.parse(JSON.stringify(deed)) };
      bus.post((listener) => {
        bus.known = entry.seq;
        listener.told(copy);
      });
    }
  }
}

/** The log as one node has it. */
export class LateBus<Deed> implements Bus<Deed> {
  readonly life: Life;
  /** Whether nothing gets to the log from here, nor from there. */
  isCutOff = false;
  /** The number of the last entry told. */
  known = 0;
  readonly #log: { opened(after: number): void; take(letter: Letter<Deed>): void };
  #listener: Listener<Deed> | undefined;
  #posted: ((listener: Listener<Deed>) => void)[] = [];

  constructor(life: Life, log: { opened(after: number): void; take(letter: Letter<Deed>): void }) {
    this.life = life;
    this.#log = log;
  }

  open(after: number, listener: Listener<Deed>): void {
    this.#log.opened(after);
    this.known = after;
    this.#listener = listener;
  }

  append(deed: Deed, mustCount = false): void {
    if (this.#listener !== undefined) this.#log.take({ from: this, deed, mustCount });
  }

  number(): number {
    return this.known;
  }

  close(): void {
    this.#listener = undefined;
  }

  /** Something comes here from the log. */
  post(tell: (listener: Listener<Deed>) => void): void {
    this.#posted.push(tell);
  }

  /** A deed will never be told. */
  refuse(deed: Deed, why: "cut_off" | "over"): void {
    this.#listener?.refused(deed, why);
  }

  /** Listens to all that has come; returns whether there was anything. */
  hear(): boolean {
    const posted = this.#posted;
    this.#posted = [];
    for (const tell of posted) if (this.#listener !== undefined) tell(this.#listener);
    return posted.length > 0;
  }
}
