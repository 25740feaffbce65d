import { assertEquals } from "@std/assert";
import { sheetOf } from "./figures.ts";
import type { Run } from "./measured.ts";
import { GROWTH, phase, run, SILENCE, TALK } from "./samples.ts";
import type { Scenario } from "./scenarios.ts";

/** All figures of the last row of a scenario, by their titles. */
function figuresOf(scenario: Scenario, measured: Run): Record<string, number | undefined> {
  const { columns, phases } = sheetOf(scenario);
  return Object.fromEntries(columns.map(({ title, of }) => [title, of(measured, phases.at(-1)!, scenario)]));
}

Deno.test("talk is shown by message and by line read, cold and warm", () => {
  assertEquals(sheetOf(TALK).phases, ["cold", "warm"]);
  assertEquals(figuresOf(TALK, run(20_000)), {
    ...{ "CPU µs/message": 200, "CPU µs/line": 20, "lines/s": 2_000, "p50 ms": 1, "p99 ms": 2, load: 0.25 },
  });
});

Deno.test("people who are silent are shown each", () => {
  assertEquals(figuresOf(SILENCE, run()), {
    ...{ "CPU µs/person": 1_000, "bytes/person": 1.1e6, MB: 61, "most MB": 70 },
    ...{ "p50 ms": 1, "p99 ms": 2, load: 0.5 },
  });
});

Deno.test("growth has what a person costs, what is told to everybody, and what a message costs", () => {
  const figures = figuresOf(GROWTH, run(55_000));
  assertEquals([figures["CPU µs/person"], figures["CPU µs/notice"]], [5_000, 1_000]);
  assertEquals([figures["CPU µs/message"], figures["CPU µs/line"]], [550, 55]);
});

Deno.test("the load of a crowd that talks is the larger of both", () => {
  const phases = [phase("coming", { clientCpuUs: 20_000 }), phase("warm")];
  assertEquals(figuresOf(GROWTH, { ...run(), phases }).load, 2);
  assertEquals(figuresOf(GROWTH, run()).load, 0.5);
});

Deno.test("where the system tells nothing of CPU and memory, nothing is shown", () => {
  const memory = { before: null, after: null, peak: null };
  const phases = run(null).phases.map((phase) => ({ ...phase, clientCpuUs: null }));
  const shown = Object.entries(figuresOf(GROWTH, { phases, memory })).filter(([, value]) =>
    value !== undefined
  );
  assertEquals(shown, []);
  assertEquals(figuresOf(TALK, { phases, memory })["lines/s"], 2_000);
});
