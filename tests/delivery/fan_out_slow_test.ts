/** Readers that are slow or stopped, and what they cost the others. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Event } from "../../lib/model/event.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { Chat, SMALL } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { HeldWriter } from "../support/held_writer.ts";
import { ann, eventOf, lobby, text } from "../support/samples.ts";

let id = 0;
function said(what: string): Event {
  return { ...eventOf({ kind: "said", room: lobby, name: ann, text: text(what) }), id: ++id };
}

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
  using chat = new Chat({ bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100 } });
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

/** Room for some lines of 40 letters, which take 46 bytes each. */
const tight = (lines: number) => ({
  ...SMALL,
  outboxLines: 1000,
  outboxBytes: 100_000,
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
    bounds: { ...SMALL, outboxLines: 1000, outboxBytes: 100_000, allOutboxesBytes: 1000 },
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
