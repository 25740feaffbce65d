import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../support/fast_check.ts";
import { OutboxSpace, type SpaceHolder } from "../../lib/delivery/outbox_space.ts";

/** An outbox that is only a number. */
class Holder implements SpaceHolder {
  level = 0;
  riseAt: number;
  cost = 0;
  inFlightBytes = 0;
  skips = 0;
  readonly #space: OutboxSpace;

  constructor(space: OutboxSpace) {
    this.#space = space;
    this.riseAt = space.firstLevelBytes;
  }

  offer(bytes: number): boolean {
    if (!this.#space.claim(bytes) && !this.#space.claimFromFullest(this, bytes)) return false;
    this.cost += bytes;
    if (this.cost >= this.riseAt) this.#space.settle(this);
    return true;
  }

  skipWaiting(): { readonly cost: number } {
    const { cost } = this;
    this.cost = 0;
    this.skips++;
    return { cost };
  }

  write(): void {
    this.inFlightBytes += this.cost;
    this.cost = 0;
  }

  written(): void {
    this.#space.release(this.inFlightBytes);
    this.inFlightBytes = 0;
  }
}

function bench(maxBytes: number, readers: number) {
  const space = new OutboxSpace(maxBytes, { size: readers });
  return { space, holders: Array.from({ length: readers }, () => new Holder(space)) };
}

Deno.test("OutboxSpace takes room from the fullest reader, and from nobody else", () => {
  const { space, holders: [small, large, middle] } = bench(10_000, 3);
  assert(small!.offer(1000) && large!.offer(5000) && middle!.offer(3000));
  assert(small!.offer(2000));
  assertEquals([small, large, middle].map((holder) => holder!.cost), [3000, 0, 3000]);
  assertEquals([small, large, middle].map((holder) => holder!.skips), [0, 1, 0]);
  assertEquals(space.bytes, 6000);
});

Deno.test("OutboxSpace takes from one after the other until there is room", () => {
  const { space, holders } = bench(10_000, 5);
  for (const [i, bytes] of [2500, 2400, 2300, 2200].entries()) holders[i]!.offer(bytes);
  assert(holders[4]!.offer(5000));
  assertEquals(holders.map(({ cost }) => cost), [0, 0, 2300, 2200, 5000]);
  assertEquals(space.bytes, 9500);
});

Deno.test("OutboxSpace refuses where the fullest reader is the one that asks: its gap comes behind what it loses", () => {
  const { space, holders: [large, small] } = bench(10_000, 2);
  large!.offer(9000);
  small!.offer(500);
  assertEquals(large!.offer(1000), false);
  assertEquals([large!.cost, small!.cost, space.bytes], [0, 500, 500]);
});

Deno.test("OutboxSpace takes back nothing that is being written, and refuses where that is all", () => {
  const { space, holders: [stuck, quick] } = bench(10_000, 2);
  stuck!.offer(9900);
  stuck!.write();
  assertEquals(quick!.offer(200), false);
  assert(quick!.offer(100));
  assertEquals([stuck!.inFlightBytes, space.bytes, stuck!.skips], [9900, 10_000, 0]);
  quick!.skips = 0;
  stuck!.written();
  assert(quick!.offer(200));
  assertEquals(space.bytes, 300);
});

Deno.test("OutboxSpace takes nothing from a reader for whom much waited until it was written", () => {
  const { space, holders: [read, behind, other] } = bench(10_000, 3);
  read!.offer(7000);
  read!.write();
  read!.written();
  assert(behind!.offer(4000) && read!.offer(1000) && other!.offer(5000));
  assert(read!.offer(500));
  assertEquals([read, behind, other].map((holder) => holder!.cost), [1500, 4000, 0]);
  assertEquals([read!.skips, space.bytes], [0, 5500]);
  assert(read!.offer(4500)); // it rises again
  assert(behind!.offer(500));
  assertEquals([read, behind].map((holder) => holder!.cost), [0, 4500]);
});

Deno.test("OutboxSpace leaves every reader a share, so that writes that nobody can take back never fill it", () => {
  const { space, holders } = bench(10_000, 10);
  assertEquals(space.share, 500);
  for (const holder of holders) {
    holder.offer(space.share);
    holder.write();
  }
  assertEquals([space.bytes, space.isHalfFull, space.leftForEach], [5000, false, 500]);
  assert(holders[0]!.offer(1));
  assert(space.isHalfFull);
});

Deno.test("OutboxSpace is never more than full, whatever is offered, written and read", () => {
  const act = fc.tuple(
    fc.nat(7),
    fc.constantFrom("offer", "offer", "offer", "write", "written"),
    fc.integer({ min: 1, max: 3000 }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 64, max: 20_000 }), fc.array(act, { maxLength: 200 }), (maxBytes, acts) => {
      const { space, holders } = bench(maxBytes, 8);
      for (const [who, verb, bytes] of acts) {
        const before = holders.map(({ cost }) => cost);
        if (verb === "offer") holders[who]!.offer(bytes);
        else holders[who]![verb]();
        const held = holders.reduce(
          (sum, { cost, inFlightBytes }) => sum + cost + inFlightBytes,
          0,
        );
        assertEquals(space.bytes, held);
        assertLessOrEqual(space.bytes, maxBytes);
        if (verb !== "offer") {
          continue;
        }
        // Whoever lost something had more than those who did not and stand on a level.
        const lost = before.filter((bytes, i) => bytes > 0 && holders[i]!.cost === 0);
        const kept = before.filter((bytes, i) => bytes > 0 && holders[i]!.cost >= bytes);
        if (lost.length > 0) {
          assertLessOrEqual(Math.max(...kept, 0), Math.max(...lost) * 1.5 + space.firstLevelBytes);
        }
      }
    }),
  );
});
