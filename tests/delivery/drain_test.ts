/** The end of a server that is drained, under a clock in the test's hands. */

import { assertEquals } from "@std/assert";
import { Drain } from "../../lib/delivery/drain.ts";
import { Chat, PLAIN } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

const TOLD =
  "This server stops in 30 seconds: finish what you are saying, and come back when it runs again.\n";

/** A chat that can be drained. */
function bench(drainMs = 30_000) {
  const chat = new Chat(), book = new LogBook(), { fanOut, clock } = chat, settings = { drainMs };
  const seen = { closed: 0, isOver: false };
  const drain = new Drain({ fanOut, clock, settings, log: book.log, closeDoor: () => void seen.closed++ });
  void drain.over.then(() => seen.isOver = true);
  const end = () => {
    drain[Symbol.dispose]();
    chat[Symbol.dispose]();
  };
  return { chat, clock, book, drain, seen, settings, [Symbol.dispose]: end };
}

Deno.test("a drain closes the door and tells those who are in, once, however often it is asked for", async () => {
  using it = bench();
  const { chat, clock, drain, seen, settings } = it;
  const ann = chat.enter("ann"), bot = chat.enter("bot", { ...PLAIN, json: true });
  await clock.advance(10);
  const before = [ann, bot].map(({ terminal }) => terminal.heard.length);
  assertEquals(drain.begin(), { people: 2, stopsInMs: 30_000 });
  settings.drainMs = 5; // people have been told another time
  await clock.advance(12_000);
  assertEquals(drain.begin(), { people: 2, stopsInMs: 18_000 });
  await settled();
  assertEquals(seen, { closed: 1, isOver: false });
  assertEquals(ann.terminal.heard.slice(before[0]), TOLD);
  const { text: _, ...line } = JSON.parse(bot.terminal.heard.slice(before[1]));
  assertEquals(line, { kind: "notice", about: "draining", stopsInMs: 30_000 });
  assertEquals(drain.troubles(), ["drain: the server stops in 18 s at the latest; people here: 2"]);
});

Deno.test("a drain is over when its time is up, and not before", async () => {
  for (const drainMs of [30_000, 250]) {
    using it = bench(drainMs);
    it.chat.enter("ann");
    assertEquals(it.drain.begin(), { people: 1, stopsInMs: drainMs });
    await it.clock.advance(drainMs - 1);
    assertEquals(it.seen.isOver, false);
    await it.clock.advance(1);
    assertEquals(it.seen.isOver, true);
    assertEquals(it.book.lines, [
      `info: Draining; number of people in the chat: 1; stopping in ${drainMs} ms at the latest`,
      "info: Drained; number of people still here: 1",
    ]);
  }
});

Deno.test("a drain is over when all have gone who can be told; nobody waits for lost connections", async () => {
  using it = bench();
  const { chat, clock, drain, seen } = it;
  for (const name of ["ann", "bob", "cy"]) chat.enter(name);
  const [ann, bob, cy] = [...chat.fanOut.readers];
  cy!.outbox.hold();
  assertEquals(drain.begin().people, 2);
  ann!.end({ kind: "quit" }); // its goodbye is still on the way
  await clock.advance(1000);
  assertEquals([drain.begin().people, seen.isOver], [1, false]);
  chat.fanOut.unseat(bob!);
  await clock.advance(100);
  assertEquals([drain.begin().people, seen.isOver], [0, true]);
});

Deno.test("a drain lets nobody in who has no name yet, nor anybody who comes after", () => {
  using it = bench();
  const { chat, drain } = it;
  chat.seat();
  chat.enter("ann");
  drain.begin();
  chat.seat();
  const farewells = Array.from(chat.fanOut.readers, ({ farewell }) => farewell?.kind);
  assertEquals(farewells, ["stopping", undefined, "stopping"]);
});

Deno.test("a drain of 0 ms tells nobody, and leaves the time to answer whoever asked for it", async () => {
  using it = bench(0);
  const ann = it.chat.enter("ann");
  await it.clock.advance(10);
  const before = ann.terminal.heard;
  assertEquals(it.drain.begin(), { people: 1, stopsInMs: 0 });
  await it.clock.advance(99);
  assertEquals([ann.terminal.heard, it.seen.isOver], [before, false]);
  await it.clock.advance(1);
  assertEquals(it.seen.isOver, true);
});

Deno.test("a server that stops does not drain any more, and a drain that has begun is over", async () => {
  for (const hasBegun of [true, false]) {
    const it = bench(), { chat, clock, drain, seen } = it, ann = chat.enter("ann");
    if (hasBegun) drain.begin();
    await clock.advance(10);
    const before = ann.terminal.heard;
    drain[Symbol.dispose]();
    await settled();
    assertEquals([seen.isOver, drain.begin().people], [true, 1]);
    await clock.advance(60_000);
    assertEquals([seen.closed, ann.terminal.heard], [hasBegun ? 1 : 0, before]);
    it[Symbol.dispose]();
    assertEquals(clock.timers, 0);
  }
});
