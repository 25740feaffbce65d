/**
 * Made-up runs, to test what is shown of them.
 *
 * @module
 */

import type { Phase, PhaseName, Run } from "./measured.ts";
import type { Scenario } from "./scenarios.ts";

export const TALK: Scenario = {
  ...{ name: "fan-out", about: "one speaks to ten", people: 11, rooms: 1 },
  ...{ speakers: 1, lines: 100, rate: 100, restMs: 0, terminals: 0, begun: "" },
  ...{ hostile: 0, hostileMs: 0 },
};
export const SILENCE: Scenario = {
  ...TALK,
  name: "idle",
  about: "ten are silent",
  people: 10,
  rooms: 0,
  speakers: 0,
};
export const GROWTH: Scenario = { ...TALK, name: "growth", about: "11 in one room" };

/** A phase in which everything arrived. */
export function phase(name: PhaseName, differences: Partial<Phase> = {}): Phase {
  return {
    ...{
      name,
      expected: 1_000,
      delivered: 1_000,
      disordered: 0,
      damaged: 0,
      seconds: 0.5,
      p50Ms: 1,
      p99Ms: 2,
      longestMs: 3,
      mistaken: 0,
    },
    ...{ serverCpuUs: 10_000, clientCpuUs: 5_000, ...differences },
  };
}

/** A run of all phases; `serverCpuUs` is the same in each. */
export function run(serverCpuUs: number | null = 10_000): Run {
  return {
    phases: (["coming", "cold", "warming", "warm"] as const).map((name) => phase(name, { serverCpuUs })),
    memory: { before: 50e6, after: 61e6, peak: 70e6 },
  };
}
