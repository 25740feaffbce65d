/** What goes round for ever is found, and what only seems to is not. @module */

import { assert, assertEquals } from "@std/assert";
import { findingOf } from "./finding_of.ts";
import { explore, type Model } from "./mod.ts";

Deno.test("explore() tells of what goes on for ever which steps it repeats", async () => {
  const finding = await findingOf((world) => {
    const turn = world.cell("turn", 0);
    world.spawn("ann", async () => {
      while (await turn.read() < 2) await world.yield("wait");
    });
  });
  assertEquals(finding.problem, {
    kind: "livelock",
    loop: ["ann | cell turn: read", "ann | wait"],
  });
});

Deno.test("explore() takes nobody's circles for a livelock while others could go on and end them", async () => {
  const report = await explore((world) => {
    let isOpen = false;
    world.spawn("ann", async () => {
      while (!isOpen) await world.yield("look");
    });
    world.spawn("bob", async () => {
      await world.yield("open");
      isOpen = true;
    });
  });
  assertEquals(report.finding, undefined);
  assertEquals(report.limits, ['whoever goes round at "ann | look" lets the others go first']);
});

Deno.test("explore() finds what is wrong behind somebody's circles", async () => {
  const finding = await findingOf((world) => {
    let isTaken = false, inside = 0;
    for (const name of ["ann", "bob"]) {
      world.spawn(name, async () => {
        while (isTaken) await world.yield("look");
        await world.yield("take"); // between the look and the taking
        isTaken = true;
        inside++;
        await world.yield("work");
        assertEquals(inside--, 1, "two are inside");
        isTaken = false;
      });
    }
  });
  assertEquals(finding.problem.kind, "failure");
});

/** Two who want to pass the same door, and each lets the other go first. */
function polite(onBackOff: (times: readonly number[]) => void): Model {
  return (world) => {
    const wants = [false, false], times = [0, 0];
    for (const [me, other] of [[0, 1], [1, 0]] as const) {
      world.spawn(`actor ${me}`, async () => {
        for (;;) {
          wants[me] = true;
          await world.yield("look");
          if (!wants[other]) return void (wants[me] = false);
          times[me]!++;
          onBackOff(times);
          wants[me] = false;
          await world.yield("after you");
        }
      });
    }
  };
}

Deno.test("explore() finds two who let each other go first for ever", async () => {
  const finding = await findingOf(polite(() => {}), { maxSteps: 40 });
  assertEquals(finding.problem.kind, "livelock");
});

Deno.test("explore() finds what goes wrong on the first steps of a circle, and on a path through one", async () => {
  const both = await findingOf(polite((times) => assert(times.includes(0), "both backed off")));
  assertEquals(both.order.length, 3);
  const path = await findingOf((world) => {
    let state = 0;
    world.spawn("worker", async () => {
      for (let i = 0; i < 3; i++) {
        await world.yield("work");
        state++;
      }
    });
    world.spawn("watcher", async () => {
      const seen: number[] = [];
      while (state < 3) {
        seen.push(state);
        await world.yield("watch");
      }
      assert(seen.join() !== "0,0,1,1,2", "that path");
    });
  });
  assertEquals(path.problem.kind, "failure");
});
