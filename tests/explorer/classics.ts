/**
 * Small classics of concurrency, each in a broken and a correct version. Their actors share nothing but doubles.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Model, Problem, World } from "./mod.ts";

/** A model that is correct. */
export interface Classic {
  /** What it is. */
  readonly name: string;
  /** The model. */
  readonly model: Model;
}

/** A model that is wrong. */
export interface BrokenClassic extends Classic {
  /** What has to be found in it. */
  readonly kind: Problem["kind"];
}

/** Two people who go in, stay for a step, and go out; only one may be inside. */
function visitors(world: World, goIn: () => Promise<unknown>, goOut: () => Promise<unknown>) {
  const inside = world.cell("inside", 0);
  return ["ann", "bob"].map((name) =>
    world.spawn(name, async () => {
      await goIn();
      assertEquals(await inside.update((now) => now + 1), 0, "two are inside");
      await inside.update((now) => now - 1);
      await goOut();
    })
  );
}

/** A semaphore that looks whether there is room, and then takes it. */
const brokenSemaphore: Model = (world) => {
  const free = world.cell("free", 1);
  const goIn = async () => {
    await world.until("there is room", () => free.value > 0);
    await free.update((now) => now - 1);
  };
  visitors(world, goIn, () => free.update((now) => now + 1));
};

/** A semaphore of tickets: looking and taking is one step. */
const semaphore: Model = async (world) => {
  const tickets = world.queue<string>("tickets");
  await tickets.push("ticket");
  await world.join(...visitors(world, () => tickets.take(), () => tickets.push("ticket")));
  await tickets.take();
};

/** A consumer that looks, and then begins to listen: a call in between is lost. */
const lostWakeUp: Model = (world) => {
  const box = world.cell("box", 0);
  const call = world.call("something is in it");
  world.spawn("producer", async () => {
    await box.write(1);
    await call.callAll();
  });
  world.spawn("consumer", async () => {
    if (await box.read() === 0) {
      await world.yield("sit down");
      await call.wait();
    }
    assertEquals(await box.read(), 1);
  });
};

/** A consumer that looks and begins to listen under the lock that the producer needs for calling. */
const keptWakeUp: Model = (world) => {
  const box = world.cell("box", 0);
  const lock = world.lock("box");
  const call = world.call("something is in it");
  world.spawn("producer", async () => {
    using _held = await lock.acquire();
    await box.write(1);
    await call.callAll();
  });
  world.spawn("consumer", async () => {
    await lock.acquire();
    const called = await box.read() === 0 ? call.wait() : undefined;
    await lock.release();
    await called;
    assertEquals(await box.read(), 1);
  });
};

/** A lock for readers and a writer, whose readers count themselves while they hold the gate, or only afterwards. */
function readWriteLock(isCountedInTime: boolean): Model {
  return (world) => {
    const gate = world.lock("gate");
    const readers = world.cell("readers", 0);
    const writing = world.cell("writing", false);
    for (const name of ["reader 1", "reader 2"]) {
      world.spawn(name, async () => {
        await gate.acquire();
        if (isCountedInTime) await readers.update((now) => now + 1);
        await gate.release();
        if (!isCountedInTime) await readers.update((now) => now + 1);
        assert(!await writing.read(), "somebody reads what is being written");
        await readers.update((now) => now - 1);
      });
    }
    world.spawn("writer", async () => {
      await gate.acquire();
      await world.until("nobody reads", () => readers.value === 0);
      await writing.write(true);
      await writing.write(false);
      await gate.release();
    });
  };
}

/** Two who take two locks. */
function twoLocks(isSameOrder: boolean): Model {
  return (world) => {
    const [left, right] = [world.lock("left"), world.lock("right")];
    const take = async (first: typeof left, second: typeof left) => {
      using _first = await first.acquire();
      using _second = await second.acquire();
    };
    world.spawn("ann", () => take(left, right));
    world.spawn("bob", () => isSameOrder ? take(left, right) : take(right, left));
  };
}

/** A courier who leaves while letters may still come. */
function courier(waitsForTheEnd: boolean): Model {
  return (world) => {
    const letters = world.queue<number>("letters", 1);
    world.spawn("writer", async () => {
      await letters.push(1);
      await letters.push(2);
      await letters.close();
    });
    world.spawn("courier", async () => {
      while (await letters.take() !== undefined) if (!waitsForTheEnd && letters.size === 0) return;
    });
  };
}

/** Every model that is wrong. */
export const BROKEN: readonly BrokenClassic[] = [
  { name: "semaphore that looks before it takes", model: brokenSemaphore, kind: "failure" },
  { name: "lost wake-up", model: lostWakeUp, kind: "deadlock" },
  { name: "readers counted too late", model: readWriteLock(false), kind: "failure" },
  { name: "two locks in two orders", model: twoLocks(false), kind: "deadlock" },
  { name: "courier who leaves too early", model: courier(false), kind: "leak" },
];

/** Every model that is correct. */
export const CORRECT: readonly Classic[] = [
  { name: "semaphore", model: semaphore },
  { name: "wake-up under a lock", model: keptWakeUp },
  { name: "readers counted in time", model: readWriteLock(true) },
  { name: "two locks in one order", model: twoLocks(true) },
  { name: "courier who waits for the end", model: courier(true) },
];
