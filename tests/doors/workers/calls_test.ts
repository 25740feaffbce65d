import { assertEquals, assertRejects } from "@std/assert";
import { type CallPort, Calls } from "../../../lib/doors/workers/calls.ts";

/** Two ends of a way, whose messages are copied as between threads. */
function ends(): [CallPort, CallPort] {
  const [a, b]: CallPort[] = [0, 1].map(() => ({ postMessage() {}, onmessage: null }));
  const joined = (other: CallPort) => (message: unknown) => {
    const data = structuredClone(message);
    queueMicrotask(() => other.onmessage?.({ data } as MessageEvent));
  };
  a!.postMessage = joined(b!);
  b!.postMessage = joined(a!);
  return [a!, b!];
}

Deno.test("Calls ask, answer and tell in both directions, and hand on what is thrown", async () => {
  const [a, b] = ends(), told: unknown[] = [];
  const one = new Calls(a, { double: (n: number) => 2 * n, news: (what) => void told.push(what) });
  const two = new Calls(b, {
    later: async (n: number) => await Promise.resolve(n + 1),
    fails: () => {
      throw new TypeError("cannot be");
    },
  });
  assertEquals(await one.ask("later", 1), 2);
  assertEquals(await two.ask("double", 4), 8);
  assertEquals(await two.ask("nobody knows this"), undefined);
  await assertRejects(() => one.ask("fails"), Error, "cannot be");
  two.tell("news", { of: "today" });
  await two.ask("double", 1); // behind it
  assertEquals(told, [{ of: "today" }]);
});

Deno.test("Calls let nobody wait for a side that is no more", async () => {
  const [a] = ends(), one = new Calls(a, {});
  const asked = one.ask("anything");
  one.end("it has ended");
  await assertRejects(() => asked, Error, "it has ended");
  await assertRejects(() => one.ask("more"), Error, "it has ended");
  one.tell("news");
});
