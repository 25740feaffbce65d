import { assertEquals, assertStrictEquals } from "@std/assert";
import { Endable } from "../../lib/delivery/endable.ts";

Deno.test("Endable keeps the first farewell, and tells whoever waits of it once", () => {
  const it = new Endable();
  let told = 0;
  it.onEnd(() => told++);
  assertEquals([it.farewell, told], [undefined, 0]);
  it.end({ kind: "quit" });
  it.end({ kind: "stopping" });
  assertEquals([it.farewell, told], [{ kind: "quit" }, 1]);
});

Deno.test("Endable tells at once who begins to wait after the end", () => {
  const it = new Endable();
  it.end({ kind: "quit" });
  let told = 0;
  it.onEnd(() => told++);
  assertEquals(told, 1);
});

Deno.test("Endable's signal aborts with the farewell, whether it was asked for before the end or after it", () => {
  const early = new Endable(), late = new Endable();
  const { signal } = early;
  for (const it of [early, late]) it.end({ kind: "quit" });
  assertStrictEquals(early.signal, signal);
  for (const it of [early, late]) {
    assertEquals([it.signal.aborted, it.signal.reason], [true, { kind: "quit" }]);
  }
});
