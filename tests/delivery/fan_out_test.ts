import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Event } from "../../lib/model/event.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { FanOut } from "../../lib/delivery/fan_out.ts";
import { Chat, handOut, PLAIN, SMALL } from "../support/chat.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { ann, eventOf, lobby, text } from "../support/samples.ts";

let id = 0;
function said(what: string): Event {
  return { ...eventOf({ kind: "said", room: lobby, name: ann, text: text(what) }), id: ++id };
}

Deno.test("FanOut.deliver() reaches everybody in the audience but the exception", async () => {
  using chat = new Chat();
  const [writer, bob, outsider] = [chat.seat(), chat.seat(), chat.seat()];
  chat.fanOut.deliver(new Set([writer.reader, bob.reader]), said("hi"), [
    writer.reader,
  ]);
  await chat.flush();
  assertEquals([writer, bob, outsider].map(({ terminal }) => terminal.heard), ["", "ann: hi\n", ""]);
});

Deno.test("FanOut.deliver() gives each reader its dialect", async () => {
  using chat = new Chat();
  const plain = chat.seat();
  const colour = chat.seat({ ...PLAIN, color: true, language: "zh", lineEnd: "\r\n" });
  chat.fanOut.deliver(new Set([plain.reader, colour.reader]), said("你好"));
  await chat.flush();
  assertEquals(plain.terminal.heard, "ann: 你好\n");
  assertEquals(colour.terminal.heard, "\x1b[34m[ann]\x1b[0m 你好\r\n");
});

Deno.test("FanOut.deliver() writes a busy turn in one piece to each reader, without the reader's own lines", async () => {
  using chat = new Chat({ bounds: { ...SMALL, outbox: { count: 1000, cost: 100_000 } } });
  const [one, bob, eve] = [chat.seat(), chat.seat(), chat.seat()];
  const all = new Set([one.reader, bob.reader, eve.reader]);
  for (let i = 0; i < 6; i++) {
    chat.fanOut.deliver(
      all,
      said(`${i}`),
      i % 3 === 0 ? [one.reader] : i % 3 === 1 ? [bob.reader] : [],
    );
  }
  await chat.flush();
  assertEquals(one.terminal.pieces, ["ann: 1\nann: 2\nann: 4\nann: 5\n"]);
  assertEquals(bob.terminal.pieces, ["ann: 0\nann: 2\nann: 3\nann: 5\n"]);
  assertEquals(eve.terminal.pieces.join("").split("\n").length, 7);
});

Deno.test("FanOut flushes at once after a pause, and at most every flushMs in a busy moment", async () => {
  using chat = new Chat();
  const bob = chat.seat();
  const all = new Set([bob.reader]);
  chat.fanOut.deliver(all, said("1"));
  await settled();
  assertEquals(bob.terminal.pieces.length, 1);
  chat.fanOut.deliver(all, said("2"));
  chat.fanOut.deliver(all, said("3"));
  await settled();
  assertEquals(bob.terminal.pieces.length, 1);
  await chat.clock.advance(5);
  assertEquals(bob.terminal.pieces, ["ann: 1\n", "ann: 2\nann: 3\n"]);
});

Deno.test("Reader.tell() keeps its place between delivered events", async () => {
  using chat = new Chat();
  const bob = chat.seat();
  const all = new Set([bob.reader]);
  chat.fanOut.deliver(all, said("before"));
  bob.reader.tell({ kind: "still_here" });
  chat.fanOut.deliver(all, said("after"));
  await chat.flush();
  assertEquals(bob.terminal.heard, "ann: before\nYes, still here.\nann: after\n");
});

Deno.test("Reader.tell() fails where it is called, if it has to, and never in the turn of everybody", async () => {
  using chat = new Chat();
  const bob = chat.seat({ ...PLAIN, timeZone: "Mars/Phobos" });
  const eve = chat.seat();
  chat.fanOut.deliver(new Set([bob.reader, eve.reader]), said("before"));
  assertThrows(() => bob.reader.tell({ kind: "time_zone", time: 0 }), RangeError);
  await chat.flush();
  assertEquals(eve.terminal.heard, "ann: before\n");
});

Deno.test("a dialect changes between two lines, never for one delivered before", async () => {
  using chat = new Chat();
  const bob = chat.seat();
  const all = new Set([bob.reader]);
  chat.fanOut.deliver(all, said("before"));
  bob.reader.restyle({ abilities: { lineEnd: "\r\n" } });
  chat.fanOut.deliver(all, said("after"));
  await chat.flush();
  assertEquals(bob.terminal.heard, "ann: before\nann: after\r\n");
});

Deno.test("a full outbox skips what does not fit, says how much, and touches nobody else", async () => {
  using chat = new Chat(); // outboxes of 8 lines
  const [slow, quick] = [chat.seat(), chat.seat()];
  const all = new Set([slow.reader, quick.reader]);
  slow.terminal.hold();
  for (let i = 1; i <= 20; i++) {
    chat.fanOut.deliver(all, said(`${i}`));
    await chat.flush();
  }
  assertEquals(quick.terminal.heard.split("\n").length, 21);
  slow.terminal.release();
  await chat.flush();
  chat.fanOut.deliver(all, said("21"));
  await chat.flush();
  const lines = slow.terminal.heard.trim().split("\n");
  assertEquals(lines.slice(0, 9), Array.from({ length: 9 }, (_, i) => `ann: ${i + 1}`)); // 1 in flight, 8 queued
  assertMatch(lines[9]!, /^11 lines were skipped here/);
  assertEquals(lines.slice(10), ["ann: 21"]);
  assertEquals(slow.terminal.mostInFlight, 1);
});

Deno.test("an outbox is bounded by bytes as well as by lines", async () => {
  using chat = new Chat({ bounds: { ...SMALL, outbox: { count: 1000, cost: 100 } } });
  const slow = chat.seat();
  const all = new Set([slow.reader]);
  slow.terminal.hold();
  for (let i = 0; i < 10; i++) {
    chat.fanOut.deliver(all, said("x".repeat(40)));
    await chat.flush();
  }
  slow.terminal.release();
  await chat.flush();
  assertMatch(slow.terminal.heard, /7 lines were skipped/); // 1 in flight and 2 queued
});

Deno.test("a telnet answer goes out although the outbox is full, ahead of the lines", async () => {
  using chat = new Chat();
  const slow = chat.seat();
  slow.terminal.hold();
  for (let i = 1; i <= 20; i++) {
    chat.fanOut.deliver(new Set([slow.reader]), said(`${i}`));
    await chat.flush();
  }
  slow.reader.outbox.answer(new TextEncoder().encode("<mark>"));
  slow.terminal.release();
  await chat.flush();
  assert(slow.terminal.pieces[1]!.startsWith("<mark>ann: 2\n"));
});

Deno.test("a reader that accepts nothing for stalledMs is ended as too slow, one that reads is not", async () => {
  using chat = new Chat({ bounds: { ...SMALL, stalledMs: 31_000 } });
  const readers = [chat.seat(), chat.seat(), chat.seat()];
  const stuck = [readers[0]!, readers[2]!];
  for (const { terminal } of stuck) terminal.hold();
  chat.fanOut.deliver(new Set(readers.map(({ reader }) => reader)), said("hi"));
  await chat.clock.advance(31_999); // the first look is after a second: from then on it counts
  assertEquals(readers.map(({ reader }) => reader.signal.aborted), [false, false, false]);
  await chat.clock.advance(1);
  const tooSlow = { kind: "too_slow", stalledMs: 31_000 };
  assertEquals(readers.map(({ reader }) => reader.signal.reason), [tooSlow, undefined, tooSlow]);
  for (const { terminal } of stuck) terminal.release();
  await settled();
});

Deno.test("FanOut looks for stalled readers once a second, as long as somebody is there, whoever comes and goes", async () => {
  using chat = new Chat();
  assertEquals(chat.clock.timers, 0);
  for (let rounds = 0; rounds < 2; rounds++) {
    const [first, stuck] = [chat.seat(), chat.seat()];
    assertEquals(chat.clock.timers, 1);
    chat.fanOut.unseat(first.reader);
    stuck.terminal.hold();
    chat.fanOut.deliver(new Set([stuck.reader]), said("hi"));
    await chat.clock.advance(31_000);
    assertEquals(stuck.reader.signal.reason, { kind: "too_slow", stalledMs: 30_000 });
    stuck.terminal.release();
    await settled();
    chat.fanOut.unseat(stuck.reader);
    await chat.clock.advance(1000);
    assertEquals(chat.clock.timers, 0);
  }
});

Deno.test("FanOut ends nobody as too slow who takes something now and then, or has nothing to take", async () => {
  using chat = new Chat();
  const [slow, idle] = [chat.seat(), chat.seat()];
  slow.terminal.hold();
  for (let i = 0; i < 5; i++) {
    chat.fanOut.deliver(new Set([slow.reader]), said("hi"));
    await chat.clock.advance(25_000);
    slow.terminal.release();
    slow.terminal.hold();
    await settled();
  }
  chat.fanOut.deliver(new Set([idle.reader]), said("hi"));
  await chat.clock.advance(25_000);
  assertEquals([slow, idle].map(({ reader }) => reader.signal.aborted), [false, false]);
  slow.terminal.release();
  await settled();
});

Deno.test("FanOut's valve knows how many readers there are: less is let through while most of them are behind", () => {
  using chat = new Chat();
  const { valve } = chat.fanOut;
  const [one] = [chat.seat(), chat.seat(), chat.seat()];
  valve.mark(one.reader, true);
  for (const kib of [16, 32]) assertEquals(valve.pass(16 * 1024), undefined, `${kib} KiB of 48`);
  chat.fanOut.unseat(one.reader);
  for (const other of [chat.seat(), chat.seat(), chat.seat()]) valve.mark(other.reader, true);
  assert(valve.pass(1) !== undefined); // three of five are behind: 16 KiB are all there is
});

Deno.test("FanOut keeps nothing and marks no names where it is made without parts", async () => {
  const clock = new FakeClock();
  using fanOut = new FanOut(clock, SMALL);
  const terminal = new HeldWriter();
  const reader = fanOut.seat(terminal.writer, { ...PLAIN, color: true });
  fanOut.deliver(new Set([reader]), said("hi, ann"));
  handOut(fanOut);
  await settled();
  assertEquals(terminal.heard, "\x1b[34m[ann]\x1b[0m hi, ann\n");
});

Deno.test("FanOut flushes only those who have something to write", async () => {
  using chat = new Chat();
  const [ann, bob] = [chat.seat(), chat.seat()];
  const flushes: string[] = [];
  for (const [name, { reader: { outbox } }] of Object.entries({ ann, bob })) {
    const load = outbox.load.bind(outbox);
    outbox.load = () => {
      flushes.push(name);
      return load();
    };
  }
  chat.fanOut.deliver(new Set([ann.reader]), said("1"));
  ann.reader.tell({ kind: "still_here" });
  await chat.flush();
  chat.fanOut.deliver(new Set([bob.reader]), said("2"));
  await chat.flush();
  await chat.clock.advance(100);
  assertEquals(flushes, ["ann", "bob"]);
});

Deno.test("FanOut lets go of what it has joined once everybody is flushed", async () => {
  const clock = new FakeClock();
  using fanOut = new FanOut(clock, SMALL);
  const writes: Uint8Array[] = [];
  const readers = Array.from({ length: 2 }, () => {
    const { writer } = new HeldWriter();
    const write = (bytes: Uint8Array) => Promise.resolve(void writes.push(bytes));
    return fanOut.seat(Object.assign(writer, { write }), PLAIN);
  });
  const pieces = ["one\n", "two\n"].map((piece) => new TextEncoder().encode(piece));
  const offer = () => readers.forEach((reader) => pieces.forEach((piece) => reader.outbox.offer(piece, 1)));
  offer();
  await settled();
  offer();
  for (const reader of readers) reader.outbox.flush();
  await settled();
  const [first, second, third, fourth] = writes;
  assertEquals([writes.length, first === second, third === fourth, second === third], [4, true, true, false]);
});

Deno.test("a failed write ends the reader as hung up", async () => {
  using chat = new Chat();
  const gone = chat.seat();
  gone.terminal.break();
  chat.fanOut.deliver(new Set([gone.reader]), said("hi"));
  await chat.flush();
  assertEquals(gone.reader.signal.reason, { kind: "hung_up" });
});

Deno.test("FanOut.endAll() ends those who are seated and those who come later, and the first farewell counts", () => {
  using chat = new Chat();
  const first = chat.seat();
  first.reader.end({ kind: "quit" });
  const second = chat.seat();
  chat.fanOut.endAll({ kind: "stopping" });
  const late = chat.seat();
  assertEquals(first.reader.signal.reason, { kind: "quit" });
  assertEquals(second.reader.signal.reason, { kind: "stopping" });
  assertEquals(late.reader.signal.reason, { kind: "stopping" });
});

Deno.test("FanOut keeps nothing of the unseated, and no timer once it is disposed", async () => {
  const chat = new Chat();
  const bob = chat.seat();
  chat.fanOut.deliver(new Set([bob.reader]), said("hi"));
  await chat.flush();
  chat.fanOut.unseat(bob.reader);
  assertEquals(chat.fanOut.size, 0);
  chat[Symbol.dispose]();
  assertEquals(chat.clock.timers, 0);
});

Deno.test("FanOut leaves no timer when it is disposed in a busy moment, and lets waiting senders go", async () => {
  const chat = new Chat();
  const { fanOut, clock } = chat;
  const bob = chat.seat();
  fanOut.deliver(new Set([bob.reader]), said("1"));
  await settled();
  fanOut.deliver(new Set([bob.reader]), said("2"));
  fanOut.valve.mark(bob.reader, true);
  fanOut.valve.pass(100_000);
  const wait = fanOut.valve.pass(1);
  assertEquals([wait === undefined, clock.timers], [false, 3]); // of the sweep, the flush and the valve
  chat[Symbol.dispose]();
  assertEquals(clock.timers, 0);
  await wait;
  await clock.advance(100);
  assertEquals(bob.terminal.heard, "ann: 1\n");
});

Deno.test("every reader hears every line once, in order, its own left out, however turns fall", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("say" as const), who: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ kind: fc.constant("tell" as const), who: fc.integer({ min: 0, max: 3 }) }),
    fc.constant({ kind: "flush" as const, who: 0 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      using chat = new Chat({ bounds: { ...SMALL, outbox: { count: 1000, cost: 1_000_000 } } });
      const people = [chat.seat(), chat.seat(), chat.seat(), chat.seat()];
      const all = new Set<Reader>(people.map(({ reader }) => reader));
      const expected: string[][] = people.map(() => []);
      for (const [number, { kind, who }] of steps.entries()) {
        if (kind === "flush") await chat.clock.advance(1);
        else if (kind === "tell") {
          people[who]!.reader.tell({ kind: "still_here" });
          expected[who]!.push("Yes, still here.");
        } else {
          chat.fanOut.deliver(all, said(`${number}`), [people[who]!.reader]);
          for (const [other, lines] of expected.entries()) if (other !== who) lines.push(`ann: ${number}`);
        }
      }
      await chat.flush();
      assertEquals(people.map(({ terminal }) => terminal.heard.split("\n").slice(0, -1)), expected);
    }),
    { numRuns: 60 },
  );
});

/** Room for some lines of 40 letters, which take 46 bytes each. */
const tight = (lines: number) => ({
  ...SMALL,
  outbox: { count: 1000, cost: 100_000 },
  allOutboxesBytes: 46 * lines,
});

Deno.test("all outboxes together are bounded: the fullest reader loses what waits, and is told in its place", async () => {
  using chat = new Chat({ bounds: tight(24) });
  const [slow, slower, quick] = [chat.seat(), chat.seat(), chat.seat()];
  const say = async (letter: string, ...to: { readonly reader: Reader }[]) => {
    chat.fanOut.deliver(new Set(to.map(({ reader }) => reader)), said(letter.repeat(40)));
    await chat.flush();
  };
  for (const { terminal } of [slow, slower]) terminal.hold();
  for (const letter of "abcdef") await say(letter, slow);
  for (const letter of "abcdefghijklm") await say(letter, slower);
  assertEquals(chat.fanOut.space.bytes, 19 * 46);
  for (const letter of "nopqrstuvwxyz") await say(letter, slow, quick);
  assertEquals(quick.terminal.heard.split("\n").length - 1, 13);
  for (const { terminal } of [slow, slower]) terminal.release();
  await chat.flush();
  await say("!", slow, slower);
  const lettersOf = ({ terminal }: { readonly terminal: HeldWriter }) =>
    terminal.heard.trim().split("\n").map((line) => /^ann: (.)/.exec(line)?.[1] ?? line);
  assertEquals(lettersOf(slow), [..."abcdefnopqrstuvwxyz!"]);
  assertEquals(lettersOf(slower).length, 3);
  assertEquals(lettersOf(slower)[0], "a");
  assertMatch(lettersOf(slower)[1]!, /^12 lines were skipped here/);
  assertEquals(lettersOf(slower)[2], "!");
  assertEquals(chat.fanOut.space.bytes, 0);
});

Deno.test("a write under way carries no more than a reader's share, and what it leaves goes with the next, in order", async () => {
  using chat = new Chat({
    bounds: { ...SMALL, outbox: { count: 1000, cost: 100_000 }, allOutboxesBytes: 1000 },
  });
  const [slow, other] = [chat.seat(), chat.seat()];
  slow.terminal.hold();
  for (const letter of "abcdefghijk") {
    chat.fanOut.deliver(new Set([slow.reader]), said(letter.repeat(40)));
    await chat.flush();
  }
  slow.terminal.release();
  await chat.flush();
  assertEquals(slow.terminal.pieces.map(({ length }) => length / 46), [1, 5, 5]); // 1000 / (2 * 2 readers)
  assertEquals(
    slow.terminal.heard.match(/ann: ./g)!.join(""),
    [..."abcdefghijk"].map((x) => `ann: ${x}`).join(""),
  );
  assertEquals(other.terminal.heard, "");
  assertEquals(chat.fanOut.space.bytes, 0);
});

Deno.test("FanOut.unseat() gives back what an outbox held, its write under way included", async () => {
  using chat = new Chat({ bounds: tight(100) });
  const slow = chat.seat();
  slow.terminal.hold();
  for (const letter of "abc") {
    chat.fanOut.deliver(new Set([slow.reader]), said(letter.repeat(40)));
    await chat.flush();
  }
  assertEquals([chat.fanOut.space.bytes, chat.fanOut.doorway.writing], [3 * 46, 1]);
  chat.fanOut.unseat(slow.reader);
  assertEquals([chat.fanOut.space.bytes, chat.fanOut.doorway.writing], [0, 0]);
  slow.terminal.release();
  await settled();
  assertEquals([chat.fanOut.space.bytes, chat.fanOut.doorway.writing], [0, 0]);
});
