/** JSON mode from end to end: what programs write and read. Every line is held against the schema as it comes. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { CountingReader, flood, joined } from "../support/flood.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { type Line, Program } from "../support/program.ts";
import { assertDescribed } from "../support/protocol_schema.ts";

Deno.test("/json works at the name prompt and later, and off leads back to text", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await bot.guest.say(`{"verb":"json","argument":"off"}`);
  await bot.guest.hears("Colours are off, the language is English.");
  await bot.guest.say("/who");
  await bot.guest.hears("1 person is here: bot. You are bot.");
  await bot.guest.say("/json");
  assertEquals((await bot.hear("hello")).you, "bot");
  assertEquals((await bot.ask("json")).kind, "hello");
});

Deno.test("every request is answered with its ref: done, a notice, or refused", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  for (const ref of ["", "a", "😃".repeat(32), 0, -1.5, 1e300]) {
    assertEquals((await bot.ask("say", "hello", { ref })).kind, "done");
    assertEquals((await bot.ask("who", "", { ref })).about, "who");
    assertEquals((await bot.ask("join", "", { ref })).reason, "bad_argument");
  }
  assertEquals((await bot.ask("say", " ")).kind, "done", "a blank line says nothing, and that is done");
  await bot.guest.say(`{"verb":"who"}`);
  assertEquals("ref" in await bot.hear("who"), false, "no ref, none back");
});

Deno.test("a program's own lines do not come back: it gets the ids under which the others see them", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await using reader = await Program.join(server, "reader");
  const { id: said } = await bot.ask("say", "/not a command");
  const { id: acted } = await bot.ask("me", "waves");
  const one = await reader.hear("said");
  const two = await reader.hear("acted");
  assertEquals([one.id, one.from, one.text, one.room], [said, "bot", "/not a command", "#lobby"]);
  assertEquals([two.id, two.from, two.text], [acted, "bot", "waves"]);
  assert(Number(said) < Number(acted));
  assertMatch(String(one.time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const { id: whispered } = await bot.ask("msg", "reader psst");
  assertEquals((await bot.hear("whispered")).id, whispered, "a private message is shown to its sender, too");
  assertEquals((await reader.hear("whispered")).id, whispered);
  assertEquals(bot.lines.filter(({ kind }) => kind === "said" || kind === "acted"), []);
});

Deno.test("an answer stands where it belongs in the order: behind what was said before", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await using anna = await Guest.join(server, "anna");
  await anna.send(Array.from({ length: 200 }, (_, i) => `${i}\n`).join(""));
  while ((await bot.hear("said")).text !== "100");
  const { id } = await bot.ask("say", "done?");
  const at = bot.lines.findIndex((line) => line.kind === "done" && line.id === id);
  assert(bot.lines.slice(0, at).every((line) => line.id === undefined || Number(line.id) < Number(id)));
  while ((await bot.hear("said")).text !== "199");
  const ids = bot.lines.flatMap((line) => typeof line.id === "number" ? [line.id] : []);
  assertEquals(ids, ids.toSorted((a, b) => a - b));
});

Deno.test("events of two rooms carry their room, and a request may name one", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await using anna = await Guest.join(server, "anna");
  await bot.ask("join", "#Ops");
  await anna.say("in the lobby");
  assertEquals((await bot.hear("said")).room, "#lobby");
  await anna.say("/join #ops");
  await anna.hearUntil("You are in #Ops");
  await anna.say("in the room");
  assertEquals((await bot.hear("said")).room, "#Ops");
  await bot.ask("say", "one", { room: "#ops" });
  await bot.ask("say", "two", { room: "lobby" });
  await bot.ask("me", "waves", { room: "#lobby" });
  await bot.ask("say", "three");
  await anna.hears("bot: one", "[#lobby] bot: two", "[#lobby] * bot waves", "bot: three");
  assertEquals((await bot.ask("say", "four", { room: "#nowhere" })).reason, "unknown_room");
  assertEquals((await bot.ask("leave", "lobby")).about, "room_left");
  assertEquals((await bot.ask("me", "knocks", { room: "#lobby" })).reason, "not_in_room");
});

Deno.test("programs get no replay, people do; programs ask for history instead", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await anna.say("before");
  await anna.say("/who");
  await anna.hearUntil("1 person");
  await using ben = await Guest.join(server, "ben");
  assertMatch(await ben.hearLine(), /^\d\d:\d\d anna: before\n$/);
  await using bot = await Program.join(server, "bot");
  const { messages } = await bot.ask("history", "1");
  assertEquals((messages as Line[]).map(({ from, text }) => [from, text]), [["anna", "before"]]);
  assertEquals(bot.lines.map(({ kind, about }) => about ?? kind), ["hello", "prompt", "greeting", "history"]);
});

Deno.test("people see in /who and /whois that a program is one", async () => {
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using bot = await Program.join(server, "bot");
  await anna.hears("Server: bot has joined the chat");
  await anna.say("/who");
  await anna.hears("2 people are here: anna, bot [bot]. You are anna.");
  await anna.say("/whois bot");
  assertMatch(await anna.hearLine(), /^bot \[bot\] has been here/);
  const { people } = await bot.ask("who");
  assertEquals(people, [
    { name: "anna", isBot: false, isEncrypted: false, isAway: false },
    { name: "bot", isBot: true, isEncrypted: false, isAway: false },
  ]);
});

Deno.test("lines that are no requests are refused one by one and never end the session", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  const junk = [
    ...'junk|/who||{|[]|null|42|"say"|{}|{"verb":7}|{"verb":null}|{"verb":"say","argument":[]}'.split("|"),
    `{"verb":"who","room":"#lobby"}`,
    `{"verb":"say","argument":"x","room":5}`,
    `{"verb":"say","argument":"x","ref":{}}`,
    `{"verb":"say","argument":"x","ref":1e999}`,
    `{"verb":"say","argument":"x","ref":"${"r".repeat(65)}"}`,
    `{"verb":"say","argument":"x"} {"verb":"say"}`,
    "[".repeat(4000),
    `{"a":`.repeat(800),
  ];
  for (const line of junk) {
    await bot.guest.say(line);
    assertEquals((await bot.hear("refused")).reason, "bad_request", line);
  }
  for (
    const [bytes, reason] of [
      [`{"verb":"say","argument":"${"x".repeat(5000)}","ref":1}\n`, "line_too_long"],
      [Uint8Array.of(0xc3, 0x28, 0x0a), "line_not_text"],
      [`{"verb":"__proto__","__proto__":{"verb":"quit"}}\n`, "unknown_verb"],
      [`{"verb":"constructor"}\n`, "unknown_verb"],
    ] as const
  ) {
    await bot.guest.send(bytes);
    assertEquals((await bot.hear("refused")).reason, reason);
  }
  await bot.guest.send(
    `\0\r\n{"verb":"say",\t"argument":"still here","later":{"versions":["add"]},"ref":"x"}\r\n`,
  );
  assertEquals((await bot.hear("done")).ref, "x");
});

Deno.test("hostile text arrives as clean JSON, whoever sends it", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await using anna = await Guest.join(server, "anna");
  await anna.say(`\x1b[31m"red"\x1b[0m \\n \u2028\u202e}{"kind":"goodbye"}\ufeff\u0085!`);
  assertEquals((await bot.hear("said")).text, `"red" \\n }{"kind":"goodbye"}!`);
  const sent = String
    .raw`{"verb":"say","argument":"\u001b[2J\u0000\u0007a\u009b1m\ud800b\u202ec\u200d\udc00d","ref":1}`;
  await bot.guest.say(sent);
  await bot.hear("done");
  await anna.hears("bot: abcd");
  assertEquals(bot.guest.text.includes("\x1b"), false);
});

Deno.test("a line end in a request's text becomes a space: two words stay two", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await using anna = await Guest.join(server, "anna");
  await bot.ask("say", "one\ntwo\r\nthree\u2028four");
  await bot.ask("msg", "anna five\nsix");
  await anna.hears("bot: one two three four", "[bot -> anna] five six");
});

Deno.test("the first line with a ref is the answer: a program that was away gets its id before its welcome back", async () => {
  await using server = await startTestServer();
  await using bot = await Program.join(server, "bot");
  await bot.ask("away", "at lunch");
  const answer = await bot.ask("say", "hello");
  assertEquals([answer.kind, typeof answer.id], ["done", "number"]);
  assertEquals((await bot.hear("back")).ref, answer.ref);
});

Deno.test("a program that reads too slowly is told in its place how many lines it missed", async () => {
  const LINES = 40_000;
  await using server = await startTestServer();
  using bot = await Deno.connect(server);
  await bot.write(new TextEncoder().encode(`/json\n{"verb":"nick","argument":"bot"}\n`));
  using sender = await joined(server, "sender");
  await using quick = await CountingReader.join(server, "quick");
  await flood(sender, LINES, 500); // 20 MB: more than the system and the outbox hold for one reader
  await quick.until(() => quick.lines === LINES, 30_000);
  await flood(sender, 1, 500);
  let heard = 0, skipped = 0;
  const lines = bot.readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const text of lines) {
    if (text === WELCOME) continue;
    const line = JSON.parse(text);
    if (line.kind === "said") {
      assertEquals(Number(line.text.split(" ", 1)), (heard + skipped) % LINES); // each flood counts from 0 on
      heard++;
    } else assertDescribed(line);
    skipped += line.lines ?? 0;
    if (heard + skipped === LINES + 1) break;
  }
  assert(skipped > 0);
});
