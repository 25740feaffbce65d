/** With `--admin none` nothing is measured: what a line costs beyond that is what the chat needs itself. */

import { assertEquals, assertGreater } from "@std/assert";
import { CHAT_ONLY } from "./support/chat_only.ts";
import { startServer } from "../lib/server.ts";
import { Caller, listenerFor } from "./support/caller.ts";
import { FakeClock } from "./support/fake_clock.ts";
import { TroubledStore } from "./support/troubled_store.ts";

/** A clock that counts how often it is read. */
class CountedClock extends FakeClock {
  reads = 0;

  override now(): number {
    this.reads++;
    return super.now();
  }
}

/** Calls of a static method while something is done. */
async function callsOf<K extends string>(
  owner: Record<K, (...args: never[]) => unknown>,
  method: K,
  work: () => Promise<void>,
) {
  const real = owner[method];
  let calls = 0;
  owner[method] = (...args) => {
    calls++;
    return real.apply(owner, args);
  };
  try {
    await work();
  } finally {
    owner[method] = real;
  }
  return calls;
}

/** What a server does that many people hear a line of: how often the clock is read for that line, and what was made. */
async function measuredFor(admin: string, people: number) {
  let reads = 0, arrays = 0, stacks = 0;
  stacks = await callsOf(Error, "captureStackTrace", async () => {
    arrays = await callsOf(Float64Array, "of", async () => {
      const clock = new CountedClock(), store = new TroubledStore();
      const callers = Array.from({ length: people }, (_, i) => new Caller(i + 1));
      const server = await startServer(
        { ...CHAT_ONLY, admin, maxGuestsPerAddress: 100, trustedNetworks: "" },
        {
          clock,
          listen: () => listenerFor(...callers),
          storeOpener: () => Promise.resolve(store.open),
          openAdmin: () => Promise.resolve(undefined),
        },
      );
      for (const [i, caller] of callers.entries()) {
        await clock.advance(10);
        caller.types(`guest${i}\n`);
      }
      await clock.advance(20);
      clock.reads = 0;
      callers[0]!.types("hello\n");
      await clock.advance(20);
      reads = clock.reads;
      const stopped = server.stop();
      await clock.advance(5000);
      await stopped;
    });
  });
  return { reads, arrays, stacks };
}

Deno.test("a server without an admin door reads no clock to measure, and keeps nothing of any task", async () => {
  const [few, many] = [await measuredFor("none", 2), await measuredFor("none", 20)];
  // When it was heard, whether it is at its pace, when its person last said something, whether a flush is due, and when
  // that began.
  assertEquals([few, many], [
    { reads: 5, arrays: 0, stacks: 0 },
    { reads: 5, arrays: 0, stacks: 0 },
  ]);
  const measured = await measuredFor("auto", 2);
  assertGreater(measured.reads, few.reads);
  assertGreater(measured.arrays, 0);
  assertGreater(measured.stacks, 0);
});
