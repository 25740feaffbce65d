/** The past of rooms: `/history`, and the replay on entering one. */

import { assertEquals } from "@std/assert";
import { arrive } from "../../../lib/commands/you/arrive.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import type { CleanText, Name } from "../../../lib/text/clean.ts";
import { LOBBY } from "../../../lib/model/room_name.ts";
import { MemoryStore } from "../../../lib/store/memory_store.ts";
import { askerAt, type Chat } from "../../support/chat.ts";
import { answer, forget, LARGE, party, speakTo } from "../../support/party.ts";
import { COLOUR, JSON_LINES, PLAIN } from "../../support/samples.ts";
import { TroubledStore } from "../../support/troubled_store.ts";

const MINUTE = 60_000;
const DIM = "\x1b[2m", RESET = "\x1b[0m";

/** What somebody hears who comes by a name. */
async function arriving(chat: Chat, name: string, dialect = PLAIN, replay?: number): Promise<string[]> {
  const { reader, terminal } = chat.seat(dialect);
  const asker = askerAt(chat.services, reader, replay === undefined ? {} : { replayLines: replay });
  arrive(asker, cleanText(name), "192.0.2.1");
  await chat.flush();
  return terminal.heard.trimEnd().split("\n").filter((line) => !line.includes("Hello"));
}

Deno.test("/history shows the last lines of a room, what was done among them, with the time", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("then");
  await chat.clock.advance(MINUTE);
  await bob.types("now");
  await bob.types("/me waves");
  await bob.types("/msg ann not this");
  assertEquals(await answer(ann, "/history"), [
    "12:00 ann: then",
    "12:01 bob: now",
    "12:01 * bob waves",
    "The last 3 lines of #lobby.",
  ]);
});

Deno.test("/history shows lines of an older server as they could be said today", async () => {
  const store = new MemoryStore({ lines: 100, length: 10_000 });
  const line = { kind: "said", room: LOBBY, time: Date.UTC(2026, 0, 1, 9) } as const;
  const blanks = " ".repeat(75);
  store.save([
    { ...line, id: 1, name: "Server." as Name, text: "ann has left the chat" as CleanText },
    { ...line, id: 2, name: "系统1" as Name, text: "\ue000\u2800hi" as CleanText },
    { ...line, id: 3, name: "bob" as Name, text: `${blanks}Server: ann has left the chat` as CleanText },
  ]);
  using test = await party(["ann"], { open: () => store });
  const heard = await answer(test.ann, "/history");
  assertEquals(heard.slice(0, 3).map((line) => line.slice(line.indexOf(":") + 4)), [
    "guest-Server.: ann has left the chat",
    "访客-系统1: hi",
    `bob: ${" ".repeat(16)}Server: ann has left the chat`,
  ]);
});

Deno.test("/history shows 20 lines, or as many as asked for up to 500, the newest", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  for (let i = 1; i <= 30; i++) await bob.types(`${i}`);
  const lines = (typed: string) => answer(ann, typed).then((heard) => [heard.length - 1, heard[0]]);
  assertEquals(await lines("/history"), [20, "12:00 bob: 11"]);
  assertEquals(await lines("/history 3"), [3, "12:00 bob: 28"]);
  assertEquals(await lines("/history 500"), [30, "12:00 bob: 1"]);
  assertEquals(await answer(ann, "/history 1"), ["12:00 bob: 30", "The last 1 line of #lobby."]);
});

Deno.test("/history shows another room one is in, the number and the room in any order", async () => {
  using test = await party(["ann", "bob"]);
  const { ann } = test;
  await ann.types("/join #ops");
  await ann.types("in ops");
  await ann.types("more");
  await ann.types("/join #lobby");
  for (const typed of ["/history 1 #ops", "/history #ops 1", "/history ops 1"]) {
    assertEquals(await answer(ann, typed), ["12:00 ann: more", "The last 1 line of #ops."]);
  }
  assertEquals(await answer(ann, "/history"), ["There are no kept lines of #lobby that you may see."]);
});

Deno.test("/history says why there is nothing to see", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  const usage = "does not fit /history: type /history [1..500] [#ROOM].";
  for (const typed of ["0", "501", "5 #a #b", "99999999999999999999"]) {
    assertEquals(await answer(ann, `/history ${typed}`), [`"${typed}" ${usage}`]);
  }
  await bob.types("/join #ops");
  assertEquals(await answer(ann, "/history #ops"), ["You are not in #ops: /join #ops first."]);
  assertEquals(await answer(ann, "/history #nowhere"), [
    "There is no room #nowhere here: /rooms lists them, /join makes new ones.",
  ]);
  await bob.types("/room history off");
  assertEquals(await answer(bob, "/history"), [
    "The lines of #ops are not kept: an owner turned its history off.",
  ]);
});

Deno.test("/history shows nothing from before a private room let one in", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("open");
  await ann.types("/room private");
  await ann.types("closed");
  await bob.types("/join #ops");
  await ann.types("with bob");
  assertEquals(await answer(bob, "/history"), ["12:00 ann: with bob", "The last 1 line of #ops."]);
});

Deno.test("/history leaves out whom one ignores", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("one");
  await eve.types("two");
  await ann.types("/ignore bob");
  assertEquals(await answer(ann, "/history"), ["12:00 eve: two", "The last 1 line of #lobby."]);
});

Deno.test("/history shows times where the reader is, dim where there are colours", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("ann?");
  await ann.types("/tz +8");
  speakTo(ann, { ...COLOUR, timeZone: "+08:00" });
  assertEquals((await answer(ann, "/history"))[0], `${DIM}20:00 ${RESET}\x1b[34m[bob]${RESET} ann?`);
});

Deno.test("/history goes on in trouble with what was saved, and says that lines may be missing", async () => {
  const disk = new TroubledStore();
  using test = await party(["ann", "bob"], { open: disk.open });
  const { chat, ann, bob } = test;
  await bob.types("saved");
  disk.breakDown();
  await bob.types("waiting");
  assertEquals(ann.hears().at(-1), "bob: waiting");
  assertEquals(await answer(ann, "/history"), [
    "Kept lines cannot be read at the moment: the disk is full. The chat itself goes on.",
  ]);
  disk.mend(); // as on a full disk, which can be read
  assertEquals(await answer(ann, "/history"), [
    "12:00 bob: saved",
    "The last 1 line of #lobby.",
    "New lines are not being saved (the disk is full), so some may be missing here.",
  ]);
  await chat.clock.advance(5000);
  assertEquals((await answer(ann, "/history")).length, 3);
});

Deno.test("who comes sees the last ten lines of the lobby, or as many as they have set", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test;
  for (let i = 1; i <= 12; i++) await ann.types(`${i}`);
  const ten = Array.from({ length: 10 }, (_, i) => `12:00 ann: ${i + 3}`);
  assertEquals(await arriving(chat, "bob"), ten);
  assertEquals(await arriving(chat, "eve", COLOUR), ten.map((line) => DIM + line + RESET));
  assertEquals(await arriving(chat, "ida", PLAIN, 1), ["12:00 ann: 12"]);
  assertEquals(await arriving(chat, "joe", PLAIN, 0), []);
});

Deno.test("programs see no replay: they would take it for news", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test;
  await ann.types("hi");
  const heard = await arriving(chat, "bot", JSON_LINES);
  assertEquals(heard.some((line) => line.includes('"hi"')), false);
});

Deno.test("who goes into a room sees its last lines, and none of them twice", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("one");
  await ann.types("two");
  forget(ann);
  const heard = await answer(bob, "/join #ops");
  assertEquals(heard.filter((line) => !line.startsWith("You are in")), ["12:00 ann: one", "12:00 ann: two"]);
  await ann.types("three");
  assertEquals(bob.hears(), ["ann: three"]);
  assertEquals(await answer(bob, "/join #ops"), ["What you type goes to #ops now."]);
});

Deno.test("/history, the replay and /since show what others said before many lines of whom one ignores", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { chat, ann, bob, eve } = test;
  for (const typist of [ann, bob, eve]) await typist.types("/join #ops");
  chat.enter("late").leaves();
  for (let i = 0; i < 30; i++) await eve.types(`good ${i}`);
  for (let i = 0; i < 700; i++) await bob.types("bad");
  await ann.types("/ignore bob");
  forget(ann);
  const good = (first: number) =>
    Array.from({ length: 30 - first }, (_, i) => `12:00 eve: good ${i + first}`);
  assertEquals(await answer(ann, "/history"), [...good(10), "The last 20 lines of #ops."]);
  await ann.types("/leave");
  forget(ann);
  assertEquals((await answer(ann, "/join #ops")).slice(1), good(20));
  const late = chat.enter("late");
  for (const line of ["/ignore bob", "/join #ops"]) await late.types(line);
  late.hears();
  assertEquals(await answer(late, "/since"), [...good(0), "30 lines since you last left."]);
});

Deno.test("who goes into a room whose lines are all by somebody ignored hears nothing of them", async () => {
  using test = await party(["ann", "bob"], { bounds: LARGE });
  const { ann, bob } = test;
  await bob.types("/ignore ann");
  await ann.types("/join #ops");
  await ann.types("one");
  const before = bob.terminal.pieces.length;
  assertEquals((await answer(bob, "/join #ops")).length, 1);
  assertEquals(bob.terminal.pieces.slice(before).filter((piece) => piece === ""), []);
});

Deno.test("a long answer shows the newest lines that fit", async () => {
  using test = await party(["ann", "bob"], { open: new TroubledStore().open });
  const { ann, bob } = test;
  for (let i = 0; i < 40; i++) await bob.types(`${i} ${"x".repeat(4000)}`);
  const heard = await answer(ann, "/history 40");
  assertEquals([heard.length - 1, heard.at(-2)!.startsWith("12:00 bob: 39 ")], [32, true]);
  assertEquals(heard.at(-1), "The last 32 lines of #lobby.");
});
