import { assert, assertEquals } from "@std/assert";
import { ProcessUsage } from "./process_usage.ts";

/** Adds up numbers for a while, in a thread that ends. */
async function threadThatEnds(): Promise<void> {
  const work = "let sum = 0; for (let i = 0; i < 1e8; i++) sum += i; postMessage(sum);";
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(work)}`, { type: "module" });
  await new Promise((resolve) => worker.onmessage = resolve);
  worker.terminate();
}

Deno.test({
  name: "CPU time never falls, although threads end",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const usage = new ProcessUsage(Deno.pid), seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      await threadThatEnds();
      seen.push(usage.cpuUs()!);
    }
    assertEquals(seen, seen.toSorted((a, b) => a - b));
    assert(seen[0]! > 0 && seen[2]! > seen[0]!);
  },
});

Deno.test({
  name: "memory is what there is now, and its most is not less",
  ignore: Deno.build.os !== "linux",
  fn() {
    const usage = new ProcessUsage(Deno.pid);
    const now = usage.residentBytes("now")!, peak = usage.residentBytes("peak")!;
    assert(now > 10e6 && peak >= now, `${now} of ${peak}`);
  },
});
