/**
 * A node's way to the simulated ledger, at its worst: it breaks, sometimes unnoticed; what was under way then is lost, or
 * kept seconds later; records vanish; what comes, comes in turns of any size.
 *
 * @module
 */

import type { Life } from "../../../lib/cluster/bus.ts";
import type { Ledger, Reading } from "../../../lib/cluster/ledger.ts";
import type { Stamped } from "../../../lib/cluster/stamped.ts";
import type { Random } from "../../support/random.ts";
import type { FarLedger } from "./far_ledger.ts";
import type { MachineClock } from "./machine_clock.ts";

/** How long after a break something may still be kept, in milliseconds. */
const LATE_MS = 9000;

/** Of how many things that are kept nowhere one gets lost. */
const NOTE_LOSS = 0.05;

/** How many records come together at most. */
const MAX_TURN = 20;

/** One connection. */
interface Link {
  /** Whether it carries anything; the node may not know yet that it does not. */
  isWhole: boolean;
  /** When the last record sent over it is kept, in milliseconds of the timeline: they stay in their order. */
  keptAt: number;
}

export class Way<Deed> implements Ledger<Stamped<Deed>> {
  readonly #ledger: FarLedger<Deed>;
  readonly #clock: MachineClock;
  readonly #random: Random;
  #reading: Reading<Stamped<Deed>> | undefined;
  #link: Link | undefined;
  #at = 0; // how many records were told
  #isPumping = false;
  #life: Life | undefined; // of this node
  #beatAt = 0; // when that beat was sent that came back last
  #askedAt = -1; // when chance was asked last, and how often then
  #asked = 0;
  #onTold: () => void = () => {};

  /** @param clock of the process at its end: while that stands still nothing is told, and once it is dead nothing ever is */
  constructor(ledger: FarLedger<Deed>, clock: MachineClock, random: Random) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#random = random;
  }

  open(after: number, reading: Reading<Stamped<Deed>>): Promise<void> {
    this.#reading = reading;
    this.#at = after;
    this.#ledger.add(this);
    this.#connect(1 + this.#chance().next() * 20);
    const last = this.#ledger.kept.length;
    return new Promise((resolve) => this.#onTold = () => this.#at >= last && resolve());
  }

  append(record: Stamped<Deed>): void {
    const link = this.#link, { timeline, loss, stalledUntil, stoppedUntil } = this.#ledger;
    const copy = JSON.parse(JSON.stringify(record)) as Stamped<Deed>;
    const random = this.#chance(), keep = this.#keeping(copy);
    if (link === undefined || random.chance(loss)) return;
    const free = Math.max(stalledUntil, stoppedUntil) + random.next();
    link.keptAt = Math.max(link.keptAt, free, timeline.now() + 0.2 + random.next() * 3);
    timeline.after(link.keptAt - timeline.now(), () => {
      if (link.isWhole) return keep();
      if (random.chance(0.5)) return;
      link.keptAt = Math.max(link.keptAt, timeline.now() + random.next() * random.below(LATE_MS));
      timeline.after(link.keptAt - timeline.now(), keep);
    });
  }

  beat(life: Life): void {
    this.#life = life;
    if (this.#link?.isWhole) this.#ledger.beat(life);
  }

  note(text: string): void {
    if (this.#link?.isWhole) this.#ledger.note(text);
  }

  /** Half of them may be replaced, and then the way is lost. */
  replace(
    from: number,
    upTo: number,
    instead: (record: Stamped<Deed>) => Stamped<Deed> | undefined,
  ): Promise<void> {
    const link = this.#link, { promise, resolve, reject } = Promise.withResolvers<void>();
    const half = Math.floor((from + Math.min(upTo, this.#ledger.kept.length)) / 2);
    const step = (first: number, last: number, then: () => void) =>
      this.#soon(0.2 + this.#chance().next() * 3, () => {
        if (!link?.isWhole) return reject(new Error("it is out of reach"));
        this.#ledger.replace(first, last, instead);
        then();
      });
    step(from, half, () => step(half + 1, upTo, resolve));
    return promise;
  }

  close(): Promise<void> {
    if (this.#link !== undefined) this.#link.isWhole = false;
    this.#link = undefined;
    this.#reading = undefined;
    this.#ledger.remove(this);
    return Promise.resolve();
  }

  /** A life goes on, says the ledger: since `at`. */
  hear(life: Life, at: number): void {
    const link = this.#link;
    if (!link?.isWhole) return;
    this.#soon(1, () => {
      if (!link.isWhole) return;
      if (life === this.#life) this.#beatAt = at;
      this.#reading?.beat(life);
    });
  }

  /** Somebody says something that is kept nowhere; it comes, in any order, or gets lost. */
  overhear(text: string): void {
    const link = this.#link, random = this.#chance();
    if (!link?.isWhole || random.chance(NOTE_LOSS)) return;
    this.#soon(0.2 + random.next() * 3, () => link.isWhole && this.#reading?.note(text));
  }

  /** Tells what there is to tell. */
  pump(): void {
    const link = this.#link;
    if (this.#isPumping || !link?.isWhole || this.#at >= this.#ledger.kept.length) return;
    this.#isPumping = true;
    const random = this.#chance();
    this.#soon(0.2 + random.next() * 2, () => {
      this.#isPumping = false;
      if (link.isWhole) this.#tell(random.between(1, MAX_TURN));
      this.pump();
    });
  }

  /** Breaks it; the node notices after a while, and has another a while after that. */
  break(noticedMs: number, ms: number): void {
    const link = this.#link;
    if (!link?.isWhole) return;
    link.isWhole = false;
    this.#clock.after(noticedMs, () => {
      this.#link = undefined;
      this.#reading?.way(false);
      this.#connect(ms);
    });
  }

  #keeping(record: Stamped<Deed>): () => void {
    const heardUntil = this.#beatAt;
    return () => this.#ledger.keep(record, heardUntil);
  }

  #connect(ms: number): void {
    this.#soon(ms, () => {
      if (this.#reading === undefined) return;
      const deadMs = this.#ledger.killedUntil - this.#ledger.timeline.now();
      if (deadMs > 0) return this.#connect(deadMs + this.#chance().next() * 100);
      this.#link = { isWhole: true, keptAt: 0 };
      this.#reading.way(true);
      this.#onTold();
      this.pump();
    });
  }

  #tell(most: number): void {
    const { kept } = this.#ledger, end = Math.min(kept.length, this.#at + most);
    while (this.#at < end) {
      const { time, record } = kept[this.#at++]!;
      this.#reading?.record(this.#at, time, record);
    }
    this.#reading?.turn();
    this.#onTold();
  }

  /** Chance that depends on where and when it is asked, not on what was asked before: a story can be made shorter. */
  #chance(): Random {
    const now = this.#ledger.timeline.now();
    this.#asked = now === this.#askedAt ? this.#asked + 1 : 0;
    this.#askedAt = now;
    return this.#random.fork(`${now} ${this.#asked}`);
  }

  /** After a time, when the ledger lets anything out and the process goes on. */
  #soon(ms: number, run: () => void): void {
    const { stoppedUntil, timeline } = this.#ledger;
    this.#clock.after(Math.max(ms, stoppedUntil - timeline.now()), run);
  }
}
