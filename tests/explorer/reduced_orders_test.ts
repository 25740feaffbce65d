/**
 * The reduction is held to the plain search: random models end in the same ways with and without it, and known bugs are
 * found with both. What it saves is counted.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { AllOrders, type Search } from "./all_orders.ts";
import { BROKEN, CORRECT } from "./classics.ts";
import { explore, type World } from "./mod.ts";
import { Player } from "./player.ts";
import { ReducedOrders } from "./reduced_orders.ts";
import { describe } from "./problem.ts";

/** What an actor of a random model may do; the number says with which of two doubles. */
const DEEDS = {
  read: ({ cells }, i) => cells[i]!.read(),
  add: async ({ cells }, i) => await cells[i]!.write(await cells[i]!.read() + 1),
  set: ({ cells }, i) => cells[i]!.write(7),
  update: ({ cells }, i) => cells[i]!.update((value) => value * 2 + 1),
  push: ({ queues }, i) => queues[i]!.push(i),
  take: ({ queues }, i) => queues[i]!.take(),
  close: ({ queues }, i) => queues[i]!.close(),
  acquire: ({ locks }, i) => locks[i]!.acquire(),
  release: ({ locks }, i) => locks[i]!.release(),
  raise: ({ signals }, i) => signals[i]!.raise(),
  wait: ({ signals }, i) => signals[i]!.wait(),
  call: ({ calls }, i) => calls[i]!.callOne(),
  listen: ({ calls }, i) => calls[i]!.wait(),
  forget: ({ world }, i) => {
    world.clock.after(i, () => {});
    return world.yield();
  },
  sleep: ({ world }, i) => world.clock.sleep(i),
  write: ({ pipes }, i) => pipes[i]!.write(Uint8Array.of(1, 2)),
  get: ({ pipes }, i) => pipes[i]!.read(new Uint8Array(4)),
  choose: ({ world }) => world.choose("way", ["left", "right"]),
  yield: ({ world }) => world.yield(),
} satisfies Record<string, (doubles: Doubles, i: number) => Promise<unknown>>;

type Deed = readonly [keyof typeof DEEDS, 0 | 1];
type Doubles = ReturnType<typeof doublesOf>;

function doublesOf(world: World) {
  const both = <T>(make: (name: string) => T) => [make("a"), make("b")] as const;
  return {
    world,
    cells: both((name) => world.cell(name, 0)),
    queues: both((name) => world.queue<number>(name, 1)),
    locks: both((name) => world.lock(name)),
    signals: both((name) => world.signal(name)),
    calls: both((name) => world.call(name)),
    pipes: both((name) =>
      world.pipe(name, { capacity: 3, hasShortReads: name === "a", canBreak: name === "b" })
    ),
  };
}

/** A model whose actors do what they are told. */
function modelOf(plans: readonly (readonly Deed[])[]) {
  return (world: World) => {
    const doubles = doublesOf(world);
    for (const [i, plan] of plans.entries()) {
      world.spawn(`actor ${i}`, async () => {
        for (const [deed, which] of plan) {
          // An error that ends the run would hide what the others come to: it is only noted, in the trace.
          await DEEDS[deed](doubles, which).catch(() => {});
        }
      });
    }
  };
}

/** All ways in which a model can end: what everybody saw, and the problem. */
async function endsOf(plans: readonly (readonly Deed[])[], search: Search, maxRuns: number) {
  using player = new Player(modelOf(plans), { maxSteps: 200, maxActors: 10, horizonMs: Infinity });
  const ends = new Set<string>();
  let runs = 0;
  do {
    const { run, ending } = await player.play(search);
    if (++runs > maxRuns) return undefined;
    if (ending.kind === "given up") continue;
    const seen = Map.groupBy(run.steps, ({ actor }) => actor);
    const stories = [...seen].sort().map(([actor, steps]) => [actor, steps.map(({ text }) => text)]);
    ends.add(JSON.stringify([stories, ending.kind === "problem" ? describe(ending.problem) : ending.kind]));
  } while (search.next());
  return { ends, runs };
}

const deed = fc.tuple(
  fc.constantFrom(...Object.keys(DEEDS) as (keyof typeof DEEDS)[]),
  fc.constantFrom(0, 1),
);
const plans = fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 });

Deno.test("ReducedOrders come to every end that all orders come to, and to no other (property)", async () => {
  let all = 0, reduced = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plans) => {
      const expected = await endsOf(plans as Deed[][], new AllOrders(), 10_000);
      fc.pre(expected !== undefined);
      const got = await endsOf(plans as Deed[][], new ReducedOrders(), 10_000);
      assertEquals(got?.ends, expected.ends);
      all += expected.runs;
      reduced += got!.runs;
    }),
    { numRuns: 200 },
  );
  assert(reduced * 5 < all, `${reduced} runs instead of ${all} save too little`);
});

Deno.test("explore() finds the same bugs with the reduction as without, in no more runs", async () => {
  for (const { name, model, kind } of BROKEN) {
    const plain = await explore(model);
    const reduced = await explore(model, { sharing: "doubles" });
    assertEquals([name, plain.finding?.problem.kind, reduced.finding?.problem.kind], [name, kind, kind]);
  }
});

Deno.test("explore() passes the same models with the reduction as without, in fewer runs", async () => {
  let all = 0, reduced = 0;
  for (const { name, model } of CORRECT) {
    const plain = await explore(model);
    const less = await explore(model, { sharing: "doubles" });
    assertEquals([name, plain.isExhaustive, less.isExhaustive], [name, true, true]);
    all += plain.orders;
    reduced += less.orders + less.pruned;
  }
  assert(reduced * 3 < all, `${reduced} runs instead of ${all} save too little`);
});
