import { assertEquals } from "@std/assert";
import { type Scrubbing, type Store, StoreFailure } from "../../lib/store/store.ts";
import { Upkeep } from "../../lib/history/upkeep.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { NOON } from "../support/samples.ts";

const SECOND = 1000, MINUTE = 60_000, DAY = 86_400_000;

/** An upkeep of a store that has so much to index and to trim. */
class Desk extends ArchiveDesk {
  /** Lines still to be made findable, and old lines still to go. */
  unindexed = 0;
  old = 0;
  /** What the next scrubs say. */
  scrubs: Scrubbing[] = [];
  /** When the store was asked to do what. */
  readonly work: [at: number, what: string][] = [];
  trimmed = 0;
  /** How often tidying has more to do. */
  untidy = 0;
  readonly upkeep: Upkeep;

  constructor() {
    super();
    const store: Pick<Store, "index" | "trim" | "scrub"> = {
      scrub: () => {
        const state = this.scrubs.shift() ?? "done";
        this.work.push([this.clock.now(), `scrub ${state}`]);
        return state;
      },
      index: (limit) => {
        this.work.push([this.clock.now(), `index ${limit}`]);
        return this.unindexed = Math.max(0, this.unindexed - limit);
      },
      trim: ({ before, maxBytes, limit }) => {
        this.work.push([this.clock.now(), `trim ${(NOON - before) / DAY} days, ${maxBytes} bytes, ${limit}`]);
        const gone = Math.min(limit, this.old);
        this.old -= gone;
        return gone;
      },
    };
    Object.assign(this.disk.inner, store);
    const { archive, clock } = this;
    const onTrimmed = () => {
      this.trimmed++;
      return this.untidy-- > 0;
    };
    this.upkeep = new Upkeep({
      archive,
      clock,
      limits: { keepDays: 30, keepMegabytes: 7 },
      log: this.book.log,
      onTrimmed,
    });
  }

  /** When what happened, since this was last asked. */
  done(what: string): number[] {
    return this.work.splice(0).filter(([, done]) => done.startsWith(what)).map(([at]) => at);
  }

  override [Symbol.dispose](): void {
    this.upkeep[Symbol.dispose]();
    super[Symbol.dispose]();
  }
}

Deno.test("Upkeep makes new lines findable after a second, once for all that came in it", async () => {
  using desk = new Desk();
  desk.upkeep.wake();
  desk.upkeep.wake();
  await desk.clock.advance(SECOND - 1);
  desk.upkeep.wake();
  assertEquals(desk.done("index"), []);
  await desk.clock.advance(10 * SECOND);
  assertEquals(desk.done("index"), [SECOND]);
  desk.upkeep.wake();
  await desk.clock.advance(10 * SECOND);
  assertEquals(desk.done("index").length, 1);
});

Deno.test("Upkeep goes on slice by slice as long as lines are left, an earlier run's too", async () => {
  using desk = new Desk();
  desk.unindexed = 501;
  desk.upkeep.start();
  desk.upkeep.wake();
  await desk.clock.advance(2 * SECOND);
  assertEquals(desk.done("index"), [0, 50, 100, 150, 200, 250].map((ms) => SECOND + ms));
  assertEquals(desk.unindexed, 0);
});

Deno.test("Upkeep looks for old lines every minute, with what the settings say", async () => {
  using desk = new Desk();
  desk.upkeep.start();
  await desk.clock.advance(0);
  desk.work.length = 0;
  await desk.clock.advance(3 * MINUTE);
  const trims = desk.work.filter(([, what]) => what.startsWith("trim"));
  assertEquals(trims.map(([at]) => at), [SECOND, SECOND + MINUTE, SECOND + 2 * MINUTE]);
  assertEquals(Math.round(Number(/trim ([\d.]+)/.exec(trims[0]![1])![1])), 30);
  assertEquals(trims[0]![1].split(", ").slice(1), ["7000000 bytes", "250"]);
  assertEquals(desk.trimmed, 0);
});

Deno.test("Upkeep lets old lines go slice by slice, a second apart, and says that some are gone", async () => {
  using desk = new Desk();
  desk.old = 625;
  desk.upkeep.start();
  await desk.clock.advance(MINUTE);
  assertEquals(desk.done("trim"), [SECOND, 2 * SECOND, 3 * SECOND]);
  assertEquals([desk.old, desk.trimmed], [0, 3]);
  await desk.clock.advance(10 * SECOND);
  assertEquals(desk.done("trim"), [3 * SECOND + MINUTE]);
  assertEquals(desk.trimmed, 3);
});

Deno.test("Upkeep goes on soon where there was more to tidy than could be done at once", async () => {
  using desk = new Desk();
  desk.old = 1;
  desk.untidy = 2;
  desk.upkeep.start();
  await desk.clock.advance(MINUTE);
  assertEquals([desk.done("trim"), desk.trimmed], [[SECOND, 2 * SECOND, 3 * SECOND], 3]);
});

Deno.test("Upkeep takes away the traces of what was erased slice by slice, and waits for those who read the file", async () => {
  using desk = new Desk();
  desk.upkeep.start();
  desk.scrubs = ["more", "more", "held", "held", "done"];
  await desk.clock.advance(MINUTE);
  assertEquals(desk.done("scrub"), [0, 100, 200, 5200, 10_200].map((ms) => SECOND + ms));
  desk.scrubs = ["held"];
  await desk.clock.advance(2 * SECOND);
  assertEquals(desk.done("scrub"), [SECOND + MINUTE]);
});

Deno.test("Upkeep leaves a store in trouble alone, and goes on when it is woken", async () => {
  using desk = new Desk();
  desk.unindexed = 500;
  desk.disk.failure = new StoreFailure("the disk is full");
  desk.upkeep.start();
  await desk.clock.advance(3 * MINUTE);
  assertEquals([desk.work, desk.trimmed], [[], 0]);
  desk.disk.mend();
  await desk.clock.advance(5 * SECOND);
  desk.upkeep.wake(); // as the archive does when it saves again
  await desk.clock.advance(2 * SECOND);
  assertEquals([desk.done("index").length, desk.unindexed], [5, 0]);
});

Deno.test("Upkeep keeps what is known of the clock in a store that is begun anew, before any line", async () => {
  using desk = new Desk();
  desk.upkeep.start();
  desk.disk.failure = new StoreFailure("the file was removed", { fault: "removed" });
  desk.say("a");
  desk.archive.commit();
  desk.disk.mend();
  desk.disk.calls.length = 0;
  await desk.clock.advance(5 * SECOND);
  assertEquals(desk.disk.calls.filter((call) => call.startsWith("save")), ["saveClockRecord", "save"]);
});

Deno.test("Upkeep leaves no timer behind, and does nothing any more once it is disposed", async () => {
  using desk = new Desk();
  desk.upkeep.start();
  desk.upkeep[Symbol.dispose]();
  desk.upkeep.wake();
  assertEquals(desk.clock.timers, 0);
  await desk.clock.advance(2 * MINUTE);
  assertEquals(desk.work, []);
});
