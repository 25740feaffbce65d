/** The doubles behave as the real things do, in all orders. @module */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { explore, type ExploreOptions, type Model } from "./mod.ts";

/** Runs a model in all orders and tells how many there are; fails where something is found. */
async function passes(model: Model, options?: ExploreOptions): Promise<number> {
  const { finding, orders, isExhaustive } = await explore(model, options);
  if (finding?.problem.kind === "failure") throw finding.problem.error;
  assertEquals([finding, isExhaustive], [undefined, true]);
  return orders;
}

Deno.test("Queue keeps the order of each sender, and holds no more than its capacity", async () => {
  await passes(async (world) => {
    const queue = world.queue<string>("letters", 1);
    world.always(() => assert(queue.size <= 1));
    for (const name of ["a", "b"]) {
      world.spawn(name, async () => {
        for (const i of [1, 2]) await queue.push(name + i);
      });
    }
    const taken = [];
    for (let i = 0; i < 4; i++) taken.push(await queue.take());
    for (const name of ["a", "b"]) {
      assertEquals(taken.filter((letter) => letter?.startsWith(name)), [`${name}1`, `${name}2`]);
    }
  });
});

Deno.test("Queue gives what is in it after the closing, then undefined, and takes nothing more", async () => {
  await passes(async (world) => {
    const queue = world.queue<number>("numbers");
    await queue.push(1);
    await queue.close();
    assertEquals([await queue.take(), await queue.take()], [1, undefined]);
    await assertRejects(() => queue.push(2), Error, "queue numbers is closed");
  });
});

Deno.test("Lock has one holder at a time, and whoever waits may be next", async () => {
  const winners = new Set<string>();
  await passes((world) => {
    const lock = world.lock("door");
    const order: string[] = [];
    for (const name of ["a", "b", "c"]) {
      world.spawn(name, async () => {
        using _held = await lock.acquire();
        order.push(name);
        await world.yield();
        assertEquals(order.at(-1), name);
      });
    }
    world.atEnd(() => winners.add(order.join("")));
  });
  assertEquals([...winners].sort(), ["abc", "acb", "bac", "bca", "cab", "cba"]);
});

Deno.test("Lock cannot be released by anybody while it is free", async () => {
  await passes(async (world) => {
    await assertRejects(() => world.lock("door").release(), Error, "lock door is not held");
  });
});

Deno.test("Signal stays raised, for its own waiters and as an AbortSignal", async () => {
  await passes(async (world) => {
    const stop = world.signal("stop");
    let heard: unknown;
    stop.abortSignal.addEventListener("abort", () => heard = stop.abortSignal.reason);
    const waiter = world.spawn("waiter", () => stop.wait());
    await stop.raise("enough");
    await world.join(waiter);
    assertEquals([heard, stop.isRaised], ["enough", true]);
    stop.lowerNow();
    assertEquals([stop.isRaised, stop.abortSignal.aborted], [false, true]);
  });
});

Deno.test("Call wakes who has waited longest, or all who wait", async () => {
  await passes(async (world) => {
    const call = world.call("dinner");
    const woken: string[] = [];
    const sit = (name: string) =>
      world.spawn(name, async () => {
        await call.wait();
        woken.push(name);
      });
    const [first, ...others] = [sit("a"), sit("b"), sit("c")];
    await call.callOne();
    await world.join(first!);
    assertEquals(woken, ["a"]);
    await call.callAll();
    await world.join(...others);
    assertEquals(woken.toSorted(), ["a", "b", "c"]);
  });
});

Deno.test("Clock fires timers in the order they are due, of equals the one set first, at their time", async () => {
  await passes(async (world) => {
    const { clock } = world;
    const fired: unknown[] = [];
    for (const ms of [20, 10, 10]) clock.after(ms, () => fired.push([ms, clock.now(), clock.time()]));
    clock.soon(() => fired.push("soon"));
    await clock.sleep(30);
    assertEquals(fired, ["soon", [10, 10, 10], [10, 10, 10], [20, 20, 20]]);
  });
});

Deno.test("Clock lets any step come before a timer that is due, and after it", async () => {
  const seen = new Set<number>();
  await passes((world) => {
    world.spawn("sleeper", () => world.clock.sleep(10));
    world.spawn("worker", async () => {
      await world.yield("work");
      seen.add(world.clock.now());
    });
  });
  assertEquals([...seen].sort(), [0, 10]);
});

Deno.test("BytePipe brings all bytes in order, however they are split, and then the end", async () => {
  const splits = new Set<string>();
  await passes(async (world) => {
    const pipe = world.pipe("socket", { capacity: 2, hasShortReads: true, hasShortWrites: true });
    world.spawn("writer", async () => {
      for (let bytes = Uint8Array.of(1, 2, 3); bytes.length > 0;) {
        bytes = bytes.subarray(await pipe.write(bytes));
      }
      pipe.end();
    });
    const got: number[][] = [];
    const buffer = new Uint8Array(2);
    for (let count; (count = await pipe.read(buffer)) !== null;) got.push([...buffer.subarray(0, count)]);
    assertEquals(got.flat(), [1, 2, 3]);
    splits.add(got.map(({ length }) => length).join("+"));
  });
  assertEquals([...splits].sort(), ["1+1+1", "1+2", "2+1"]);
});

Deno.test("BytePipe that can break does so at every read and write, and both sides notice", async () => {
  const ends = new Set<string>();
  await passes(async (world) => {
    using pipe = world.pipe("socket", { canBreak: true });
    const writer = world.spawn("writer", async () => {
      try {
        await pipe.write(Uint8Array.of(1));
        return "written";
      } catch {
        return "not written";
      }
    });
    let read: string;
    try {
      read = `read ${await pipe.read(new Uint8Array(1))}`;
    } catch {
      read = "not read";
    }
    ends.add(`${await writer}, ${read}`);
  });
  assertEquals([...ends].sort(), ["not written, not read", "written, not read", "written, read 1"]);
});

Deno.test("BytePipe lets nobody wait who reads or writes when it is broken, ended or let go of", async () => {
  await passes(async (world) => {
    const [broken, ended] = [world.pipe("broken"), world.pipe("ended")];
    broken.break();
    await assertRejects(() => broken.read(new Uint8Array(1)), Error, "pipe broken is broken");
    await assertRejects(() => broken.write(Uint8Array.of(1)), Error, "pipe broken is broken");
    broken[Symbol.dispose]();
    ended.end();
    assertEquals(await ended.read(new Uint8Array(1)), null);
    await assertRejects(() => ended.write(Uint8Array.of(1)), Error, "pipe ended has ended");
  });
});

Deno.test("World.until() goes on in the step in which the condition holds", async () => {
  assertEquals(
    await passes((world) => {
      let doors = 0;
      world.spawn("guest", async () => {
        await world.until("both doors are open", () => doors === 2);
        assertEquals(doors, 2);
      });
      for (const name of ["front", "back"]) {
        world.spawn(name, async () => {
          await world.yield("open");
          doors++;
        });
      }
    }),
    2,
  );
});

Deno.test("World.step() makes doubles of one's own", async () => {
  const orders = await passes((world) => {
    let score = 0;
    const roll = () =>
      world.step({
        object: "dice",
        verb: "roll",
        outcomes: () => ["1", "6"],
        perform: (outcome) => void (score += outcome === 0 ? 1 : 6),
      });
    for (const name of ["ann", "bob"]) world.spawn(name, roll);
    world.atEnd(() => assert([2, 7, 12].includes(score)));
  });
  assertEquals(orders, 8);
});
