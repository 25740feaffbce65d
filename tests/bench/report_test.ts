import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Run } from "./measured.ts";
import { report } from "./report.ts";
import { phase, run, SILENCE, TALK } from "./samples.ts";

/** Five runs each. */
function five(serverCpuUs: number | null): Run[] {
  return Array.from({ length: 5 }, () => run(serverCpuUs));
}

function lastLine(text: string): string {
  return text.split("\n").at(-1)!;
}

Deno.test("one server has tables for talk and for silence, ready for the README", () => {
  const text = report(["ours"], [
    { scenario: TALK, runs: [[run(10_000), run(30_000), run(20_000)]] },
    { scenario: SILENCE, runs: [[run()]] },
  ]);
  assertEquals(text.split("\n"), [
    "| scenario                   |      | CPU µs/message | CPU µs/line | lines/s | p50 ms | p99 ms | load |",
    "| -------------------------- | ---- | -------------: | ----------: | ------: | -----: | -----: | ---: |",
    "| fan-out: one speaks to ten | cold |            200 |       20.00 |   2,000 |    1.0 |    2.0 | 0.25 |",
    "| fan-out: one speaks to ten | warm |            200 |       20.00 |   2,000 |    1.0 |    2.0 | 0.25 |",
    "",
    "| scenario             | CPU µs/person | bytes/person |  MB | most MB | p50 ms | p99 ms | load |",
    "| -------------------- | ------------: | -----------: | --: | ------: | -----: | -----: | ---: |",
    "| idle: ten are silent |         1,000 |    1,100,000 |  61 |      70 |    1.0 |    2.0 | 0.50 |",
  ]);
});

Deno.test("two servers stand below one another", () => {
  const [head, , ...lines] = report(["ours", "naive"], [{
    scenario: SILENCE,
    runs: [[run()], [run(20_000)]],
  }])
    .split("\n");
  assertStringIncludes(head!, "| scenario             | server | CPU µs/person |");
  assertStringIncludes(lines[0]!, "| idle: ten are silent | ours   |         1,000 |");
  assertStringIncludes(lines[1]!, "|                      | naive  |         2,000 |");
});

Deno.test("it says where the client used more CPU than the server", () => {
  const phases = run().phases.map((it) => it.name === "warm" ? phase("warm", { clientCpuUs: 12_000 }) : it);
  const text = report(["ours"], [{ scenario: TALK, runs: [[{ ...run(), phases }]] }]);
  assertStringIncludes(lastLine(text), "The load client used more CPU than the server");
  assertStringIncludes(lastLine(text), "(fan-out, warm: 1.20)");
});

Deno.test("a comparison ends with what clearly costs more, and what less", () => {
  const talk = (ours: number) =>
    report(["ours", "HEAD~1"], [{ scenario: TALK, runs: [five(ours), five(10_000)] }]);
  const dearer = talk(12_000);
  assertStringIncludes(
    dearer,
    "| ours / HEAD~1                 | median of pairs |    all pairs | verdict |",
  );
  assertStringIncludes(
    dearer,
    "| fan-out, cold: CPU µs/message |            1.20 | 1.20 to 1.20 |    more |",
  );
  assertEquals(
    lastLine(dearer),
    "COSTS MORE than with HEAD~1: fan-out, cold: CPU µs/message (1.20 times); fan-out, warm: CPU µs/message (1.20 times).",
  );
  assertEquals(talk(8_000).split("\n").slice(-2), [
    "Nothing clearly costs more than with HEAD~1.",
    "Costs less: fan-out, cold: CPU µs/message (0.80 times); fan-out, warm: CPU µs/message (0.80 times).",
  ]);
  assertEquals(lastLine(talk(10_100)), "No clear difference from HEAD~1.");
});

Deno.test("few pairs, and systems that tell nothing, get no verdict", () => {
  const [ours, theirs] = [[run(30_000)], [run(10_000)]];
  assertEquals(
    lastLine(report(["ours", "old"], [{ scenario: TALK, runs: [ours, theirs] }])),
    "Too few pairs for a verdict: ask for --runs 5 or more.",
  );
  assertEquals(
    lastLine(report(["ours", "old"], [{ scenario: TALK, runs: [five(null), five(null)] }])),
    "Nothing to compare with old: this system has no /proc with CPU times.",
  );
});
