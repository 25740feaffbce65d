/** What can go wrong is found, named, and shown in its shortest order. @module */

import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { findingOf } from "./finding_of.ts";
import { explore, type ExploreOptions, type Model, replay, summary, tell } from "./mod.ts";

async function storyOf(model: Model, options?: ExploreOptions): Promise<string[]> {
  return tell(await findingOf(model, options)).split("\n").map((line) => line.trim()).slice(0, -1);
}

Deno.test("explore() tells of a deadlock who waits for what", async () => {
  const story = await storyOf((world) => {
    const [left, right] = [world.lock("left"), world.lock("right")];
    world.spawn("ann", async () => {
      using _left = await left.acquire();
      using _right = await right.acquire();
    });
    world.spawn("bob", async () => {
      using _right = await right.acquire();
      using _left = await left.acquire();
    });
  });
  assertEquals(story, [
    "1  ann  lock left: acquire",
    "2  bob  lock right: acquire",
    "deadlock, nothing can happen any more: ann waits for lock right to acquire (held by bob); " +
    "bob waits for lock left to acquire (held by ann)",
  ]);
});

Deno.test("explore() tells of a deadlock over a promise of the model's own, and over an actor's end", async () => {
  const story = await storyOf((world) => {
    const ann = world.spawn("ann", async () => {
      await world.yield("knock");
      await new Promise(() => {});
    });
    world.spawn("bob", () => world.join(ann));
  });
  assertEquals(
    story.at(-1),
    [
      "deadlock, nothing can happen any more: ann waits for a promise that nobody settles (last: knock)",
      "bob waits for the end of ann",
    ].join("; "),
  );
});

Deno.test("explore() tells of everything left behind at the end", async () => {
  const story = await storyOf(async (world) => {
    await world.queue<string>("letters").push("hello");
    await world.lock("door").acquire();
    world.clock.after(1000, () => {});
    world.signal("stop").abortSignal.addEventListener("abort", () => {});
    world.pipe("ann");
    world.leftover(() => "crumbs");
  });
  assertEquals(
    story.at(-1),
    'left behind at the end: queue letters holds "hello"; lock door is held by model; signal stop has listeners: 1; ' +
      "pipe ann is open; crumbs; clock still has to fire the timer due at 1000 ms",
  );
});

Deno.test("explore() takes nothing for a leak that was let go of", async () => {
  const report = await explore(async (world) => {
    const letters = world.queue<string>("letters");
    await letters.push("hello");
    await letters.take();
    using _held = await world.lock("door").acquire();
    world.clock.after(1000, () => {}).cancel();
    const stop = world.signal("stop");
    const listener = () => {};
    stop.abortSignal.addEventListener("abort", listener);
    stop.abortSignal.removeEventListener("abort", listener);
    using _pipe = world.pipe("ann");
  });
  assertEquals(summary(report), "passed in all 1 order of at most 3 steps");
});

Deno.test("explore() takes an error in a condition, a listener or a microtask for a failure like any other", async () => {
  const models: readonly Model[] = [
    (world) => {
      let box: { readonly value: number } | undefined = { value: 1 };
      world.spawn("ann", async () => {
        await world.yield();
        box = undefined;
        await world.yield();
        box = { value: 2 };
      });
      world.spawn("bob", () => world.until("the value is 2", () => box!.value === 2));
    },
    (world) => {
      const stop = world.signal("stop");
      stop.abortSignal.addEventListener("abort", () => assert(false, "thrown by a listener"));
      world.spawn("ann", () => stop.raise());
    },
    (world) => void world.spawn("ann", () => queueMicrotask(() => assert(false, "thrown by a microtask"))),
    (world) => {
      world.leftover(() => {
        throw new Error("thrown while looking");
      });
    },
    (world) => world.atEnd(async () => assert(await world.yield() === undefined)),
  ];
  for (const model of models) assertEquals((await findingOf(model)).problem.kind, "failure");
});

Deno.test("explore() finds a timer left set with the reduction as without", async () => {
  for (const sharing of ["anything", "doubles"] as const) {
    const { problem } = await findingOf((world) => {
      world.clock.after(10, () => {});
      world.spawn("ann", () => world.yield());
    }, { sharing });
    assertEquals(problem.kind, "leak");
  }
});

Deno.test("explore() finds a rejection that nobody was told of", async () => {
  const story = await storyOf((world) => {
    world.spawn("ann", async () => {
      await world.yield("drop it");
      Promise.reject(new Error("dropped"));
    });
  });
  assertEquals(story, ["1  ann  drop it", "a promise was rejected and nobody was told: dropped"]);
});

Deno.test("explore() finds the step after which something that always holds does not", async () => {
  const story = await storyOf((world) => {
    const balance = world.cell("balance", 10);
    world.always(() => assert(balance.value >= 0, "the balance is below zero"));
    for (const name of ["ann", "bob"]) {
      world.spawn(name, async () => {
        if (await balance.read() >= 10) await balance.update((now) => now - 10);
      });
    }
  });
  assertEquals(story, [
    "1  ann  cell balance: read → 10",
    "2  bob  cell balance: read → 10",
    "3  bob  cell balance: update → 10",
    "4  ann  cell balance: update → 0",
    "always failed: the balance is below zero",
  ]);
});

Deno.test("explore() shows the shortest order even where it first comes upon a longer one", async () => {
  const finding = await findingOf((world) => {
    const isReady = world.cell("ready", false);
    world.spawn("ann", async () => {
      for (let i = 0; i < 3; i++) await world.yield("prepare");
      await isReady.write(true);
    });
    world.spawn("bob", async () => {
      for (let i = 0; i < 2; i++) await world.yield("walk");
      assert(await isReady.read(), "not ready");
    });
  });
  assertEquals(finding.order.map(({ actor }) => actor), ["bob", "bob", "bob"]);
  assert(finding.isShortest);
});

Deno.test("explore() tells of a model that is not deterministic", async () => {
  let runs = 0;
  const finding = await findingOf((world) => {
    const word = runs++ === 0 ? "once" : "later";
    for (const name of ["ann", "bob"]) world.spawn(name, () => world.yield(word));
  });
  assertMatch(
    tell(finding),
    /not deterministic: the same choices gave ".*later.*" where they had given ".*once/,
  );
});

Deno.test("explore() tells of a problem that does not come again in the same order", async () => {
  let runs = 0;
  const { finding } = await explore((world) => {
    const isFirst = runs++ === 0;
    world.spawn("ann", async () => {
      await world.yield();
      if (isFirst) throw new Error("only once");
    });
  });
  assertEquals(finding?.problem, {
    ...{ kind: "nondeterminism", expected: "ann failed: only once", got: "no problem" },
  });
});

Deno.test("replay() tells of a token whose order is not there any more, and of what is no token", async () => {
  const { finding } = await explore((world) => {
    for (const name of ["ann", "bob"]) world.spawn(name, () => world.yield());
    world.atEnd(() => assert(false, "never"));
  });
  assert(finding !== undefined);
  const changed: Model = (world) => void world.spawn("ann", () => world.yield("another step"));
  assertEquals((await replay(changed, finding.token)).finding?.problem.kind, "other order");
  await assertRejects(() => replay(changed, "yesterday"), SyntaxError, 'Cannot replay "yesterday"');
});
