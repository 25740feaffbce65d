import { assertEquals, assertLessOrEqual, assertStrictEquals } from "@std/assert";
import type { Reader } from "../../lib/delivery/reader.ts";
import { Chat, SMALL } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { ann, COLOUR, eventOf, JSON_LINES, lobby, PLAIN, TELNET, text } from "../support/samples.ts";

const encoder = new TextEncoder();

/** Offers as many lines, each a piece of its own. */
function offer(reader: Reader, lines: number): void {
  for (let i = 0; i < lines; i++) reader.outbox.offer(encoder.encode("line\n"), 1);
}

/** How many lines a peer has got. */
function linesOf(terminal: HeldWriter): number {
  return terminal.heard.split("\n").length - 1;
}

/** Somebody whose peer reads nothing: one line is in flight, all others queue. */
async function stuck(chat: Chat) {
  const { reader, terminal } = chat.seat();
  terminal.hold();
  offer(reader, 1);
  await chat.flush();
  return { reader, terminal };
}

Deno.test("Outbox.offer() is behind with more than half of its outbox full, until that is being written", async () => {
  using chat = new Chat(); // outboxes of 8 lines
  const { valve } = chat.fanOut;
  const { reader, terminal } = await stuck(chat);
  for (let rounds = 0; rounds < 2; rounds++) {
    offer(reader, 4);
    assertEquals(valve.behind, 0);
    offer(reader, 1);
    assertEquals(valve.behind, 1);
    offer(reader, 3);
    assertEquals(valve.behind, 1);
    terminal.release();
    await settled();
    assertEquals(valve.behind, 0);
    terminal.hold();
    offer(reader, 1);
    await chat.flush();
  }
  terminal.release();
  await settled();
  assertEquals(linesOf(terminal), 19);
});

Deno.test("Outbox.offer() is no longer behind once its outbox overflows: nobody waits for a reader that stopped", async () => {
  using chat = new Chat();
  const { valve } = chat.fanOut;
  const { reader, terminal } = await stuck(chat);
  const other = await stuck(chat);
  offer(other.reader, 5);
  offer(reader, 8);
  assertEquals(valve.behind, 2);
  offer(reader, 1);
  assertEquals(valve.behind, 1);
  offer(reader, 5);
  assertEquals(valve.behind, 1);
  terminal.release();
  other.terminal.release();
  await settled();
  assertEquals(valve.behind, 0);
});

Deno.test("Outbox.offer() does not wait for the flush with an outbox more than half full", async () => {
  using chat = new Chat();
  const [{ reader, terminal }, other] = [chat.seat(), chat.seat()];
  offer(other.reader, 1);
  await settled(); // the next flush is 5 ms away
  offer(reader, 4);
  await settled();
  assertEquals(linesOf(terminal), 0);
  offer(reader, 1);
  await settled();
  assertEquals(linesOf(terminal), 5);
  await chat.flush();
  assertEquals([linesOf(terminal), terminal.pieces.length], [5, 1]);
});

Deno.test("Outbox.offer() counts the lines of a piece, and skips all of a piece that is too much", async () => {
  using chat = new Chat(); // outboxes of 8 lines
  const { reader, terminal } = await stuck(chat);
  reader.outbox.offer(encoder.encode("a\nb\nc\n"), 3);
  reader.outbox.offer(encoder.encode("d\ne\nf\ng\nh\ni\n"), 6);
  terminal.release();
  await settled();
  const skipped = "6 lines were skipped here: your connection read too slowly.\n";
  assertEquals(terminal.pieces, ["line\n", "a\nb\nc\n" + skipped]);
});

Deno.test("Reader.tell() takes the room of one line, whether others were delivered before or not", async () => {
  using chat = new Chat(); // outboxes of 8 lines
  for (const isInTurn of [false, true]) {
    const { reader, terminal } = await stuck(chat);
    if (isInTurn) chat.fanOut.deliver(new Set([]), eventOf({ kind: "left", name: ann }));
    for (let i = 0; i < 10; i++) reader.tell({ kind: "still_here" });
    await chat.flush();
    terminal.release();
    await settled();
    const lines = terminal.heard.split("\n").slice(1, -1);
    assertEquals(lines.slice(0, 8), Array(8).fill("Yes, still here."));
    assertEquals(lines.slice(8), ["2 lines were skipped here: your connection read too slowly."]);
  }
});

Deno.test("Reader.dialect changes for one, and others who had the same hear what they heard before", async () => {
  using chat = new Chat();
  const [bob, eve] = [chat.seat(), chat.seat()];
  bob.reader.restyle({ abilities: { lineEnd: TELNET.lineEnd } });
  eve.reader.restyle({ abilities: { color: true } });
  assertEquals([bob, eve].map(({ reader }) => reader.dialect), [TELNET, COLOUR]);
  const event = eventOf({ kind: "said", room: lobby, name: ann, text: text("hi") });
  for (const readers of [[bob, eve], [eve, bob]]) {
    chat.fanOut.deliver(new Set(readers.map(({ reader }) => reader)), event);
    await chat.flush();
    const heard = [bob, eve].map(({ terminal }) => terminal.pieces.at(-1));
    assertEquals(heard, ["ann: hi\r\n", "\x1b[34m[ann]\x1b[0m hi\n"]);
  }
});

Deno.test("Reader tells of lines that were skipped although it could queue none of them", async () => {
  using chat = new Chat({ bounds: { ...SMALL, outboxLines: 8, outboxBytes: 10 } });
  const { reader, terminal } = chat.seat();
  reader.outbox.offer(encoder.encode("longer than the outbox\n"), 1);
  await chat.flush();
  assertEquals(terminal.heard, "1 line was skipped here: your connection read too slowly.\n");
  offer(reader, 1);
  await chat.flush();
  assertEquals(terminal.pieces.slice(1), ["line\n"]);
});

Deno.test("Reader.tell() gives the program that asked the answer it waits for, behind what was delivered", async () => {
  using chat = new Chat();
  const { reader, terminal } = chat.seat(JSON_LINES);
  reader.tell({ kind: "still_here" }, "first");
  await chat.flush();
  reader.tell({ kind: "still_here" });
  await chat.flush();
  assertEquals(terminal.pieces.map((piece) => JSON.parse(piece).ref), ["first", undefined]);
});

Deno.test("Outbox.answer() needs no lines to go out, keeps the order, and says nothing twice", async () => {
  using chat = new Chat();
  const { reader, terminal } = chat.seat();
  for (const mark of ["<1>", "<2>"]) reader.outbox.answer(encoder.encode(mark));
  await chat.flush();
  assertEquals(terminal.pieces, ["<1><2>"]);
  offer(reader, 1);
  await chat.flush();
  assertEquals(terminal.pieces, ["<1><2>", "line\n"]);
});

Deno.test("Outbox.answer() keeps 1,024 answers at most, of a peer that asks and does not read", async () => {
  using chat = new Chat();
  const { reader, terminal } = await stuck(chat);
  for (let i = 0; i < 2000; i++) reader.outbox.answer(encoder.encode("."));
  terminal.release();
  await settled();
  assertEquals(terminal.heard, "line\n" + ".".repeat(1024));
  reader.outbox.answer(encoder.encode("!"));
  await chat.flush();
  assertEquals(terminal.pieces.at(-1), "!");
});

Deno.test("Reader begins with no colour chosen, and with its lines going nowhere", () => {
  using chat = new Chat();
  const { dialect, outbox: { manner } } = chat.seat().reader;
  assertEquals([manner.wishes.color, manner.focus], [undefined, undefined]);
  assertEquals([dialect, manner.dialect], [PLAIN, PLAIN]);
});

Deno.test("Reader.end() keeps the first farewell", () => {
  using chat = new Chat();
  const { reader } = chat.seat();
  assertEquals(reader.signal.aborted, false);
  const farewell = { kind: "too_slow", stalledMs: 1 } as const;
  reader.end(farewell);
  reader.end({ kind: "quit" });
  assertStrictEquals(reader.signal.reason, farewell);
});

Deno.test("Reader.close() waits until everything is written, answers too", async () => {
  using chat = new Chat();
  const { reader, terminal } = await stuck(chat);
  offer(reader, 2);
  reader.outbox.answer(encoder.encode("<mark>"));
  let isClosed = false;
  const closed = reader.close().then(() => isClosed = true);
  await chat.flush();
  assertEquals(isClosed, false);
  terminal.release();
  await closed;
  assertEquals(terminal.pieces, ["line\n", "<mark>line\nline\n"]);
});

Deno.test("FanOut.unseat() lets go of everything that waits for a reader, which holds nobody up any more", async () => {
  using chat = new Chat();
  const { reader, terminal } = await stuck(chat);
  offer(reader, 5);
  reader.outbox.answer(encoder.encode("<mark>"));
  assertEquals([chat.fanOut.readers.size, chat.fanOut.valve.behind], [1, 1]);
  chat.fanOut.unseat(reader);
  assertEquals([chat.fanOut.readers.size, chat.fanOut.valve.behind], [0, 0]);
  offer(reader, 1);
  terminal.release();
  await chat.flush();
  assertEquals(terminal.heard, "line\n");
});

Deno.test("Pump.stalledMs() counts while one write is in flight, and begins anew with the next", async () => {
  using chat = new Chat();
  const { reader, terminal } = chat.seat();
  assertEquals(reader.outbox.pump.stalledMs(60_000), 0); // nothing was waiting for it
  terminal.hold();
  for (const start of [60_000, 100_000]) {
    offer(reader, 1);
    reader.outbox.flush();
    reader.outbox.pump.stalledMs(start);
    assertEquals(
      [1, 2].map((ms) => reader.outbox.pump.stalledMs(start + ms) - reader.outbox.pump.stalledMs(start)),
      [1, 2],
    );
    offer(reader, 1); // which waits behind the first
    await settled();
    terminal.release();
    terminal.hold();
    await settled();
    assertEquals(reader.outbox.pump.stalledMs(start + 20_000), 0); // one was written, the next is in flight
    assertEquals(reader.outbox.pump.stalledMs(start + 30_000), 10_000);
    terminal.release();
    await settled();
    terminal.hold();
    assertEquals(reader.outbox.pump.stalledMs(start + 40_000), 0);
  }
  terminal.release();
});

Deno.test("Pump.stalledMs() does not count the time before the reader was seated", async () => {
  using chat = new Chat();
  await chat.clock.advance(50_000);
  const { reader, terminal } = await stuck(chat);
  assertLessOrEqual(reader.outbox.pump.stalledMs(chat.clock.now()), 5); // which passed in the flush
  terminal.release();
  await settled();
});

Deno.test("Pump.stalledMs() takes bytes accepted within a write for progress, where the writer tells", async () => {
  using chat = new Chat();
  let accept: (count: number) => void = () => {};
  const writeSome = () => new Promise<number>((resolve) => accept = resolve);
  const reader = chat.fanOut.seat(Object.assign(new HeldWriter().writer, { writeSome }), PLAIN);
  offer(reader, 1);
  reader.outbox.flush();
  assertEquals([0, 1000, 2000].map((now) => reader.outbox.pump.stalledMs(now)), [0, 1000, 2000]);
  accept(1);
  await settled();
  assertEquals([3000, 4000].map((now) => reader.outbox.pump.stalledMs(now)), [0, 1000]);
});

Deno.test("Reader is told of skipped lines in the style of what goes out beside that", async () => {
  using chat = new Chat(); // outboxes of 8 lines
  const { reader, terminal } = await stuck(chat);
  offer(reader, 9);
  await settled(); // flushed just now: the next flush waits
  chat.fanOut.deliver(new Set([reader]), eventOf({ kind: "left", name: ann }));
  reader.restyle({ abilities: { json: true } }); // behind the event, which is not handed out yet
  terminal.release();
  await settled();
  assertEquals(
    terminal.heard.split("\n").at(-2),
    "1 line was skipped here: your connection read too slowly.",
  );
  await chat.flush();
  assertEquals(terminal.heard.split("\n").at(-2), "Server: ann has left the chat");
});
