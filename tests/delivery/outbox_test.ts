import { assert, assertEquals } from "@std/assert";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Task } from "../../lib/observe/task.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { Chat, handOut } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";

/** Somebody's outbox that is flushed by the test alone, and what they have got. */
function bench() {
  const chat = new Chat(), { reader, terminal } = chat.seat(); // outboxes of 8 lines
  return { [Symbol.dispose]: () => chat[Symbol.dispose](), chat, reader, outbox: reader.outbox, terminal };
}

function offer({ outbox }: Reader, ...texts: string[]): void {
  for (const text of texts) outbox.offer(new TextEncoder().encode(text), 1);
}

Deno.test("a line editor's pieces fill an outbox by their number, too: a bell takes a hundred times its one byte", () => {
  using chat = new Chat(); // outboxes of 8 lines
  const { reader } = chat.seat();
  for (let i = 0; i < 1000; i++) reader.show("\x07");
  handOut(chat.fanOut);
  assert(reader.outbox.snapshot().pieces.length <= 8);
});

Deno.test("Outbox writes what has queued, all in one piece", async () => {
  using it = bench();
  offer(it.reader, "a", "b", "c");
  it.outbox.flush();
  await settled();
  assertEquals(it.terminal.pieces, ["abc"]);
});

Deno.test("Outbox has one write in flight, and the next one carries everything that queued meanwhile", async () => {
  using it = bench();
  it.terminal.hold();
  for (const text of ["a", "b", "c"]) {
    offer(it.reader, text);
    it.outbox.flush();
  }
  await settled();
  assertEquals(it.outbox.pump.isWriting, true);
  it.terminal.release();
  await settled();
  assertEquals(it.terminal.pieces, ["a", "bc"]);
  assertEquals([it.terminal.mostInFlight, it.outbox.pump.writes], [1, 2]);
});

Deno.test("Outbox ends its session with the first failed write, and writes nothing any more", async () => {
  using it = bench();
  offer(it.reader, "a");
  it.terminal.break();
  it.outbox.flush();
  await settled();
  assertEquals(it.reader.signal.reason, { kind: "hung_up" });
  offer(it.reader, "b");
  it.outbox.flush();
  await settled();
  assertEquals(it.outbox.snapshot().pieces.length, 1);
  assertEquals([it.outbox.pump.isWriting, it.outbox.pump.writes, it.terminal.heard], [false, 0, ""]);
});

Deno.test("Outbox writes an answer without bytes: whoever asked for a write gets one, and the session goes on", async () => {
  using it = bench();
  it.outbox.answer(new Uint8Array(0));
  it.outbox.flush();
  await settled();
  assertEquals([it.terminal.pieces, it.outbox.pump.writes, it.reader.farewell], [[""], 1, undefined]);
  offer(it.reader, "a");
  it.outbox.answer(new Uint8Array(0));
  it.outbox.flush();
  await settled();
  assertEquals(it.terminal.pieces, ["", "a"]);
});

Deno.test("Outbox.load() says whether its pump has to be started: not while it writes, nor where nothing waits", async () => {
  using it = bench();
  assertEquals(it.outbox.load(), false);
  offer(it.reader, "a");
  assertEquals(it.outbox.load(), true);
  offer(it.reader, "b");
  assertEquals(it.outbox.load(), false);
  it.outbox.pump.write();
  await settled();
  assertEquals(it.terminal.pieces, ["a", "b"]);
});

Deno.test("Outbox.close() waits for everything queued, and for nothing after a failure", async () => {
  using it = bench();
  it.terminal.hold();
  offer(it.reader, "a");
  it.outbox.flush();
  offer(it.reader, "b");
  let isClosed = false;
  const closed = it.outbox.close().then(() => isClosed = true);
  await settled();
  assertEquals(isClosed, false);
  it.terminal.release();
  await closed;
  assertEquals(it.terminal.heard, "ab");
  await it.outbox.close();
  using other = bench();
  offer(other.reader, "c");
  other.terminal.break();
  await other.outbox.close();
  await other.outbox.close();
});

Deno.test("Outbox.close() is over when the write it waits for fails, and the session ends", async () => {
  using it = bench();
  it.terminal.hold();
  offer(it.reader, "a");
  const closed = it.outbox.close();
  await settled();
  assertEquals([it.outbox.pump.isWriting, it.reader.signal.aborted], [true, false]);
  it.terminal.break();
  await closed;
  assertEquals(it.outbox.pump.isWriting, false);
  await settled();
  assertEquals(it.reader.signal.aborted, true);
});

Deno.test("Outbox rests where nothing has queued, and writes nothing", async () => {
  using it = bench();
  it.outbox.flush();
  await settled();
  assertEquals([it.outbox.pump.isWriting, it.terminal.pieces], [false, []]);
  offer(it.reader, "a");
  it.outbox.flush();
  assertEquals(it.outbox.pump.isWriting, true);
  await settled();
  assertEquals([it.outbox.pump.isWriting, it.terminal.pieces], [false, ["a"]]);
});

Deno.test("Outbox.snapshot() tells how full it is, what was written, and what its pump waits for", async () => {
  using it = bench();
  const seen = () => {
    const { waitsFor, filling: { lines, bytes, inFlightBytes, skipped }, written, retains } = it.outbox
      .snapshot();
    return [waitsFor, lines, bytes, inFlightBytes, skipped, written.writes, retains!.bytes];
  };
  assertEquals(seen(), ["lines", 0, 0, 0, 0, 0, 0]);
  offer(it.reader, "ab", "c");
  assertEquals(seen(), ["flush", 2, 3, 0, 0, 0, 3]);
  it.terminal.hold();
  it.outbox.flush();
  offer(it.reader, ..."defghijkl");
  assertEquals(seen(), ["write", 8, 8, 3, 1, 0, 11]);
  assertEquals(it.outbox.snapshot().pieces.map(({ length }) => length), new Array(8).fill(1));
  it.terminal.release();
  await settled();
  assertEquals(seen(), ["lines", 0, 0, 0, 1, 2, 0]);
  const { name, fields, filling } = it.outbox.snapshot();
  assertEquals(name, "unknown");
  assertEquals(fields, { peer: "unknown", door: "none", lines: 0, bytes: 0, skipped: 1 });
  assertEquals([filling.maxLines, filling.maxBytes, filling.highWaterBytes], [8, 10_000, 8]);
});

Deno.test("Outbox counts its runs, and changes whenever something in it has changed", async () => {
  using it = bench();
  const task = new TaskGroup().begin("pump", it.outbox) as Task, { outbox, terminal } = it;
  const versions = new Set<number>();
  const sees = (runs: number) => {
    assertEquals([outbox.runs, task.figures.polls], [runs, runs]);
    assertEquals(versions.size, versions.add(task.version).size - 1, "nothing has changed");
  };
  sees(0);
  offer(it.reader, "a");
  sees(0);
  terminal.hold();
  outbox.flush();
  sees(1);
  offer(it.reader, ..."bcdefghij");
  sees(1);
  terminal.release();
  await settled();
  sees(2);
});
