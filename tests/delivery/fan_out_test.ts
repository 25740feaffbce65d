import { assertEquals, assertThrows } from "@std/assert";
import fc from "../support/fast_check.ts";
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
  using chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000 } });
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
  assertEquals(chat.fanOut.readers.size, 0);
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
      using chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 1_000_000 } });
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
