import { assert, assertEquals, assertRejects } from "@std/assert";
import { measure } from "./measure.ts";
import { faultsOf } from "./measured.ts";
import { OURS } from "./servers.ts";
import { SILENCE } from "./samples.ts";

Deno.test("people come into the rooms of a real server, and its costs are read", async () => {
  const scenario = { ...SILENCE, people: 6, rooms: 2 };
  const run = await measure(scenario, OURS, new AbortController().signal);
  assertEquals(faultsOf(run), []);
  assertEquals(run.phases.map(({ name, delivered }) => [name, delivered]), [["coming", 6]]);
  if (Deno.build.os === "linux") {
    assert(run.phases[0]!.serverCpuUs! > 0 && run.phases[0]!.clientCpuUs! > 0);
    assert(run.memory.before! > 0 && run.memory.peak! >= run.memory.after!);
  }
});

Deno.test("a run that is interrupted fails, and its server is ended", async () => {
  await assertRejects(() => measure(SILENCE, OURS, AbortSignal.abort()));
});
