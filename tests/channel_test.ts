import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { BoundedChannel } from "../lib/channel.ts";

Deno.test("BoundedChannel hands over everything in the order it was offered", () => {
  const channel = new BoundedChannel<string>({ count: 3, cost: 100 });
  assert(channel.offer("a", 1));
  assert(channel.offer("b", 1));
  assertEquals(channel.takeAll(), { items: ["a", "b"], missed: 0 });
  assert(channel.isEmpty);
});

Deno.test("BoundedChannel refuses what is over its count and tells how much at the next take", () => {
  const channel = new BoundedChannel<string>({ count: 2, cost: 100 });
  channel.offer("a", 1);
  channel.offer("b", 1);
  assertEquals(channel.offer("c", 1), false);
  assertEquals(channel.offer("four lines", 1, 4), false);
  assert(channel.isSkipping);
  assertEquals(channel.takeAll(), { items: ["a", "b"], missed: 5 });
  assert(channel.offer("d", 1));
  assertEquals(channel.takeAll(), { items: ["d"], missed: 0 });
});

Deno.test("BoundedChannel refuses what is over its cost, and everything behind that gap although it would fit", () => {
  const channel = new BoundedChannel<string>({ count: 10, cost: 10 });
  channel.offer("eight", 8);
  assertEquals(channel.offer("three", 3), false);
  assertEquals(channel.offer("one", 1), false);
  assertEquals(channel.takeAll(), { items: ["eight"], missed: 2 });
});

Deno.test("BoundedChannel takes nothing after close and still hands over what was queued", () => {
  const channel = new BoundedChannel<string>({ count: 2, cost: 10 });
  channel.offer("a", 1);
  channel.close();
  assertEquals(channel.offer("b", 1), false);
  assertEquals(channel.takeAll(), { items: ["a"], missed: 0 });
});

Deno.test("BoundedChannel lets go of everything when disposed, more than once", () => {
  const channel = new BoundedChannel<string>({ count: 2, cost: 10 });
  channel.offer("a", 1);
  channel[Symbol.dispose]();
  channel[Symbol.dispose]();
  assert(channel.isEmpty && channel.isClosed);
});

Deno.test("BoundedChannel is half full above half of either bound", () => {
  const channel = new BoundedChannel<string>({ count: 4, cost: 10 });
  channel.offer("a", 5, 2);
  assertEquals(channel.isHalfFull, false);
  channel.offer("b", 1, 0);
  assertEquals(channel.isHalfFull, true);
});

Deno.test("BoundedChannel cannot be made without room", () => {
  assertThrows(() => new BoundedChannel({ count: 0, cost: 1 }), RangeError, "at least 1");
  assertThrows(() => new BoundedChannel({ count: 1, cost: NaN }), RangeError, "at least 1");
});

Deno.test("BoundedChannel loses and doubles nothing, and never holds more than its bounds, whatever happens", () => {
  const step = fc.oneof(
    fc.record({ cost: fc.integer({ min: 0, max: 6 }), count: fc.integer({ min: 1, max: 3 }) }),
    fc.constant("take" as const),
  );
  fc.assert(fc.property(fc.array(step), (steps) => {
    const channel = new BoundedChannel<number>({ count: 5, cost: 12 });
    let offered = 0, accepted = 0, missed = 0, next = 0;
    const take = () => {
      const taken = channel.takeAll();
      for (const item of taken.items) assertEquals(item, next++);
      missed += taken.missed;
    };
    for (const step of steps) {
      if (step === "take") take();
      else {
        offered += step.count;
        if (channel.offer(accepted, step.cost, step.count)) {
          accepted++;
          offered -= step.count;
        }
        assert(channel.count <= 5 && channel.cost <= 12);
      }
    }
    take();
    assertEquals(next, accepted);
    assertEquals(missed, offered);
  }));
});
