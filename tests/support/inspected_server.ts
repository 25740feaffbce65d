/**
 * The inside of a whole server with people in it, on a clock in the test's hands.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { AdminDoorParts } from "../../lib/admin/admin_door.ts";
import type { Inspected } from "../../lib/observe/rows.ts";
import type { Measure } from "../../lib/inspect/measure.ts";
import { CHAT_ONLY } from "./chat_only.ts";
import { startServer } from "../../lib/server.ts";
import { Caller, listenerFor } from "./caller.ts";
import { FakeClock } from "./fake_clock.ts";
import { TroubledStore } from "./troubled_store.ts";

/** A server with callers, and its inside. */
export async function serverWith(...names: string[]) {
  const clock = new FakeClock();
  const store = new TroubledStore();
  const callers = names.map((_, i) => new Caller(i + 1));
  const wanted = Promise.withResolvers<AdminDoorParts>();
  let isClosed = false;
  const server = await startServer({ ...CHAT_ONLY, outboxBytes: 4096 }, {
    clock,
    listen: () => listenerFor(...callers),
    storeOpener: () => Promise.resolve(store.open),
    usage: () => ({ cpuMs: 1500, residentBytes: 50_000_000, heapBytes: 10_000_000 }),
    version: "1.2.3",
    openAdmin(parts) {
      wanted.resolve(parts);
      return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve(void (isClosed = true)) });
    },
  });
  const { inside, readiness } = await wanted.promise;
  for (const [i, name] of names.entries()) {
    await clock.advance(10);
    callers[i]!.types(`${name}\n`);
  }
  await clock.advance(10);
  return {
    ...{ clock, store, callers, inside, readiness },
    async [Symbol.asyncDispose]() {
      const stopped = server.stop();
      await clock.advance(5000);
      await stopped;
      assertEquals([server.counts().tasks, clock.timers, isClosed], [0, 0, true]);
    },
  };
}

/** All rows, made. */
export function rowsOf<R>(inspected: Iterable<Inspected<R>>): R[] {
  return [...inspected].map((one) => one.row());
}

/** The value of a gauge or a counter; of one label, where it has some. */
export function valueOf(measures: readonly Measure[], name: string, label?: string): number | undefined {
  const measure = measures.find((measure) => measure.name === name);
  if (measure === undefined || measure.type === "histogram") return undefined;
  return measure.values.find(({ labels }) =>
    label === undefined || Object.values(labels ?? {}).includes(label)
  )
    ?.value;
}
