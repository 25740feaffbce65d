/**
 * A store and a server on it, whose clock jumps, sleeps and is set back at a test's wish.
 *
 * @module
 */

import { Ageing } from "../../lib/history/ageing.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import { line, LOBBY } from "../contracts/samples.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

export const MINUTE = 60_000, HOUR = 3_600_000, DAY = 86_400_000;

export const KEEP_DAYS = 30;

/** How often the server looks, in milliseconds: more seldom than a real one, so that months pass quickly. */
export const LOOK = 10 * MINUTE;

/** A store of lines that grow old, and the runs of a server that looks at the clock. */
export class AgeingDesk {
  readonly clock = new FakeClock();
  readonly book = new LogBook();
  store = emptyStore();
  #ageing = this.#begun();

  /** Says a line now, as the clock has it; returns its id. */
  say(): number {
    const id = this.store.lastId + 1;
    this.store.save([line(id, { time: this.clock.time() })]);
    return id;
  }

  /** Lets time pass while the server runs. */
  async runs(ms: number): Promise<void> {
    for (const end = this.clock.now() + ms; this.clock.now() < end;) {
      await this.clock.advance(Math.min(LOOK, end - this.clock.now()));
      this.trim();
    }
  }

  /** Lets time pass while the server is off. */
  async isOff(ms: number): Promise<void> {
    await this.clock.advance(ms);
    this.restarts();
  }

  /** Lets time pass that the other clock does not see: the machine sleeps. */
  sleeps(ms: number): void {
    this.clock.setBy += ms;
  }

  /** The server starts, and has not looked for what is too old yet. */
  starts(): void {
    this.#ageing = this.#begun();
    this.#ageing.begin(this.store);
  }

  /** The server goes on with an empty store. */
  beginsAnew(): void {
    this.store = emptyStore();
    this.#ageing.keepAgain(this.store);
  }

  restarts(): void {
    this.#ageing = this.#begun();
    this.trim();
  }

  /** Erases what is too old. */
  trim(): void {
    let aged: readonly number[] = [];
    const onAged = (times: readonly number[]) => aged = times;
    const retention = { ...this.#ageing.limit(this.store), maxBytes: Infinity, limit: 250, onAged };
    const gone = this.store.trim(retention);
    this.#ageing.erased(aged, gone === 250);
    if (gone === 250) this.trim();
  }

  /** The ids of the lines that are left. */
  get left(): number[] {
    const all = { room: LOBBY, after: 0, limit: 100_000, which: "oldest" } as const;
    return this.store.lines(all).map(({ id }) => id);
  }

  /** What was logged since this was last asked. */
  logged(): string[] {
    return this.book.lines.splice(0);
  }

  #begun(): Ageing {
    return new Ageing({ clock: this.clock, keepMs: KEEP_DAYS * DAY, log: this.book.log });
  }
}

function emptyStore(): Store {
  return new MemoryStore({ lines: 100_000, length: 10_000_000 });
}
