/**
 * The ledger of a simulated cluster: what it keeps, and when it does.
 *
 * @module
 */

import type { Life } from "../../../lib/cluster/bus.ts";
import type { Stamped } from "../../../lib/cluster/stamped.ts";
import type { Timeline } from "../../simulation/timeline.ts";
import type { Way } from "./way.ts";

/** How long before somebody is said to be dead hardly a beat of theirs should have been heard, in milliseconds. */
const JUST_MS = 4900;

/** A record in its place: the how many-eth it is, counted from 1, is its number. */
export interface Kept<Deed> {
  /** When it came, in milliseconds of the timeline. */
  readonly at: number;
  /** The same by the ledger's clock. */
  readonly time: number;
  readonly record: Stamped<Deed>;
}

interface FarLedgerWishes {
  readonly loss: number;
  readonly aheadMs: number;
  /** Whether it puts anything in the place of records. */
  readonly replaces?: boolean;
}

export class FarLedger<Deed> {
  readonly kept: Kept<Deed>[] = [];
  readonly timeline: Timeline;
  /** How likely a record is to vanish, from 0 to 1. */
  loss: number;
  readonly #aheadMs: number;
  readonly #replaces: boolean;
  readonly #ways = new Set<Way<Deed>>();
  /** Lives that some record says are over. */
  readonly over = new Set<Life>();
  /** Lives that were said in time to be over, and how many of their beats had been heard just before. */
  readonly accused = new Map<Life, number>();
  readonly #beats = new Map<Life, number[]>(); // when they were heard, in milliseconds of the timeline
  /** Until when nothing new is kept, in milliseconds of the timeline. */
  stalledUntil = 0;
  /** Until when nothing gets in or out over the ways that there are. */
  stoppedUntil = 0;
  /** Until when there are no new ways. */
  killedUntil = 0;

  constructor(
    timeline: Timeline,
    { loss, aheadMs, replaces = true }: FarLedgerWishes,
  ) {
    this.timeline = timeline;
    this.loss = loss;
    this.#replaces = replaces;
    this.#aheadMs = aheadMs;
  }

  /**
   * Keeps a record, behind all others.
   * @param heardUntil when the beat was sent that had come back last to its author, in milliseconds of the timeline
   */
  keep(record: Stamped<Deed>, heardUntil: number): void {
    const at = this.timeline.now(), time = Date.UTC(2026, 0, 1, 12) + Math.floor(at) + this.#aheadMs;
    const { act, by } = record;
    if (act.kind === "gone") {
      this.over.add(act.gone);
      const isAccused = act.gone !== record.life && (by === undefined || time <= by);
      if (isAccused) this.#accuse(act.gone, heardUntil);
    }
    if (act.kind === "hello" && act.was !== undefined) this.over.add(act.was);
    this.kept.push({ at, time, record });
    for (const way of this.#ways) way.pump();
  }

  /** Puts something else in the place of records. */
  replace(from: number, upTo: number, instead: (record: Stamped<Deed>) => Stamped<Deed> | undefined): void {
    for (let seq = from; this.#replaces && seq <= Math.min(upTo, this.kept.length); seq++) {
      const kept = this.kept[seq - 1]!, record = instead(kept.record);
      if (record !== undefined) this.kept[seq - 1] = { ...kept, record: JSON.parse(JSON.stringify(record)) };
    }
  }

  /** Tells all who can be reached that a life goes on. */
  beat(life: Life): void {
    const beats = this.#beats.get(life) ?? [];
    this.#beats.set(life, beats);
    beats.push(this.timeline.now());
    for (const way of this.#ways) way.hear(life, this.timeline.now());
  }

  /** Tells all who can be reached what one says. */
  note(text: string): void {
    for (const way of this.#ways) way.overhear(text);
  }

  add(way: Way<Deed>): void {
    this.#ways.add(way);
  }

  remove(way: Way<Deed>): void {
    this.#ways.delete(way);
  }

  #accuse(life: Life, heardUntil: number): void {
    const just = (at: number) => at > heardUntil - JUST_MS && at < heardUntil;
    if (!this.accused.has(life)) this.accused.set(life, this.#beats.get(life)?.filter(just).length ?? 0);
  }
}
