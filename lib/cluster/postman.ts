/**
 * Takes the acts of one life of a node to the ledger, and sends them again until they come back.
 *
 * Requirements:
 * 1. a life begins with its hello, and everything else waits until that has come back;
 * 2. what does not come back in time, or comes back behind a gap, is sent again over a new way, and so is everything when the
 *    way was lost: first the oldest alone, as a probe, the rest when that has come back. All at once would drown a ledger that
 *    is in trouble in copies;
 * 3. what was never sent may be refused on the spot. Of what was sent only the ledger can tell whether it came in time:
 *    it goes on being sent after its time too, and is judged there;
 * 4. acts are sent in the order in which they were offered, and numbered so.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Life, NotDone } from "./bus.ts";
import type { Verdict } from "./lives.ts";
import type { Act, Stamped } from "./stamped.ts";

/**
 * How long an act is waited for before it is sent again, in milliseconds; doubled each time up to the longest. The usual
 * echo takes some; a ledger of three servers elects another one to lead it in 8 to 11 s.
 */
const ECHO_MS = 1500, MAX_ECHO_MS = 12_000;

/**
 * Most acts under way that may be refused: some megabytes, and a tenth of what a ledger takes in a second. What must count is
 * bounded by the people who are in, and is not counted: when a node dies, everybody there leaves at once.
 */
const MAX_UNDER_WAY = 8192;

/** What became of acts, over all lives of a node. */
export interface PostTally {
  /** How long the last one took to come back, in milliseconds. */
  echoMs: number;
  /** How often one was sent again. */
  resent: number;
}

export interface PostmanParts<Deed> {
  readonly life: Life;
  readonly clock: Clock;
  readonly send: (record: Stamped<Deed>) => void;
  /** An act will never count. */
  readonly refused: (act: Act<Deed>, why: NotDone) => void;
  readonly tally: PostTally;
}

interface Item<Deed> {
  readonly act: Act<Deed>;
  /** When it was offered. */
  readonly since: number;
  /** How long it is good, in milliseconds; for ever where it is undefined. */
  readonly goodMs: number | undefined;
  /** 0 until it is sent. */
  nth: number;
  by: number | undefined;
  way: number;
  sentAt: number;
}

export class Postman<Deed> {
  readonly #parts: PostmanParts<Deed>;
  readonly #sent = new Map<number, Item<Deed>>(); // by their nth, the oldest first
  #unsent: Item<Deed>[] = [];
  #refusable = 0; // how many of both may be refused
  #isUp: boolean;
  #isBegun = false;
  #isProbing = true; // only the oldest is under way
  #way = 0;
  #nth = 0;
  #behind = 0; // the last one sent over this way
  #echoWaitMs = ECHO_MS;
  #sentAt = -Infinity;
  #heardAt = -Infinity;
  #aheadMs: number | undefined; // the ledger's clock, of ours

  constructor(parts: PostmanParts<Deed>, isUp: boolean) {
    this.#parts = parts;
    this.#isUp = isUp;
  }

  get life(): Life {
    return this.#parts.life;
  }

  /** How many acts are under way. */
  get waiting(): number {
    return this.#sent.size + this.#unsent.length;
  }

  /** Begins the life; or tries again, where another hello was faster. */
  begin(hello: Act<Deed>): void {
    this.#unsent.unshift(this.#item(hello, undefined));
    this.#isBegun = true;
    if (this.#isUp) this.#again();
  }

  /**
   * Takes an act.
   * @param goodMs how long it is good, in milliseconds: later it is refused; for ever unless given
   */
  offer(act: Act<Deed>, goodMs?: number): void {
    const item = this.#item(act, goodMs), oldest = this.#oldest();
    const isCrowded = this.#refusable >= MAX_UNDER_WAY;
    const isCutOff = !this.#isUp && oldest !== undefined && isOver(oldest.since, goodMs, item.since);
    if (goodMs !== undefined && (isCrowded || isCutOff)) {
      return this.#parts.refused(act, isCrowded ? "crowded" : "cut_off");
    }
    if (goodMs !== undefined) this.#refusable++;
    if (this.#isUp && !this.#isProbing) this.#send(item);
    else this.#unsent.push(item);
  }

  /** The way to the ledger is there, or lost. */
  way(isUp: boolean): void {
    this.#isUp = isUp;
    if (isUp && this.#isBegun) this.#again();
  }

  /**
   * A record of this life has come back.
   * @returns the act, where that is the last that will be heard of it
   */
  heard({ way, nth }: Stamped<Deed>, verdict: Verdict, time: number): Act<Deed> | undefined {
    const now = this.#parts.clock.now();
    this.#aheadMs = Math.max(this.#aheadMs ?? -Infinity, time - now);
    if (verdict === "gap" && way === this.#way && this.#isUp) this.#again();
    if (verdict === "gap" || verdict === "stale") return undefined;
    this.#heardAt = now;
    const item = verdict === "again" ? undefined : this.#sent.get(nth);
    if (item !== undefined) this.#came(item, way, time);
    if (verdict === "fenced" || !this.#isProbing) return item?.act;
    if (way === this.#way) this.#sendAll();
    else if (this.#sent.size === 0 && this.#isUp) this.#again(); // the probe came over an older way, and nobody knows of its copy
    return item?.act;
  }

  /** Looks after what waits; to be called some times a second. */
  tick(): void {
    const now = this.#parts.clock.now();
    this.#refuseUnsent(now);
    if (!this.#isUp || !this.#isBegun || this.waiting === 0) return;
    if (now - Math.max(this.#sentAt, this.#heardAt) <= this.#echoWaitMs) return;
    this.#echoWaitMs = Math.min(this.#echoWaitMs * 2, MAX_ECHO_MS);
    this.#again();
  }

  /** The life is over: gives back what was under way, the oldest first. */
  end(): Act<Deed>[] {
    const all = [...this.#sent.values(), ...this.#unsent];
    this.#sent.clear();
    this.#unsent = [];
    return all.map(({ act }) => act);
  }

  #item(act: Act<Deed>, goodMs: number | undefined): Item<Deed> {
    return { act, since: this.#parts.clock.now(), goodMs, nth: 0, by: undefined, way: 0, sentAt: 0 };
  }

  #oldest(): Item<Deed> | undefined {
    return this.#sent.values().next().value ?? this.#unsent[0];
  }

  /** Goes on over a new way, with the oldest as a probe. */
  #again(): void {
    this.#way++;
    this.#behind = 0;
    const oldest = this.#oldest();
    this.#isProbing = oldest !== undefined;
    if (oldest === undefined) return;
    if (this.#sent.size === 0) this.#unsent.shift();
    this.#send(oldest);
  }

  /** The probe has come back: the way is good. */
  #sendAll(): void {
    this.#isProbing = false;
    this.#echoWaitMs = ECHO_MS;
    for (const item of this.#sent.values()) if (item.way !== this.#way) this.#send(item);
    const unsent = this.#unsent;
    this.#unsent = [];
    for (const item of unsent) this.#send(item);
  }

  #send(item: Item<Deed>): void {
    const { life, clock, send, tally } = this.#parts, { act, since, goodMs } = item;
    if (item.nth === 0) {
      item.nth = ++this.#nth;
      item.by = goodMs === undefined ? undefined : Math.floor(since + (this.#aheadMs ?? 0) + goodMs);
    } else tally.resent++;
    item.way = this.#way;
    item.sentAt = this.#sentAt = clock.now();
    this.#sent.set(item.nth, item);
    const { nth, by } = item, behind = this.#behind;
    this.#behind = nth;
    send({ act, life, way: this.#way, nth, behind, ...(by === undefined ? {} : { by }) });
  }

  /** The ledger took it between our sending and our hearing: that bounds how much its clock is ahead of ours. */
  #came(item: Item<Deed>, way: number, time: number): void {
    this.#sent.delete(item.nth);
    if (item.goodMs !== undefined) this.#refusable--;
    if (item.way !== way) return; // of other copies it is forgotten when they were sent
    this.#aheadMs = Math.min(this.#aheadMs!, time - item.sentAt);
    this.#parts.tally.echoMs = this.#heardAt - item.sentAt;
  }

  #refuseUnsent(now: number): void {
    const isLate = ({ since, goodMs }: Item<Deed>) => isOver(since, goodMs, now);
    const late = this.#unsent.filter(isLate);
    if (late.length === 0) return;
    this.#unsent = this.#unsent.filter((item) => !isLate(item));
    this.#refusable -= late.length;
    for (const { act } of late) this.#parts.refused(act, "cut_off");
  }
}

function isOver(since: number, goodMs: number | undefined, now: number): boolean {
  return goodMs !== undefined && now - since > goodMs;
}
