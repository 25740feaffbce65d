import { assertEquals } from "@std/assert";
import { faultsOf } from "./measured.ts";
import { phase, run } from "./samples.ts";

Deno.test("a run in which everything came in order has no faults", () => {
  assertEquals(faultsOf(run()), []);
});

Deno.test("every fault is told, of the talk that is not measured, too", () => {
  const phases = [
    phase("coming", { delivered: 990 }),
    phase("cold", { disordered: 2 }),
    phase("warming", { damaged: 3 }),
    phase("warm", { delivered: 1_004 }),
  ];
  assertEquals(faultsOf({ ...run(), phases }), [
    "10 lost (coming)",
    "2 disordered (cold)",
    "3 damaged (warming)",
    "4 too many (warm)",
  ]);
});
