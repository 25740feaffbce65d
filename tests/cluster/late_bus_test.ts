import { assertEquals } from "@std/assert";
import type { Life, Listener } from "../../lib/cluster/bus.ts";
import { busContract } from "../contracts/bus_contract.ts";
import { LateLog } from "../support/late_bus.ts";

busContract("LateBus", () => {
  const log = new LateLog<{ readonly word: string }>(), bus = log.bus("a life" as Life);
  return {
    bus,
    get time() {
      return log.time;
    },
    set time(time) {
      log.time = time;
    },
    told: () => Promise.resolve(log.settle()),
  };
});

/** Writes down all that is told. */
function heard(told: string[]): Listener<string> {
  return {
    told: ({ deed, life, seq }) => told.push(`${seq} ${deed} of ${life}`),
    refused: (deed, why) => told.push(`${deed} refused: ${why}`),
    ended: (life) => told.push(`${life} ended`),
    whispered: (what) => told.push(`whispered ${what}`) > 0,
  };
}

Deno.test("LateBus tells all nodes the same, those that were cut off later", () => {
  const log = new LateLog<string>(), [here, there] = [log.bus("A" as Life), log.bus("B" as Life)];
  const told: string[] = [], toldThere: string[] = [];
  here.open(0, heard(told));
  there.open(0, heard(toldThere));
  there.isCutOff = true;
  here.append("a");
  there.append("lost");
  there.append("kept", true);
  log.settle();
  assertEquals([told, toldThere], [["1 a of A"], ["lost refused: cut_off"]]);
  there.isCutOff = false;
  log.settle();
  assertEquals([told, toldThere], [
    ["1 a of A", "2 kept of B"],
    ["lost refused: cut_off", "1 a of A", "2 kept of B"],
  ]);
  log.end("B" as Life);
  there.append("too late", true);
  log.settle();
  assertEquals([told.slice(2), toldThere.slice(3)], [["B ended"], ["too late refused: over"]]);
});
