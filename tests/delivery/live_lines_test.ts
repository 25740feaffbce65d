/** What a batch offers to readers who have set something about live lines. @module */

import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { Batch } from "../../lib/delivery/batch.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Name } from "../../lib/text/clean.ts";
import { offersOf, passed, roomOf, said } from "../support/batch_room.ts";
import { textOf } from "../support/bytes.ts";
import { ann, bob, COLOUR, eventOf, JSON_LINES, ops, PLAIN, text } from "../support/samples.ts";

const RESET = "\x1b[0m", BLUE = "\x1b[34m", BOLD = "\x1b[1;33m";
const CAME = "Server: ann has joined the chat\n";

Deno.test("Batch does not count lines that are hidden, and offers nothing where all are", () => {
  using test = roomOf({ all: PLAIN, off: { ...PLAIN, joins: "off" }, few: { ...PLAIN, joins: "few" } });
  test.add(passed(false));
  test.add(passed(true));
  assertEquals(offersOf(test), { all: [[CAME + CAME, 2]], off: [], few: [[CAME, 1]] });
});

Deno.test("Batch counts what is shown in each piece that a reader is offered", () => {
  const off = { ...PLAIN, joins: "off" } as const;
  using test = roomOf({ off, cut: off, bold: { ...COLOUR, joins: "few" } });
  const cut = test.reader("cut");
  test.add(passed(false));
  test.add(said("1"), [cut]);
  test.add(passed(true));
  test.add(said("2"));
  test.add(passed(false), [cut]);
  test.add(said("3 bold"));
  const line = (what: string) => `${BLUE}[ann]${RESET} ${what}\n`;
  const came = "\x1b[32m🟢 [系统] ann has joined the chat\x1b[0m\n";
  assertEquals(offersOf(test), {
    off: [["ann: 1\nann: 2\nann: 3 bold\n", 3]],
    cut: [["ann: 2\n", 1], ["ann: 3 bold\n", 1]],
    bold: [[line("1") + came + line("2"), 3], [line(`3 ${BOLD}bold${RESET}`), 1]],
  });
});

Deno.test("Batch renders once for all who have set the same, and for each of their time zones", () => {
  const tokyo = { ...PLAIN, stamps: true, timeZone: "Asia/Tokyo" };
  using test = roomOf({ ann: tokyo, bob: { ...tokyo, bell: "mention" }, eve: { ...tokyo, timeZone: "UTC" } });
  const offered = new Map<string, Uint8Array>();
  for (const { name, reader } of test.seats) reader.outbox.offer = (bytes) => void offered.set(name, bytes);
  test.add(said("hi"));
  test.batch.handOut(test.topics);
  assertStrictEquals(offered.get("ann"), offered.get("bob"));
  assertEquals(["ann", "eve"].map((name) => textOf(offered.get(name)!)), [
    "[21:00] ann: hi\n",
    "[12:00] ann: hi\n",
  ]);
});

Deno.test("Batch rings with the first line that is for a reader, with or without colours, and never for a program", () => {
  const mention = { bell: "mention" } as const;
  using test = roomOf({
    ...{ joe: { ...PLAIN, ...mention }, bob: { ...COLOUR, ...mention }, all: { ...PLAIN, bell: "all" } },
    ...{ bot: { ...JSON_LINES, bell: "all" }, off: PLAIN },
  });
  test.add(passed(true));
  test.add(said("hi"));
  for (let i = 0; i < 2; i++) test.add(said("bob joe"));
  const offers = offersOf(test), quiet = `${CAME}ann: hi\n`;
  assertEquals(offers.joe, [[quiet, 2], ["\x07ann: bob joe\n", 1], ["ann: bob joe\n", 1]]);
  assertEquals(offers.all, [[CAME, 1], ["\x07ann: hi\n", 1], ["ann: bob joe\nann: bob joe\n", 2]]);
  assertEquals(offers.off, [[`${quiet}ann: bob joe\nann: bob joe\n`, 4]]);
  assertEquals(offers.bob!.map(([text]) => text.includes("\x07")), [false, true, false]);
  assert(offers.bob![1]![0].startsWith(`\x07${BLUE}[ann]${RESET} ${BOLD}bob`));
  assertEquals(offers.bot!.map(([text]) => text.includes("\x07")), [false]);
});

Deno.test("Batch rings for private messages of others, and for nobody's own lines, also at another of their seats", () => {
  for (const bell of ["mention", "all"] as const) {
    using test = roomOf({ ann: { ...PLAIN, bell }, bob: { ...PLAIN, bell } });
    for (const { name, reader } of test.seats) reader.person = name as Name;
    const batch = new Batch(new Set(test.seats.map(({ reader }) => reader)));
    batch.add(eventOf({ kind: "whispered", name: ann, to: bob, text: text("psst") }), []);
    const whispered = offersOf({ ...test, batch });
    assertEquals(whispered, { ann: [["[ann -> bob] psst\n", 1]], bob: [["\x07[ann -> bob] psst\n", 1]] });
    test.add(said("I am ann"));
    assertEquals(offersOf(test).ann, [["ann: I am ann\n", 1]]);
  }
});

Deno.test("Batch rings at most once a second for a reader, and not with a line that is withheld", async () => {
  using test = roomOf({ bob: { ...PLAIN, bell: "all" } });
  const bob = test.reader("bob"), rings: boolean[] = [];
  const ring = async (waitMs: number, except: Reader[] = []) => {
    await test.chat.clock.advance(waitMs);
    const batch = new Batch(test.room);
    batch.add(said("1"), except);
    batch.add(eventOf({ kind: "topic", room: ops, name: ann, text: text("bob") }), []);
    rings.push(offersOf({ ...test, batch }).bob!.some(([text]) => text.includes("\x07")));
  };
  await ring(0, [bob]);
  for (const waitMs of [0, 999, 1, 0, 1000]) await ring(waitMs);
  assertEquals(rings, [false, true, false, true, false, true]);
});
