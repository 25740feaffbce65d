/** "Every order" means every order: where their number is known, it is exactly that. @module */

import { assert, assertEquals } from "@std/assert";
import { explore, type ExploreOptions, type World } from "./mod.ts";

const factorial = (n: number): number => n <= 1 ? 1 : n * factorial(n - 1);

/** Actors who pause so and so often each. */
function pausing(...pauses: number[]) {
  return (world: World) => {
    for (const [i, count] of pauses.entries()) {
      world.spawn(`actor ${String.fromCharCode(97 + i)}`, async () => {
        for (let step = 0; step < count; step++) await world.yield();
      });
    }
  };
}

async function ordersOf(model: (world: World) => void, options?: ExploreOptions): Promise<number> {
  const report = await explore(model, options);
  assertEquals(report.finding, undefined);
  assert(report.isExhaustive);
  return report.orders;
}

Deno.test("explore() runs n independent steps in n! orders", async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) {
    assertEquals(await ordersOf(pausing(...new Array<number>(n).fill(1))), factorial(n));
  }
});

Deno.test("explore() runs two actors of a and b steps in (a+b)!/(a!b!) orders", async () => {
  for (const [a, b] of [[1, 1], [2, 1], [2, 2], [3, 2], [4, 3], [5, 5], [20, 1]] as const) {
    assertEquals(await ordersOf(pausing(a, b)), Math.round(factorial(a + b) / (factorial(a) * factorial(b))));
  }
});

Deno.test("explore() runs three actors of 2, 2 and 3 steps in 7!/(2!2!3!) orders", async () => {
  assertEquals(await ordersOf(pausing(2, 2, 3)), 210);
});

Deno.test("explore() never runs the same order twice", async () => {
  const seen = new Set<string>();
  let runs = 0;
  await ordersOf((world) => {
    const order: string[] = [];
    for (const name of ["a", "b", "c"]) {
      world.spawn(name, async () => {
        for (const step of [1, 2]) {
          await world.yield();
          order.push(name + step);
        }
      });
    }
    world.atEnd(() => {
      runs++;
      seen.add(order.join(" "));
    });
  });
  assertEquals([runs, seen.size], [90, 90]);
});

Deno.test("explore() tries every outcome of every step: 3 ways, and 2 orders of the rest behind each", async () => {
  const orders = await ordersOf(async (world) => {
    await world.choose("way", ["left", "right", "on"]);
    pausing(1, 1)(world);
  });
  assertEquals(orders, 6);
});

Deno.test("explore() starts actors of actors and joins them without a step of its own", async () => {
  const orders = await ordersOf((world) => {
    world.spawn("parent", async () => {
      await world.yield();
      const child = world.spawn("child", () => world.yield());
      await world.yield();
      await world.join(child);
    });
  });
  assertEquals(orders, 2);
});

Deno.test("explore() with few preemptions runs the orders that have no more of them", async () => {
  const bounded = async (maxPreemptions: number) => {
    const { orders, isExhaustive, limits } = await explore(pausing(3, 3), { maxPreemptions });
    return { orders, isExhaustive, limits };
  };
  // aaabbb and bbbaaa have none: the first actor's end is no preemption.
  const limits = (n: number) => [`at most ${n} ${n === 1 ? "preemption" : "preemptions"}`];
  assertEquals(await bounded(0), { orders: 2, isExhaustive: false, limits: limits(0) });
  assertEquals(await bounded(1), { orders: 6, isExhaustive: false, limits: limits(1) });
  assertEquals(await bounded(9), { orders: 20, isExhaustive: true, limits: [] });
});

Deno.test("explore() runs independent steps in one order where told that only doubles are shared", async () => {
  assertEquals(await ordersOf(pausing(1, 1, 1, 1, 1, 1, 1), { sharing: "doubles" }), 1);
  assertEquals(await ordersOf(pausing(5, 5), { sharing: "doubles" }), 1);
});
