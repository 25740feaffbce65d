/**
 * Takes what people have taken back out of the ledger too, where it is kept for days: the node by which they did it does so
 * at once, and the others some time later, in case that one did not live to. Whatever is still to be done is kept with how
 * far the ledger was read, and gone on with after a restart.
 *
 * Whoever reads the ledger later is told of something that was said there, without what it was: so it counts as before, and
 * what stands behind it is not missing anything.
 *
 * @module
 */

import { messageOf } from "../runtime/reason.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Entry } from "./bus.ts";
import type { Ledger } from "./ledger.ts";
import type { Stamped } from "./stamped.ts";

/** How long other nodes leave it to the one that has to do it, in milliseconds: it takes seconds where much was said. */
const OTHERS_MS = 30_000;

/**
 * Until the second try, in milliseconds, and the longest time between two: each waits twice as long as the one before. There
 * are reasons that only an operator can do something about, and a try may leave a message in the stream.
 */
const AGAIN_MS = 10_000, LONGEST_MS = 3_600_000;

/** Most of what is still to be done; the oldest is given up for more. */
const MOST_WAITING = 1000;

/** What a deed takes back, and what stands in its place. */
export interface TakenBack<Deed> {
  /** Between which entries something is that a deed takes back; undefined where it takes back nothing. */
  readonly span: (entry: Taking<Deed>) => { readonly from: number; readonly upTo: number } | undefined;
  /** What stands in the place of one deed that another has taken back; undefined where it has not. */
  readonly instead: (deed: Deed, by: Deed) => Deed | undefined;
}

export interface TakingBackParts<Deed> {
  readonly ledger: Pick<Ledger<Stamped<Deed>>, "replace">;
  readonly takenBack?: TakenBack<Deed>;
  readonly clock: Clock;
  readonly log: Log;
}

/** An entry that takes something back. */
export type Taking<Deed> = Pick<Entry<Deed>, "seq" | "deed">;

interface Job<Deed> {
  readonly entry: Taking<Deed>;
  dueAt: number;
  /** How long to wait behind the next try that fails, in milliseconds. */
  againMs: number;
}

export class TakingBack<Deed> {
  readonly #parts: TakingBackParts<Deed>;
  readonly #takenBack: TakenBack<Deed>;
  readonly #jobs: Set<Job<Deed>>;
  #isBusy = false;
  #hasComplained = false;

  /** @param saved what {@linkcode TakingBack.saved} returned once */
  constructor(parts: TakingBackParts<Deed>, saved: readonly Taking<unknown>[] = []) {
    this.#parts = parts;
    this.#takenBack = parts.takenBack ?? { span: () => undefined, instead: () => undefined };
    this.#jobs = new Set(
      saved.map((entry) => ({ entry: entry as Taking<Deed>, dueAt: 0, againMs: AGAIN_MS })),
    );
  }

  /** An entry takes something back. @param isOwn whether it was done here */
  add({ seq, deed }: Entry<Deed>, isOwn: boolean): void {
    const entry = { seq, deed };
    if (this.#takenBack.span(entry) === undefined) return;
    const [oldest] = this.#jobs;
    if (this.#jobs.size === MOST_WAITING) this.#jobs.delete(oldest!);
    this.#jobs.add({ entry, dueAt: this.#parts.clock.now() + (isOwn ? 0 : OTHERS_MS), againMs: AGAIN_MS });
  }

  /** Does the next one that is due, if there is one; to be called some times a second while the ledger is in reach. */
  async tick(): Promise<void> {
    const { ledger, clock, log } = this.#parts, takenBack = this.#takenBack, now = clock.now();
    const job = this.#isBusy ? undefined : this.#jobs.values().find(({ dueAt }) => dueAt <= now);
    if (job === undefined) return;
    this.#isBusy = true;
    try {
      const { entry } = job, { from, upTo } = takenBack.span(entry)!;
      await ledger.replace(from, upTo, (record) => insteadOf(record, entry.deed, takenBack));
      this.#jobs.delete(job);
    } catch (error) {
      job.dueAt = now + job.againMs;
      job.againMs = Math.min(LONGEST_MS, 2 * job.againMs);
      const reason = messageOf(error);
      if (!this.#hasComplained) {
        log("warning", "What was taken back still stands in the bus: {reason}. It is tried again.", {
          reason,
        });
      }
      this.#hasComplained = true;
    }
    this.#isBusy = false;
  }

  /** What is still to be done: plain data. */
  saved(): { readonly takenBack?: readonly Taking<unknown>[] } {
    return this.#jobs.size === 0 ? {} : { takenBack: Array.from(this.#jobs, ({ entry }) => entry) };
  }
}

function insteadOf<Deed>(
  record: Stamped<Deed>,
  by: Deed,
  { instead }: TakenBack<Deed>,
): Stamped<Deed> | undefined {
  const { act } = record, deed = act.kind === "deed" ? instead(act.deed, by) : undefined;
  return deed && { ...record, act: { kind: "deed", deed } };
}
