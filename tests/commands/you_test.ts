/** What one sets for oneself: `/nick`, `/color`, `/lang`, `/tz`, `/set`, `/json`. */

import { atOnce } from "../support/at_once.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { GuestAsker } from "../../lib/commands/command.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { arrive } from "../../lib/commands/you/arrive.ts";
import { USUAL } from "../../lib/model/dialect.ts";
import { askerAt } from "../support/chat.ts";
import { answer, forget, party } from "../support/party.ts";
import { PLAIN, text } from "../support/samples.ts";

const DIM = "\x1b[2m", RESET = "\x1b[0m";
const dim = (sentence: string) => DIM + sentence + RESET;

Deno.test("/nick takes another name and tells everybody, oneself in other words", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(bob, "/nick Rob"), ["You are now known as Rob."]);
  assertEquals(ann.hears(), ["Server: bob is now known as Rob"]);
  assertEquals(await answer(bob, "/nick Rob"), ["You are Rob already."]);
  assertEquals(ann.hears(), []);
  await bob.types("hi");
  assertEquals(ann.hears(), ["Rob: hi"]);
});

Deno.test("/nick refuses what the first name would be refused for", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(bob, "/nick"), [
    "That cannot be your name: a name needs at least one letter or digit.",
  ]);
  assertEquals(await answer(bob, "/nick ANN"), [
    '"ANN" cannot be your name: somebody here has this name, or one that looks the same.',
  ]);
  assertEquals(await answer(bob, "/nick server"), [
    '"server" cannot be your name: it is reserved for the server.',
  ]);
  assertEquals(await answer(bob, "/nick two words"), [
    '"two words" cannot be your name: a name is made of letters, digits, dots, _ and -.',
  ]);
  assertEquals(ann.hears(), []);
});

Deno.test("/nick changes who is mentioned", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("/color on");
  await bob.types("/nick 小明");
  forget(bob);
  await ann.types("小明你好, bob");
  assertEquals(bob.hears(), ["\x1b[34m[ann]\x1b[0m \x1b[1;33m小明\x1b[0m你好, bob"]);
});

Deno.test("/color switches colours for oneself, from the answer on", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/color on"), [dim("Colours are on, the language is English.")]);
  await ann.types("hi");
  assertEquals(bob.hears(), ["ann: hi"]);
  assertEquals(ann.guest.preferences.color, true);
  assertEquals(await answer(ann, "/Color OFF"), ["Colours are off, the language is English."]);
  assertEquals(await answer(ann, "/color"), ["/color needs more words: type /color on|off."]);
  assertEquals(await answer(ann, "/color blue"), ['"blue" does not fit /color: type /color on|off.']);
});

Deno.test("/lang switches the language for oneself, from the answer on", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/lang ZH"), ["颜色已关闭，语言为中文。"]);
  await bob.types("/nick rob");
  assertEquals(ann.hears(), ["Server: bob 改名为 rob"]);
  assertEquals(await answer(ann, "/lang fr"), ["“fr”不适用于 /lang：请输入 /lang en|zh。"]);
  assertEquals(await answer(ann, "/lang en"), ["Colours are off, the language is English."]);
});

Deno.test("/tz sets where times are shown for, or tells it", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  assertEquals(await answer(ann, "/tz"), ["Times are shown for UTC, where it is 2026-01-01 12:00."]);
  assertEquals(await answer(ann, "/tz asia/shanghai"), [
    "Times are shown for Asia/Shanghai, where it is 2026-01-01 20:00.",
  ]);
  assertEquals(await answer(ann, "/tz -3:30"), ["Times are shown for -03:30, where it is 2026-01-01 08:30."]);
  assertEquals(await answer(ann, "/tz europe/kyiv"), [
    "Times are shown for Europe/Kyiv, where it is 2026-01-01 14:00.",
  ]);
  assertEquals(await answer(ann, "/set"), [
    "Your settings: replay 10, joins on, bell off, stamps off, editor off, color off, lang en, tz Europe/Kyiv.",
  ]);
  assertEquals(await answer(ann, "/tz IST"), [
    'Short names such as "IST" cannot be used, because many mean several places: ' +
    "type /tz Asia/Kolkata or /tz Europe/Dublin or /tz Asia/Jerusalem.",
  ]);
  const [system] = await answer(ann, "/tz system");
  assert(system!.startsWith("Times are shown for the server's time zone, where it is 202"));
  for (const typed of ["mars", "+15", "Europe"]) {
    assertEquals(await answer(ann, `/tz ${typed}`), [
      `"${typed}" does not fit /tz: type /tz Europe/Berlin, /tz +8 or /tz system.`,
    ]);
  }
});

Deno.test("/set shows all settings, and sets how many past lines one sees", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  const settings = (replay: number) =>
    `Your settings: replay ${replay}, joins on, bell off, stamps off, editor off, color off, lang en, tz UTC.`;
  assertEquals(await answer(ann, "/set"), [settings(10)]);
  for (const lines of [100, 1]) assertEquals(await answer(ann, `/set replay ${lines}`), [settings(lines)]);
  await bob.types("/join #ops");
  for (const said of ["one", "two"]) await bob.types(said);
  assertEquals((await answer(ann, "/join #ops")).filter((line) => line.startsWith("12:")), [
    "12:00 bob: two",
  ]);
  await ann.types("/leave");
  await ann.types("/set replay 0");
  assertEquals((await answer(ann, "/join #ops")).length, 1);
  for (const typed of ["replay", "replay 101", "replay -1", "replay x", "replay 1000", "replay 1 2"]) {
    assertEquals(await answer(ann, `/set ${typed}`), [
      `"${typed}" does not fit /set: type /set replay 0..100.`,
    ]);
  }
});

Deno.test("/set sets how live lines are shown, and tells all that is set in either language", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  for (const [typed, told] of [["joins few", "joins few"], ["bell mention", "bell mention"]] as const) {
    assertStringIncludes((await answer(ann, `/set ${typed}`))[0]!, told);
  }
  assertEquals(await answer(ann, "/SET　Stamps ON"), [
    "Your settings: replay 10, joins few, bell mention, stamps on, editor off, color off, lang en, tz UTC.",
  ]);
  await ann.types("/lang zh");
  assertEquals(await answer(ann, "/set"), [
    "你的设置：replay 10，joins few，bell mention，stamps on，editor off，color off，lang zh，tz UTC。",
  ]);
  const { joins, bell, stamps } = ann.guest.preferences;
  assertEquals([joins, bell, stamps], ["few", "mention", true]);
});

Deno.test("/set tells what is allowed where it is given something else", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  const everything =
    "/set replay 0..100, /set joins on|off|few, /set bell off|mention|all, /set stamps on|off, /set editor on|off";
  const allowed: readonly (readonly [typed: string, usage: string])[] = [
    ["joins", "/set joins on|off|few"],
    ["joins some", "/set joins on|off|few"],
    ["joins few now", "/set joins on|off|few"],
    ["bell on", "/set bell off|mention|all"],
    ["stamps yes", "/set stamps on|off"],
    ...["color on", "toString x"].map((typed) => [typed, everything] as const),
  ];
  for (const [typed, usage] of allowed) {
    assertEquals(await answer(ann, `/set ${typed}`), [`"${typed}" does not fit /set: type ${usage}.`]);
  }
  assertEquals(ann.guest.preferences, {
    color: undefined,
    replayLines: 10,
    language: "en",
    timeZone: "UTC",
    ...USUAL,
  });
});

Deno.test("what is set before there is a name holds afterwards, at every seat, and through /json and back", async () => {
  using test = await party(["ann"]);
  const { chat } = test, { reader } = chat.seat(), { reader: other } = chat.seat();
  const asker = askerAt(chat.services, reader);
  for (const typed of ["joins off", "bell all", "stamps on"]) {
    COMMANDS.set.run(asker as GuestAsker, text(typed));
  }
  const bob = atOnce(arrive(asker, text("bob"), "192.0.2.1"));
  assert(bob.kind === "guest");
  chat.services.seating.add(bob, other);
  const wished = { joins: "off", bell: "all", stamps: true } as const;
  for (const { dialect } of [reader, other]) assertEquals(dialect, { ...PLAIN, ...wished });
  for (const json of [true, false]) {
    chat.hub.able(reader, { json });
    assertEquals(reader.dialect, { ...PLAIN, json, ...wished });
  }
  const { joins, bell, stamps } = bob.preferences;
  assertEquals({ joins, bell, stamps }, wished);
});

Deno.test("/json turns every line into an object, and back into what it was", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/color on");
  const [hello] = await answer(ann, "/json");
  const { text, ...fields } = JSON.parse(hello!);
  assertEquals(fields, { kind: "hello", protocol: 1, you: "ann" });
  assertEquals(
    text,
    "From now on, you and the server write one JSON object per line: docs/protocol.md explains them.",
  );
  await bob.types("hi");
  const { id: _, ...said } = JSON.parse(ann.hears()[0]!);
  assertEquals(said, {
    ...{ kind: "said", time: "2026-01-01T12:00:00.020Z", from: "bob", room: "#lobby", text: "hi" },
    time: said.time,
  });
  assertEquals(await answer(ann, "/json off"), ["\x1b[2mColours are on, the language is English.\x1b[0m"]);
  await bob.types("hi");
  assertEquals(ann.hears(), ["\x1b[34m[bob]\x1b[0m hi"]);
  assertEquals(await answer(ann, "/json on"), ['\x1b[2m"on" does not fit /json: type /json [off].\x1b[0m']);
});

Deno.test("settings change nothing that was said before", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  chat.deeds.say("said", bob, chat.rooms.lobby, text("before"));
  await ann.types("/color on");
  chat.deeds.say("said", bob, chat.rooms.lobby, text("after"));
  await chat.flush();
  assertEquals(ann.hears(), [
    "bob: before",
    dim("Colours are on, the language is English."),
    "\x1b[34m[bob]\x1b[0m after",
  ]);
});

Deno.test("/set joins few shows who comes and goes among those who speak, and /set joins off nobody", async () => {
  using test = await party(["ann", "bob", "off", "all"]);
  const { chat, ann, off, all } = test;
  await ann.types("/set joins few");
  await off.types("/set joins off");
  const room = ["/join #ops", "/leave"];
  for (const line of room) {
    for (const typist of [ann, off, all]) if (line === room[0]) await typist.types(line);
  }
  forget(ann, off, all);
  await test.bob.types("hi");
  for (const line of [...room, "/join #ops"]) await test.bob.types(line);
  const eve = chat.enter("eve");
  for (const line of room) await eve.types(line);
  for (const typist of [eve, test.bob]) typist.leaves();
  await chat.flush();
  chat.enter("bob");
  await chat.flush();
  const passed = (...what: string[]) => what.map((what) => `Server: ${what}`);
  const said = "[#lobby] bob: hi";
  const ofBob = ["bob has joined #ops", "bob has left #ops", "bob has joined #ops"];
  assertEquals(off.hears(), [said]);
  assertEquals(ann.hears(), [said, ...passed(...ofBob, "bob has left the chat", "bob has joined the chat")]);
  assertEquals(all.hears(), [
    said,
    ...passed(...ofBob, "eve has joined the chat", "eve has joined #ops", "eve has left #ops"),
    ...passed("eve has left the chat", "bob has left the chat", "bob has joined the chat"),
  ]);
});
