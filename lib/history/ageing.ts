/**
 * How old lines are, by a clock that may be wrong. A clock is certain while it goes on from where it was. After a jump it
 * is believed only when it has gone on evenly for long; until then lines age as if it had not jumped, so that no jump
 * erases anything. While the clock is certain, marks are kept (a line's id, a time): they tell the age of lines that were
 * said while it was not.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { type AgeLimit, type ClockMark, newClockRecord, type Store } from "../store/store.ts";

const SECOND = 1000, MINUTE = 60_000, HOUR = 3_600_000, DAY = 86_400_000;

/** How seldom the clock is looked at, in milliseconds: a jump that is over sooner is mostly not even seen. */
const LOOK_MS = 30_000;

/** What is no jump between two looks, in milliseconds: corrections over the network (slewing is 9 % at most). */
const SLACK_MS = 5 * SECOND, SLACK_SHARE = 0.1;

/** What is no jump between two runs, in milliseconds: a restart. Smaller ones are not worth telling either. */
const RESTART_MS = 10 * MINUTE;

/** How much of the time lines are kept is a nap: a machine that was off or asleep for a night or a weekend. */
const NAP_SHARE = 1 / 8;

/** How long a clock has to go on evenly after a nap, and after any other jump, in milliseconds. */
const NAP_WAIT_MS = HOUR, WAIT_MS = DAY;

/** How many marks there are in the time that lines are kept, and how many at most: jumps add some. */
const MARKS = 50, MAX_MARKS = 500;

const JUMPED =
  "The clock jumped {way} by {span}: this does not change the age of lines until it has run evenly for {hours} h";
const BELIEVED =
  "The clock jumped {way} by {span} and has run evenly since: this changes the age of lines from now on";
const ERASED =
  "Erased {lines} lines from {from} to {to} at once: the clock jumped forward, so they are older than {days} days";

export interface AgeingParts {
  /** Its time of day may jump; its `now` does not. */
  readonly clock: Clock;
  /** How long lines are kept, in milliseconds. */
  readonly keepMs: number;
  readonly log: Log;
}

interface Doubt {
  /** By how much the clock is ahead of what it should be; negative where it is behind. */
  jump: number;
  /** How long it has gone on evenly since. */
  evenMs: number;
}

export type ClockStore = Pick<Store, "lastId" | "clockRecord" | "saveClockRecord">;

export class Ageing {
  readonly #parts: AgeingParts;
  /** What time it is if the clock has not jumped since it was certain. */
  #time = 0;
  #doubt: Doubt | undefined;
  #marks: ClockMark[] = [];
  /** How many of the marks, the last ones, are of this run, whose clock may have been wrong from the beginning. */
  #own = 0;
  #importedTo = 0;
  #lookedAt: number | undefined;
  #isKept = false;
  #run = { id: 0, now: 0, isContinued: false };
  /** What was erased since a jump was believed, until all that is too old has gone. */
  #erased: { lines: number; from: number; to: number } | undefined;

  constructor(parts: AgeingParts) {
    this.#parts = parts;
  }

  /**
   * Takes in what is known of the clock, before anything is said; needed once. It keeps what is new in that: a server that
   * is killed before it looks again would take the time for the time of its last line, and the lines said since for old.
   */
  begin(store: ClockStore): void {
    if (this.#lookedAt !== undefined) return;
    const now = this.#now(), shown = this.#parts.clock.time();
    const known = store.clockRecord();
    const record = known ?? newClockRecord(shown);
    this.#time = record.time;
    this.#marks = [...record.marks];
    this.#importedTo = record.importedTo;
    if (record.jump !== 0) this.#doubt = { jump: record.jump, evenMs: record.evenMs };
    this.#judge(shown, 0, RESTART_MS);
    this.#run = { id: store.lastId, now, isContinued: known !== undefined && this.#doubt === undefined };
    if (this.#doubt === undefined) this.#mark(store.lastId, this.#time);
    if (this.#marks.length > record.marks.length) this.#keep(store);
    this.#lookedAt = now;
  }

  /**
   * Keeps what is known in another store, before any line: where a server is killed that has saved lines of before a jump
   * and of behind it, the next one would take the later ones for the time, and the others for old.
   */
  keepAgain(store: ClockStore): void {
    if (this.#lookedAt !== undefined) this.#keep(store);
  }

  /** Looks at the clock, keeps in the store what that tells, and says which lines are too old now. */
  limit(store: ClockStore): AgeLimit {
    this.begin(store);
    const { clock, keepMs } = this.#parts;
    const now = this.#now(), shown = clock.time();
    if (now - this.#lookedAt! >= LOOK_MS || !this.#isKept) this.#look(store, now, shown);
    const before = Math.min(this.#time, shown) - keepMs;
    const old = this.#marks.findLast(({ time }) => time < before);
    const fresh = this.#marks.find(({ id, time }) => time >= before && id >= this.#importedTo);
    return { before, oldUpTo: old?.id ?? 0, newAfter: fresh?.id ?? Number.MAX_SAFE_INTEGER };
  }

  /** Lines of these times went because of their age; that is logged where a jump of the clock was the reason. */
  erased(times: readonly number[], areMore: boolean): void {
    const all = this.#erased;
    if (all === undefined) return;
    all.lines += times.length;
    all.from = Math.min(all.from, ...times);
    all.to = Math.max(all.to, ...times);
    if (areMore) return;
    this.#erased = undefined;
    if (all.lines === 0) return;
    const days = this.#parts.keepMs / DAY;
    const [first, last] = [all.from, all.to].map((time) => new Date(time).toISOString());
    this.#parts.log("warning", ERASED, { lines: all.lines, from: first, to: last, days });
  }

  #now(): number {
    return Math.round(this.#parts.clock.now());
  }

  #look(store: ClockStore, now: number, shown: number): void {
    const elapsed = now - this.#lookedAt!;
    this.#time += elapsed;
    this.#judge(shown, elapsed, SLACK_MS + elapsed * SLACK_SHARE);
    this.#finish(store, now);
  }

  /** Believes the clock or doubts it, by what it has shown so far. */
  #judge(shown: number, elapsed: number, slack: number): void {
    const jump = shown - this.#time;
    if (Math.abs(jump) <= slack) {
      this.#doubt = undefined;
      this.#time = shown;
      return;
    }
    const wait = this.#isNap(jump) ? NAP_WAIT_MS : WAIT_MS;
    this.#doubt = this.#doubtOf(jump, elapsed, slack) ?? this.#newDoubt(jump, wait);
    if (this.#doubt.evenMs < wait) return;
    this.#doubt = undefined;
    this.#believe(jump, shown);
  }

  /**
   * The doubt there is, if the clock has gone on from there evenly, or forward again: a machine that runs for some hours
   * a week would begin anew each time. Then there is an hour to wait at least. A wrong clock is set back in the end.
   */
  #doubtOf(jump: number, elapsed: number, slack: number): Doubt | undefined {
    if (this.#doubt === undefined) return undefined;
    const { jump: before, evenMs } = this.#doubt;
    const isEven = Math.abs(jump - before) <= slack;
    if (isEven) return { jump, evenMs: evenMs + elapsed };
    const isOnward = jump > before && before > 0;
    if (!isOnward && !this.#isNap(jump - before)) return undefined;
    return { jump, evenMs: this.#isNap(jump) ? 0 : Math.min(evenMs, WAIT_MS - NAP_WAIT_MS) };
  }

  #newDoubt(jump: number, wait: number): Doubt {
    if (isWorthTelling(jump)) {
      const level = wait === NAP_WAIT_MS ? "info" : "warning";
      this.#parts.log(level, JUMPED, { ...factsOf(jump), hours: wait / HOUR });
    }
    return { jump, evenMs: 0 };
  }

  #believe(jump: number, shown: number): void {
    // What this run took for certain may have been off by as much, unless the machine slept.
    const shift = this.#isNap(jump) ? 0 : jump;
    const own = this.#marks.length - this.#own;
    this.#marks = this.#marks
      .map((mark, at) => at < own ? mark : { ...mark, time: mark.time + shift })
      .filter(({ time }) => time <= shown);
    this.#own = Math.min(this.#own, this.#marks.length);
    this.#time = shown;
    if (!isWorthTelling(jump)) return;
    this.#parts.log("info", BELIEVED, factsOf(jump));
    if (jump > 0) this.#erased = { lines: 0, from: Infinity, to: -Infinity };
  }

  #isNap(jump: number): boolean {
    return jump > 0 && jump <= this.#parts.keepMs * NAP_SHARE;
  }

  /** Marks the time if it is certain, and keeps what is known. */
  #finish(store: ClockStore, now: number): void {
    this.#lookedAt = now;
    this.#isKept = true;
    if (this.#doubt === undefined) {
      if (this.#own === 0) this.#mark(this.#run.id, this.#time - (now - this.#run.now));
      this.#mark(store.lastId, this.#time);
      // A clock that went on from an earlier run, and for a day since, was right: the machine sleeps when it jumps.
      if (this.#run.isContinued && now - this.#run.now >= WAIT_MS) this.#own = 0;
    }
    this.#keep(store);
  }

  #keep(store: ClockStore): void {
    const { jump = 0, evenMs = 0 } = this.#doubt ?? {};
    const record = { time: this.#time, jump, evenMs, marks: this.#marks, importedTo: this.#importedTo };
    store.saveClockRecord(record);
  }

  /** Adds a mark unless the last one is hardly older, or tells nothing of the lines behind an import. */
  #mark(id: number, time: number): void {
    const last = this.#marks.at(-1);
    if (last !== undefined) {
      const isFirst = last.id < this.#importedTo && id >= this.#importedTo;
      const apartMs = isFirst ? 0 : this.#parts.keepMs / MARKS;
      if (id < last.id || time < last.time + apartMs) return;
    }
    this.#marks.push({ id, time });
    this.#own++;
    if (this.#marks.length > MAX_MARKS) this.#marks.shift();
  }
}

function isWorthTelling(jump: number): boolean {
  return Math.abs(jump) > RESTART_MS;
}

/** A jump in words, such as `forward` and `40 days`. */
function factsOf(jump: number): { readonly way: string; readonly span: string } {
  const ms = Math.abs(jump);
  const [unit, name] = ms >= 2 * DAY ? [DAY, "days"] : ms >= 2 * HOUR ? [HOUR, "hours"] : [MINUTE, "minutes"];
  return { way: jump > 0 ? "forward" : "back", span: `${Math.round(ms / unit)} ${name}` };
}
