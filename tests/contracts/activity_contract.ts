/**
 * What every adapter of the port `lib/observe/activity.ts` has to do, as tests: what a part does must never depend on
 * whether somebody measures it.
 *
 * @module
 */

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Activities, Activity, Observed } from "../../lib/observe/activity.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A part that counts how often it was asked. */
class Part implements Observed {
  asked = 0;

  snapshot() {
    this.asked++;
    return { name: "ann", fields: {} };
  }
}

/** Runs the contract against adapters that `make` makes for a clock. */
export function activityContract(name: string, make: (clock: FakeClock) => Activities): void {
  const test = (
    what: string,
    run: (it: { activities: Activities; clock: FakeClock; part: Part; activity: Activity }) => unknown,
  ) =>
    Deno.test(`${name} ${what}`, async () => {
      const clock = new FakeClock(), activities = make(clock), part = new Part();
      await run({ activities, clock, part, activity: activities.begin("reader", part) });
    });
  const runsOf = (
    { run, goOn, timed }: Record<"run" | "goOn" | "timed", Activity["run"]>,
  ) => [run, goOn, timed];
  const boundRuns = (activity: Activity) =>
    runsOf({
      run: (work) => activity.run(work),
      goOn: (work) => activity.goOn(work),
      timed: (work) => activity.timed(work),
    });

  test("does the work of a run once, at once, and returns what it returns", ({ activity }) => {
    let count = 0;
    for (const run of boundRuns(activity)) assertEquals(run(() => ++count), count);
    assertEquals(count, 3);
  });

  test("throws what the work of a run throws, and goes on behind it", ({ activity }) => {
    for (const run of boundRuns(activity)) {
      assertThrows(
        () =>
          run(() => {
            throw new Error("broken");
          }),
        Error,
        "broken",
      );
    }
    assertEquals(activity.run(() => "fine"), "fine");
  });

  test("takes runs within runs, its own and those of others", ({ activities, activity }) => {
    const other = activities.begin("store", { name: "store" });
    const order: string[] = [];
    activity.run(() => {
      order.push("outer");
      other.run(() => activity.run(() => order.push("inner")));
      order.push("outer again");
    });
    assertEquals(order, ["outer", "inner", "outer again"]);
  });

  test("settles a wait as what is waited for settles", async ({ activity }) => {
    assertEquals(await activity.waits("its pace", Promise.resolve(7)), 7);
    await assertRejects(() => activity.waits("a line", Promise.reject(new Error("gone"))), Error, "gone");
    await activity.yields(Promise.resolve());
  });

  test("does the runs of a row once and at once, also where nothing has one", ({ activities, activity }) => {
    const row = activities.row();
    let count = 0;
    row.wakes();
    row.run(() => [{ activity }].slice(0, ++count));
    row.run(() => [].slice(0, ++count));
    assertEquals(count, 2);
  });

  test("tells the time of the clock, and runs what its timers are set for", async (it) => {
    const { activities, clock, activity } = it;
    await clock.advance(40);
    const timed = activities.clockOf(activity);
    assertEquals([activities.now(), timed.now(), timed.time()], [40, 40, clock.time()]);
    const ran: string[] = [];
    timed.after(10, () => ran.push("after"));
    timed.after(10, () => ran.push("called off")).cancel();
    timed.soon(() => ran.push("soon"));
    await clock.advance(10);
    assertEquals(ran, ["soon", "after"]);
    assertEquals(clock.timers, 0);
  });

  test("asks for no snapshot before an activity is over, and at most one then", async ({ activity, part }) => {
    activity.wakes();
    activity.run(() => {});
    await activity.yields(Promise.resolve());
    assertEquals(part.asked, 0);
    activity[Symbol.dispose]();
    activity[Symbol.dispose]();
    assertEquals(part.asked <= 1, true);
  });

  test("takes no harm of a wait that is over after the activity is", async ({ activity }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waits = [activity.waits("its pace", promise), activity.yields(promise)];
    activity[Symbol.dispose]();
    resolve();
    await Promise.all(waits);
  });
}
