import { assertEquals } from "@std/assert";
import type { Clock, Timer } from "../../lib/runtime/clock.ts";
import { Stall } from "../../lib/delivery/stall.ts";
import { StalledReaders, type WatchedReader } from "../../lib/delivery/stalled_readers.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A clock whose timers come late: an event loop that is held up. */
class HeldUpClock implements Clock {
  readonly inner = new FakeClock();
  /** How late a timer of so many milliseconds is. */
  lateMs = (_ms: number): number => 0;
  now = () => this.inner.now();
  time = () => this.inner.time();
  after = (ms: number, run: () => void): Timer => this.inner.after(ms + this.lateMs(ms), run);
  soon = (run: () => void): void => this.inner.soon(run);
}

/** Readers to whom a write is under way, and what becomes of them. */
function bench(count: number) {
  const clock = new HeldUpClock();
  const ended: number[] = [];
  const progress = new Array<number>(count).fill(0);
  const readers = new Set<WatchedReader>();
  for (let i = 0; i < count; i++) {
    const stall = new Stall();
    const reader: WatchedReader = {
      outbox: { pump: { stalledMs: (now, isExcused) => stall.ms(now, true, progress[i]!, isExcused) } },
      lose() {
        ended.push(i);
        readers.delete(reader);
      },
    };
    readers.add(reader);
  }
  const stuck: number[] = [];
  const doorway = {
    get writing() {
      return readers.size;
    },
    set stuck(count: number) {
      stuck.push(count);
    },
  };
  const looking = new StalledReaders(clock, readers, doorway, () => 5000);
  looking.watch();
  return { clock, ended, progress, stuck, looking };
}

Deno.test("StalledReaders ends a reader that accepts nothing, in time, and tells of those that are stuck", async () => {
  const { clock, ended, progress, stuck } = bench(3);
  for (let second = 1; second <= 6; second++) {
    progress[1]!++;
    await clock.inner.advance(1000);
  }
  assertEquals([ended, stuck], [[0, 2], [0, 2, 2, 2, 2, 2]]);
});

Deno.test("StalledReaders never blames a reader while the event loop is late", async () => {
  const { clock, ended, looking } = bench(3);
  clock.lateMs = () => 251;
  await clock.inner.advance(600_000);
  assertEquals(ended, []);
  clock.lateMs = () => 250;
  await clock.inner.advance(4 * 1250);
  assertEquals(ended, []);
  await clock.inner.advance(2 * 1250);
  assertEquals(ended, [0, 1, 2]);
  looking[Symbol.dispose]();
});

Deno.test("StalledReaders looks only when the event loop had turns enough to ask about every write", async () => {
  const { clock, progress, stuck, looking } = bench(640);
  await clock.inner.advance(1000);
  assertEquals(stuck, []); // nobody was looked at yet
  await clock.inner.advance(10);
  assertEquals(stuck, [0]);
  await clock.inner.advance(1000);
  progress.fill(1); // they had read all along, and now it is seen
  await clock.inner.advance(10);
  assertEquals(stuck, [0, 0]);
  looking[Symbol.dispose]();
  assertEquals(clock.inner.timers, 0);
});

Deno.test("StalledReaders does not count a look whose turns took too long", async () => {
  const { clock, ended, looking } = bench(640);
  clock.lateMs = (ms) => ms === 1 ? 50 : 0; // the look is in time, and each of its ten turns is late
  await clock.inner.advance(120_000);
  assertEquals(ended, []);
  looking[Symbol.dispose]();
});
