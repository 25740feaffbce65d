/** A limited search says that it is not exhaustive, and can be taken up again where it stopped. @module */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Checkpoint, explore, type ExploreOptions, type Model, summary } from "./mod.ts";

/** Three people who take three steps each: 9!/(3!3!3!) = 1680 orders. */
const three: Model = (world) => {
  for (const name of ["ann", "bob", "cid"]) {
    world.spawn(name, async () => {
      for (let step = 0; step < 3; step++) await world.yield();
    });
  }
};

/** The same, and only one order is wrong. */
const oneInMany: Model = (world) => {
  const order: string[] = [];
  for (const name of ["ann", "bob", "cid"]) {
    world.spawn(name, async () => {
      for (let step = 0; step < 3; step++) {
        await world.yield();
        order.push(name);
      }
    });
  }
  world.atEnd(() => assert(order.join(" ") !== "cid cid cid bob bob bob ann ann ann", "the one"));
};

Deno.test("explore() stops after so many runs and says that it has not tried all", async () => {
  const report = await explore(three, { maxRuns: 100 });
  assertEquals(summary(report), "found nothing in 100 orders of at most 9 steps; not exhaustive: 100 runs");
});

Deno.test("explore() stops after so much time and says so", async () => {
  const report = await explore(three, { maxMs: 0 });
  assertEquals(summary(report), "found nothing in 1 order of at most 9 steps; not exhaustive: 0 ms");
});

Deno.test("explore() gives up orders with too many actors and says so", async () => {
  const report = await explore(three, { maxActors: 3 }); // the model is one of them
  assertEquals(summary(report), "found nothing in 0 orders of at most 0 steps; not exhaustive: 3 actors");
});

Deno.test("explore() never fires a timer beyond the horizon, so that what repeats for ever has an end", async () => {
  const fired: number[] = [];
  const model: Model = async (world) => {
    const again = () => {
      fired.push(world.clock.now());
      timer = world.clock.after(1000, again);
    };
    let timer = world.clock.after(1000, again);
    await world.until("it has fired three times", () => fired.length === 3);
    timer.cancel();
  };
  const report = await explore(model, { horizonMs: 3500 });
  assertEquals([report.finding, fired], [undefined, [1000, 2000, 3000]]);
  assertEquals(report.limits, ["no timer later than 3500 ms"]);
});

for (const sharing of ["anything", "doubles"] as const) {
  Deno.test(`explore() goes on from a checkpoint to the same orders and the same end, sharing ${sharing}`, async () => {
    const whole = await explore(three, { sharing });
    let resume: Checkpoint | undefined;
    let report;
    let stops = 0;
    do {
      const options: ExploreOptions = { sharing, maxRuns: 150, ...(resume && { resume }) };
      report = await explore(three, options);
      stops++;
      resume = report.checkpoint && JSON.parse(JSON.stringify(report.checkpoint));
    } while (resume !== undefined);
    assertEquals(report.orders, whole.orders);
    assertEquals(stops, sharing === "anything" ? 12 : 1);
  });
}

Deno.test("explore() remembers over a checkpoint what was left out before it", async () => {
  const options = { maxPreemptions: 2 };
  const first = await explore(three, { ...options, maxRuns: 5 });
  const second = await explore(three, { ...options, resume: first.checkpoint! });
  assertEquals([second.isExhaustive, second.limits], [false, ["at most 2 preemptions"]]);
});

Deno.test("explore() refuses options that make no sense, and a checkpoint of another kind of search", async () => {
  const { checkpoint } = await explore(three, { maxRuns: 1 });
  const wrong: readonly (readonly [ExploreOptions, string])[] = [
    [{ maxSteps: 0 }, "Cannot explore with maxSteps 0: it is 1 or more"],
    [{ maxRuns: NaN }, "Cannot explore with maxRuns NaN"],
    [{ maxPreemptions: -1 }, "Cannot explore with maxPreemptions -1: it is 0 or more"],
    [{ sharing: "nothing" as "doubles" }, 'Cannot explore with sharing "nothing"'],
    [{ sharing: "doubles", resume: checkpoint! }, 'Cannot go on with sharing "doubles"'],
  ];
  for (const [options, message] of wrong) {
    await assertRejects(() => explore(three, options), RangeError, message);
  }
});

Deno.test("explore() finds behind a checkpoint what it had not come to before it", async () => {
  const first = await explore(oneInMany, { maxRuns: 1000 });
  assertEquals(first.finding, undefined);
  const second = await explore(oneInMany, { resume: first.checkpoint! });
  assertEquals(second.finding?.problem.kind, "failure");
  assert(second.orders > first.orders, "it began anew");
});
