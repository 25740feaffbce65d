import { assertEquals, assertThrows, fail } from "@std/assert";
import type { Entry, Listener } from "../../lib/cluster/bus.ts";
import { MemoryBus } from "../../lib/cluster/memory_bus.ts";
import { busContract } from "../contracts/bus_contract.ts";

busContract("MemoryBus", () => {
  const log = { time: 0 };
  const bus = new MemoryBus<{ readonly word: string }>(() => log.time);
  return Object.assign(log, { bus, told: () => Promise.resolve() });
});

/** Hears what is told; a log in memory refuses nothing, and has one life. */
const listening = <Deed>(told: (entry: Entry<Deed>) => void): Listener<Deed> => ({
  told,
  refused: () => fail("refused"),
  ended: () => fail("a life is over"),
  whispered: () => fail("there is nobody else"),
});

Deno.test("MemoryBus tells a deed before append() returns, and the very deed", () => {
  const bus = new MemoryBus<object>(() => 0), told: object[] = [];
  bus.open(0, listening(({ deed }) => told.push(deed)));
  const deed = {};
  bus.append(deed);
  assertEquals([told.length, told[0] === deed], [1, true]);
});

Deno.test("MemoryBus goes on where a listener has thrown, with what came behind it left out", () => {
  const bus = new MemoryBus<string>(() => 0), told: string[] = [];
  bus.open(
    0,
    listening(({ deed }) => {
      told.push(deed);
      if (deed !== "bug") return;
      bus.append("behind it");
      throw new Error("a bug");
    }),
  );
  assertThrows(() => bus.append("bug"), Error, "a bug");
  bus.append("next");
  assertEquals(told, ["bug", "next"]);
});

Deno.test("MemoryBus gives what nobody is shown the number of the entry before it", () => {
  const bus = new MemoryBus<string>(() => 0, (deed) => deed.startsWith("silent")),
    told: [string, number][] = [];
  bus.open(4, listening(({ deed, seq }) => told.push([deed, seq])));
  for (const deed of ["silent first", "a", "silent", "silent again", "b"]) bus.append(deed);
  assertEquals(told, [["silent first", 4], ["a", 5], ["silent", 5], ["silent again", 5], ["b", 6]]);
});
