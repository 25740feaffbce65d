import { assertEquals, assertThrows } from "@std/assert";
import { OutOfDescriptors, SPARE_DESCRIPTORS, SpareDescriptors } from "../../lib/doors/spare_descriptors.ts";

/** A process that has so many descriptors left. */
class Descriptors {
  free: number;
  failure: Error = Object.assign(new Error("Too many open files (os error 24)"), { code: "EMFILE" });

  constructor(free: number) {
    this.free = free;
  }

  readonly take = () => {
    if (this.free === 0) throw this.failure;
    this.free--;
    return { close: () => void this.free++ };
  };

  /** Lets in whom there is room for, at most `most`; returns how many those were. */
  admit(spare: SpareDescriptors, most: number): number {
    let guests = 0;
    while (guests < most && spare.allow()) {
      this.free--;
      guests++;
    }
    return guests;
  }
}

Deno.test("SpareDescriptors gives guests all descriptors but the last few, however many there are", () => {
  for (const free of [0, 1, SPARE_DESCRIPTORS, SPARE_DESCRIPTORS + 1, 30, 100, 1000]) {
    const process = new Descriptors(free);
    const guests = process.admit(new SpareDescriptors(process.take), 10_000);
    assertEquals([free, guests], [free, Math.max(0, free - SPARE_DESCRIPTORS)]);
    assertEquals(process.free, free - guests);
  }
});

Deno.test("SpareDescriptors lets as many in as have left", () => {
  const process = new Descriptors(100);
  const spare = new SpareDescriptors(process.take);
  process.admit(spare, 1000);
  process.free += 5;
  assertEquals(process.admit(spare, 1000), 5);
  assertEquals(process.free, SPARE_DESCRIPTORS);
});

Deno.test("SpareDescriptors lets nothing be loaded with fewer than four left, and keeps none of them", () => {
  for (const free of [0, 3, 4, 100]) {
    const process = new Descriptors(free), spare = new SpareDescriptors(process.take);
    if (free < 4) assertThrows(() => spare.demand(), OutOfDescriptors, "almost all open files are in use");
    else spare.demand();
    assertEquals(process.free, free);
  }
  const unknown = new Descriptors(0);
  unknown.failure = new Deno.errors.NotFound("there is no /dev/null here");
  new SpareDescriptors(unknown.take).demand();
});

Deno.test("SpareDescriptors leaves it to the system where it cannot find out", () => {
  const process = new Descriptors(0);
  process.failure = new Deno.errors.NotFound("there is no /dev/null here");
  assertEquals(process.admit(new SpareDescriptors(process.take), 50), 50);
});

Deno.test("SpareDescriptors opens nothing where the system tells of plenty, and looks closely where it does not any more", () => {
  const process = new Descriptors(1000);
  let taken = 0;
  const take = () => {
    taken++;
    return process.take();
  };
  const spare = new SpareDescriptors(take, () => Math.max(0, process.free - 500)); // it tells of less than there is
  assertEquals([process.admit(spare, 200), taken], [200, 0]);
  assertEquals(process.admit(spare, 1000), 1000 - 200 - SPARE_DESCRIPTORS);
  assertEquals([process.free, taken > 0], [SPARE_DESCRIPTORS, true]);
});

Deno.test("SpareDescriptors keeps the last few also where the server itself takes some between two looks", () => {
  const process = new Descriptors(1000);
  const spare = new SpareDescriptors(process.take, () => process.free);
  let own = 0;
  for (; spare.allow(); process.free--) {
    if (own++ % 4 === 0) process.free--; // one for every four guests
  }
  assertEquals(process.free >= 1 && process.free <= SPARE_DESCRIPTORS, true, `${process.free}`);
});
