/**
 * A log of several nodes that tells in a later turn: nothing that is appended is told before a test says so.
 *
 * @module
 */

import type { Bus, Entry, Life, Listener } from "../../lib/cluster/bus.ts";

/** A deed on its way to the log. */
interface Letter<Deed> {
  readonly from: LateBus<Deed>;
  readonly deed: Deed;
  readonly mustCount: boolean;
}

/** Something for one node alone. */
interface Note {
  readonly from: { readonly isCutOff: boolean };
  readonly to: Life;
  readonly what: unknown;
  readonly came: (hasCome: boolean) => void;
}

/** What a node does with the log. */
interface Way<Deed> {
  opened(after: number): void;
  take(letter: Letter<Deed>): void;
  note(note: Note): void;
}

/** The log, and what is under way to it and from it. */
export class LateLog<Deed> {
  /** The time of day it has, in milliseconds since 1970. */
  time = 0;
  readonly #buses: LateBus<Deed>[] = [];
  readonly #over = new Set<Life>();
  #seq = 0;
  #letters: Letter<Deed>[] = [];
  #notes: Note[] = [];

  /** The log as one life of a node has it. */
  bus(life: Life): LateBus<Deed> {
    const bus = new LateBus<Deed>(life, {
      opened: (after) => this.#seq = Math.max(this.#seq, after),
      take: (letter) => void this.#letters.push(letter),
      note: (note) => void this.#notes.push(note),
    });
    this.#buses.push(bus);
    return bus;
  }

  /** Gives everything under way its place, in the order in which it was done, and has every node hear it. */
  settle(): void {
    for (let isMore = true; isMore;) {
      isMore = this.#order();
      for (const note of this.#notes.splice(0)) this.#carry(note);
      for (const bus of this.#buses) if (!bus.isCutOff) isMore = bus.hear() || isMore;
    }
  }

  /** A life is taken for dead, by the first one that is not: nothing of it counts from now on. */
  end(life: Life): void {
    this.#over.add(life);
    this.#buses.find(({ life }) => !this.#over.has(life))?.post((listener) => listener.ended(life));
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

  /** A note comes behind all that its sender knew. */
  #carry({ from, to, what, came }: Note): void {
    const bus = this.#buses.find(({ life }) => life === to);
    if (bus === undefined || bus.isCutOff || from.isCutOff || this.#over.has(to)) return came(false);
    bus.post((listener) => came(listener.whispered(JSON.parse(JSON.stringify(what)))));
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
  readonly #log: Way<Deed>;
  #listener: Listener<Deed> | undefined;
  #posted: ((listener: Listener<Deed>) => void)[] = [];

  constructor(life: Life, log: Way<Deed>) {
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

  whisper(to: Life, what: unknown): Promise<boolean> {
    return new Promise((came) => this.#log.note({ from: this, to, what, came }));
  }

  /** What was to be taken back. */
  readonly takenBack: Entry<Deed>[] = [];

  takeBack(entry: Entry<Deed>): void {
    this.takenBack.push(entry);
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
