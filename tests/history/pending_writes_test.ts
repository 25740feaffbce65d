import { assertEquals, assertThrows } from "@std/assert";
import fc from "../support/fast_check.ts";
import { PendingWrites } from "../../lib/history/pending_writes.ts";
import { StoreFailure } from "../../lib/store/store.ts";
import { ann, bob, lobby, messageOf, text } from "../support/samples.ts";
import { TroubledStore } from "../support/troubled_store.ts";

/** Work for one disk, with lines numbered from 1. */
class Desk {
  readonly disk = new TroubledStore();
  readonly work = new PendingWrites();
  #lastId = 0;

  say(...texts: string[]): void {
    this.work.addLines(texts.map((said) => messageOf({ id: ++this.#lastId, text: text(said) })));
  }

  /** A write of its own, seen in {@linkcode TroubledStore.inner}. */
  write(key: string, id: number, isVital = true): void {
    this.work.addWrite(key, (store) => store.saveSeen(key, id, 0), isVital);
  }

  /** Does all of it; the texts that are saved afterwards. */
  do(): string[] {
    this.work.doAll(this.disk.open);
    return this.disk.textsIn(lobby);
  }
}

Deno.test("PendingWrites does lines and writes in the order they came, lines in a row in one transaction", () => {
  const desk = new Desk();
  desk.say("one");
  desk.say("two");
  desk.work.addWrite("erase", (store) => store.eraseLines(lobby), true);
  desk.say("three");
  assertEquals(desk.do(), ["three"]);
  assertEquals(desk.disk.calls, ["save", "eraseLines", "save"]);
  assertEquals(desk.work.report(), { late: 3, lost: 0 });
  assertEquals(desk.do(), ["three"]);
  assertEquals([desk.disk.calls.length, desk.work.report()], [3, { late: 0, lost: 0 }]);
});

Deno.test("PendingWrites does the newest of the writes of one key, in the newest place", () => {
  const desk = new Desk();
  desk.write("ann", 1);
  desk.write("bob", 2);
  desk.work.addWrite("erase", (store) => store.eraseLines(lobby), true);
  desk.say("one");
  desk.work.addWrite("erase", (store) => store.eraseLines(lobby), true);
  desk.write("ann", 3);
  assertEquals(desk.do(), []);
  assertEquals(desk.disk.calls, ["saveSeen", "save", "eraseLines", "saveSeen"]);
  assertEquals([desk.disk.inner.seen("ann"), desk.disk.inner.seen("bob")], [3, 2]);
});

Deno.test("PendingWrites goes on where it failed, and does nothing twice", () => {
  const desk = new Desk();
  desk.say("one");
  desk.work.addWrite("break", () => desk.disk.breakDown(), true);
  desk.write("ann", 1);
  desk.say("two");
  assertThrows(() => desk.do(), StoreFailure);
  assertThrows(() => desk.do(), StoreFailure);
  desk.disk.mend();
  assertEquals(desk.do(), ["one", "two"]);
  assertEquals([desk.disk.calls, desk.work.report()], [["save", "saveSeen", "save"], { late: 2, lost: 0 }]);
});

Deno.test("PendingWrites does what comes while the store is being opened, too", () => {
  const desk = new Desk();
  desk.say("one");
  desk.work.doAll(() => {
    desk.say("two");
    desk.write("ann", 1);
    return desk.disk.open();
  });
  assertEquals([desk.disk.textsIn(lobby), desk.disk.inner.seen("ann")], [["one", "two"], 1]);
});

Deno.test("PendingWrites.drop() lets go of lines that match, wherever they wait, and makes room", () => {
  const desk = new Desk();
  desk.work.addLines([
    messageOf({ id: 1, text: text("1") }),
    messageOf({ id: 2, name: bob, text: text("2") }),
  ]);
  desk.write("ann", 1);
  desk.work.addLines([messageOf({ id: 3, text: text("3") })]);
  assertEquals([desk.work.drop(({ name }) => name === ann), desk.work.drop(() => false)], [2, 0]);
  assertEquals(desk.do(), ["2"]);
});

Deno.test("PendingWrites has room for so many lines and so much text; the rest is lost and counted", () => {
  const many = new Desk();
  many.say(...Array<string>(20_003).fill("x"));
  assertEquals([many.do().length, many.work.report()], [20_000, { late: 20_000, lost: 3 }]);
  const long = new Desk();
  long.say(...Array<string>(2050).fill("x".repeat(4096)));
  assertEquals(long.work.drop(() => true), 2048);
  long.say(...Array<string>(2050).fill("x".repeat(4096)));
  assertEquals([long.do().length, long.work.report()], [2048, { late: 2048, lost: 4 }]);
});

Deno.test("PendingWrites leaves writes out that may be left out, and none that may not", () => {
  const desk = new Desk();
  for (let i = 0; i < 5001; i++) desk.write(`${i}`, 1, false);
  desk.write("vital", 1);
  desk.write("0", 2, false);
  desk.do();
  const seen = (key: string) => desk.disk.inner.seen(key);
  assertEquals([seen("0"), seen("4999"), seen("5000"), seen("vital")], [2, 1, undefined, 1]);
});

Deno.test("PendingWrites ends as if nothing had waited (property)", () => {
  const step = fc.record({
    what: fc.constantFrom("say", "say", "seen", "forget", "erase", "break", "do"),
    name: fc.constantFrom(ann, bob),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const [direct, desk] = [new TroubledStore(), new Desk()];
    for (const [i, { what, name }] of steps.entries()) {
      const line = messageOf({ id: i + 1, name, text: text(`${i}`) });
      const write = (key: string, run: (store: TroubledStore["inner"]) => void) => {
        run(direct.inner);
        desk.work.addWrite(key, run, true);
      };
      if (what === "say") {
        direct.inner.save([line]);
        desk.work.addLines([line]);
      } else if (what === "seen") write(`seen ${name}`, (store) => store.saveSeen(name, i, 0));
      else if (what === "forget") write(`forget ${name}`, (store) => void store.forget(name, 0));
      else if (what === "erase") write("erase", (store) => store.eraseLines(lobby));
      else if (what === "break") {
        desk.disk.breakDown();
        assertThrows(() => desk.do(), StoreFailure);
        desk.disk.mend();
      } else desk.do();
    }
    assertEquals(desk.do(), direct.textsIn(lobby));
    for (const name of [ann, bob]) assertEquals(desk.disk.inner.seen(name), direct.inner.seen(name));
  }));
});

Deno.test("PendingWrites has all of its room again when everything is done, and counts nothing twice", () => {
  const desk = new Desk();
  for (let rounds = 0; rounds < 2; rounds++) {
    assertEquals(desk.work.unsaved, 0);
    desk.say(...Array<string>(20_001).fill("x"));
    for (let i = 0; i < 5000; i++) desk.write(`${i} of ${rounds}`, 1, false);
    desk.write("one too many", 1, false);
    assertEquals(desk.work.unsaved, 20_001);
    desk.do();
    assertEquals(desk.work.unsaved, 1);
    assertEquals(desk.work.report(), { late: 20_000, lost: 1 });
    assertEquals(desk.work.report(), { late: 0, lost: 0 });
    const seen = ["4999 of 0", "4999 of 1", "one too many"].map((key) => desk.disk.inner.seen(key));
    assertEquals(seen, [1, rounds === 0 ? undefined : 1, undefined]);
  }
});

Deno.test("PendingWrites has room for 100,000 writes that may not be left out, and an end even of those", () => {
  const work = new PendingWrites();
  const done: number[] = [];
  for (let i = 0; i < 100_001; i++) work.addWrite(`${i}`, () => done.push(i), true);
  work.addWrite("0", () => done.push(-1), true); // in the place of an earlier one
  work.doAll(new TroubledStore().open);
  assertEquals([done.length, done[0], done.at(-2), done.at(-1)], [100_000, 1, 99_999, -1]);
});

Deno.test("PendingWrites.drop() finds lines behind others that stay, and leaves writes alone", () => {
  const desk = new Desk();
  for (const [id, name] of [[1, bob], [2, ann], [3, bob], [4, ann]] as const) {
    desk.work.addLines([messageOf({ id, name, text: text(`${id}`) })]);
    desk.write(`${id}`, id);
  }
  assertEquals(desk.work.drop(({ name }) => name === ann), 2);
  assertEquals([desk.work.unsaved, desk.do()], [2, ["1", "3"]]);
  assertEquals([1, 2, 3, 4].map((id) => desk.disk.inner.seen(`${id}`)), [1, 2, 3, 4]);
});
