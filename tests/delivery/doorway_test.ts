import { assert, assertEquals } from "@std/assert";
import { Doorway } from "../../lib/delivery/doorway.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A doorway in front of so many readers, and what a test turns at it. */
class Bench implements Disposable {
  readonly clock = new FakeClock();
  readers = 1000;
  readonly space = { isHalfFull: false };
  readonly doorway = new Doorway(this.clock, () => this.readers, this.space, () => 60_000);
  readonly entered: string[] = [];

  /** So many writes are under way. */
  write(count: number): void {
    this.doorway.writing = count;
  }

  /** Somebody comes; returns what tells that they are gone. */
  come(name: string): AbortController {
    const gone = new AbortController();
    const wait = this.doorway.enter(gone);
    if (wait === undefined) this.entered.push(name);
    else void wait.then(() => gone.signal.aborted || this.entered.push(name));
    return gone;
  }

  [Symbol.dispose](): void {
    this.doorway[Symbol.dispose]();
    assertEquals(this.clock.timers, 0);
  }
}

Deno.test("Doorway lets newcomers in at once while at most half of the readers are being written to", () => {
  using it = new Bench();
  it.write(500);
  it.come("ann");
  assertEquals([it.entered, it.clock.timers], [["ann"], 0]);
});

Deno.test("Doorway holds newcomers while most readers are behind, and lets them in as they came", async () => {
  using it = new Bench();
  it.write(501);
  for (const name of ["ann", "bob", "cy"]) it.come(name);
  await it.clock.advance(30_000);
  assertEquals([it.entered, it.doorway.waiting, it.clock.timers], [[], 3, 1]);
  it.write(500);
  await it.clock.advance(10);
  assertEquals([it.entered, it.doorway.waiting, it.clock.timers], [["ann", "bob", "cy"], 0, 0]);
});

Deno.test("Doorway lets nobody pass whoever came before", async () => {
  using it = new Bench();
  it.write(501);
  it.come("ann");
  it.write(0);
  it.come("bob");
  assertEquals(it.entered, []);
  await it.clock.advance(10);
  assertEquals(it.entered, ["ann", "bob"]);
});

Deno.test("Doorway holds nobody for so few writes that one turn of the event loop looks at all of them", () => {
  using it = new Bench();
  it.readers = 128;
  it.write(128);
  it.space.isHalfFull = true;
  it.come("ann");
  assertEquals(it.entered, ["ann"]);
});

Deno.test("Doorway does not wait for readers that accept nothing", () => {
  using it = new Bench();
  it.write(900);
  it.doorway.stuck = 850;
  it.come("ann");
  assertEquals(it.entered, ["ann"]);
});

Deno.test("Doorway holds newcomers while little room is left for all readers together", async () => {
  using it = new Bench();
  it.write(200);
  it.space.isHalfFull = true;
  it.come("ann");
  await it.clock.advance(1000);
  assertEquals(it.entered, []);
  it.space.isHalfFull = false;
  await it.clock.advance(10);
  assertEquals(it.entered, ["ann"]);
});

Deno.test("Doorway lets a crowd in by and by, the fewer at once the more have to be told", async () => {
  for (const [readers, atOnce] of [[1000, 64], [10_000, 40], [1_000_000, 1]] as const) {
    using it = new Bench();
    it.readers = readers;
    it.write(readers);
    for (let i = 0; i < 200; i++) it.come(`${i}`);
    it.write(0);
    await it.clock.advance(10);
    assertEquals([readers, it.entered.length], [readers, atOnce]);
    await it.clock.advance(10);
    assertEquals([readers, it.entered.length], [readers, 2 * atOnce]);
  }
});

Deno.test("Doorway lets whoever has waited long enough in all the same, a crowd of them some by some", async () => {
  using it = new Bench();
  it.write(1000);
  for (let i = 0; i < 100; i++) it.come(`${i}`);
  await it.clock.advance(59_990);
  assertEquals(it.entered.length, 0);
  await it.clock.advance(10);
  assertEquals(it.entered.length, 16);
  await it.clock.advance(240);
  assertEquals(it.entered.length, 16);
  await it.clock.advance(1500);
  assertEquals(it.entered.length, 100);
});

Deno.test("Doorway forgets whoever is gone", async () => {
  using it = new Bench();
  it.write(1000);
  const gone = it.come("ann");
  it.come("bob");
  gone.abort();
  await it.clock.advance(0);
  assertEquals(it.doorway.waiting, 1);
  it.write(0);
  await it.clock.advance(10);
  assertEquals(it.entered, ["bob"]);
  it.write(1000);
  assert(it.doorway.enter(gone) === undefined); // there is nobody to wait
});
