import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "../support/fast_check.ts";
import { BoundedChannel } from "../../lib/runtime/channel.ts";

/** Whether items were refused since the last take. */
function isSkipping(channel: BoundedChannel<string>): boolean {
  return channel.snapshot().missed > 0;
}

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
  assert(isSkipping(channel));
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

Deno.test("BoundedChannel holds as much as its bounds say and no more, and all of that again after a take", () => {
  const channel = new BoundedChannel<string>({ count: 4, cost: 10 });
  for (let i = 0; i < 3; i++) {
    assert(channel.offer("two", 9, 2));
    assert(channel.offer("two more", 1, 2));
    assertEquals([channel.count, channel.cost, isSkipping(channel)], [4, 10, false]);
    assertEquals(channel.takeAll(), { items: ["two", "two more"], missed: 0 });
    assertEquals([channel.count, channel.cost, channel.isEmpty], [0, 0, true]);
  }
  assert(channel.offer("all the cost", 10));
  assertEquals(channel.offer("one too much", 1), false);
});

Deno.test("BoundedChannel is not empty where all it has to tell is a gap", () => {
  const channel = new BoundedChannel<string>({ count: 3, cost: 10 });
  assertEquals(channel.offer("larger than the channel", 11, 3), false);
  assertEquals([channel.isEmpty, isSkipping(channel), channel.count], [false, true, 0]);
  assertEquals(channel.takeAll(), { items: [], missed: 3 });
  assertEquals([channel.isEmpty, isSkipping(channel)], [true, false]);
});

Deno.test("BoundedChannel counts nothing as missed once it is closed: nobody is left to be told", () => {
  const channel = new BoundedChannel<string>({ count: 1, cost: 10 });
  assertEquals([channel.snapshot().isClosed, channel.isEmpty], [false, true]);
  channel.offer("a", 1);
  assertEquals([isSkipping(channel), channel.isEmpty], [false, false]);
  channel.offer("b", 1);
  assertEquals([isSkipping(channel), channel.isEmpty], [true, false]);
  channel.close();
  assertEquals([channel.offer("c", 1), channel.snapshot().isClosed], [false, true]);
  assertEquals(channel.takeAll(), { items: ["a"], missed: 1 });
  channel.close();
  assertEquals([channel.offer("d", 1), channel.takeAll()], [false, { items: [], missed: 0 }]);
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
  assert(channel.isEmpty && channel.snapshot().isClosed);
  assertEquals([channel.count, channel.cost, channel.offer("b", 1)], [0, 0, false]);
});

Deno.test("BoundedChannel is half full above half of either bound", () => {
  const channel = new BoundedChannel<string>({ count: 4, cost: 10 });
  channel.offer("a", 5, 2);
  assertEquals(channel.isHalfFull, false);
  channel.offer("b", 1, 0);
  assertEquals(channel.isHalfFull, true);
  channel.takeAll();
  assertEquals(channel.isHalfFull, false);
  channel.offer("c", 0, 3);
  assertEquals(channel.isHalfFull, true);
});

Deno.test("BoundedChannel cannot be made without room, and can be made with the least there is", () => {
  const least = new BoundedChannel<string>({ count: 1, cost: 1 });
  assertEquals([least.offer("a", 1), least.offer("b", 1)], [true, false]);
  assertThrows(() => new BoundedChannel({ count: 0, cost: 1 }), RangeError, "at least 1");
  assertThrows(() => new BoundedChannel({ count: 1, cost: 0 }), RangeError, "at least 1");
  assertThrows(() => new BoundedChannel({ count: 1, cost: NaN }), RangeError, "1 things and cost NaN");
  assertThrows(() => new BoundedChannel({ count: NaN, cost: 1 }), RangeError, "NaN things and cost 1");
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

/** What an item of these tests costs: its length. */
const costOf = (item: string) => item.length;

Deno.test("BoundedChannel.take() hands over the first of what waits, one item at least, and the gap with the last", () => {
  const channel = new BoundedChannel<string>({ count: 8, cost: 100 });
  for (const [item, count] of [["one", 1], ["three", 3], ["a", 1], ["largest", 2]] as const) {
    assert(channel.offer(item, costOf(item), count));
  }
  channel.offer("no room", 7, 2);
  assertEquals(channel.take(2, costOf), { items: ["one"], missed: 0 });
  assertEquals([channel.count, channel.cost, isSkipping(channel)], [6, 13, true]);
  assertEquals(channel.take(6, costOf), { items: ["three", "a"], missed: 0 });
  assertEquals([channel.count, channel.cost], [2, 7]);
  assertEquals(channel.offer("behind the gap", 1), false);
  assertEquals(channel.take(1, costOf), { items: ["largest"], missed: 3 });
  assert(channel.isEmpty);
});

Deno.test("BoundedChannel.skipWaiting() counts what waits as refused, and what comes until that is told", () => {
  const channel = new BoundedChannel<string>({ count: 8, cost: 100 });
  channel.offer("two lines", 9, 2);
  channel.offer("one", 3);
  assertEquals(channel.skipWaiting(), { count: 3, cost: 12 });
  assertEquals([channel.count, channel.cost, channel.skipped], [0, 0, 3]);
  assertEquals(channel.offer("late", 4), false);
  assertEquals(channel.takeAll(), { items: [], missed: 4 });
  assertEquals(channel.skipWaiting(), { count: 0, cost: 0 });
  assert(channel.isEmpty);
  assert(channel.offer("again", 5, 2));
  assertEquals(channel.take(100, costOf), { items: ["again"], missed: 0 });
});

Deno.test("BoundedChannel.take() hands over everything in order in the end, however it was cut", () => {
  const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 20,
  });
  fc.assert(fc.property(sizes, fc.integer({ min: 1, max: 30 }), (sizes, maxCost) => {
    const channel = new BoundedChannel<string>({ count: 40, cost: 80 });
    const offered: string[] = [];
    let lines = 0;
    for (const [cost, count] of sizes) {
      const item = `${offered.length}`.padEnd(cost, ".").slice(0, cost);
      if (channel.offer(item, cost, count)) offered.push(item), lines += count;
    }
    const taken: string[] = [];
    while (!channel.isEmpty) {
      const before = channel.count;
      const { items, missed } = channel.take(maxCost, costOf);
      assert(items.length < 2 || items.reduce((sum, item) => sum + item.length, 0) <= maxCost);
      assert(channel.isEmpty || missed === 0);
      taken.push(...items);
      lines -= before - channel.count;
    }
    assertEquals([taken, lines, channel.cost], [offered, 0, 0]);
  }));
});
