/** JSON mode from end to end: what programs write and read. Every line is held against the schema as it comes. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { CountingReader, flood, joined } from "../support/flood.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { type Line, Program } from "../support/program.ts";
import { assertDescribed, schema } from "../support/protocol_schema.ts";

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
    { name: "anna", isBot: false, isAway: false },
    { name: "bot", isBot: true, isAway: false },
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
  let heard = 0, skipped = 0, last = -1;
  const lines = bot.readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const text of lines) {
    if (text === WELCOME) continue;
    const line = JSON.parse(text);
    if (line.kind === "said") {
      const number = Number(line.text.split(" ", 1));
      if (number !== last + 1 && number > 0) assertEquals(number - last - 1, skipped);
      last = number;
      heard++;
    } else assertDescribed(line);
    skipped += line.lines ?? 0;
    if (heard + skipped === LINES + 1) break;
  }
  assert(skipped > 0);
});

/** What this story does not come to: told at the door, or where the server is in trouble, or after hundreds of people. */
const UNTOLD = {
  event: [],
  notice: ["paced", "not_utf8", "replay", "not_saving"],
  refused: [
    ...[
      "crowded",
      "crowded_address",
      "no_history",
      "not_said",
      "too_many_guesses",
      "too_many_invited",
      "too_many_owners",
      "too_many_ignored",
    ],
  ],
  goodbye: ["hung_up", "too_slow", "vanished", "nameless", "too_many_tries", "stranger", "kicked", "bug"],
};

Deno.test("two people and a program: everything that can happen, and nearly all that can be answered", async () => {
  await using server = await startTestServer({ maxRooms: 4, maxRoomsPerGuest: 3 });
  await using bot = await Program.connect(server);
  /** Makes requests one after the other, each `REQUEST -> ANSWER`. */
  const asks = async (...steps: string[]) => {
    for (const step of steps) {
      const [request = "", wanted] = step.split(" -> ");
      const [verb = "", ...words] = request.split(" ");
      const { kind, about, reason } = await bot.ask(verb, words.join(" "));
      assertEquals(kind === "notice" ? about : kind === "refused" ? reason : kind, wanted, request);
    }
  };
  await asks("who -> not_yet", "nick server -> bad_name", "health -> health", "nick bot -> greeting");
  await bot.guest.send(`junk\n${"x".repeat(5000)}\n{"verb":"frobnicate"}\n`);
  await bot.guest.send(Uint8Array.of(0xff, 0xf6, 0xc3, 0x28, 0x0a)); // IAC AYT, and a line that is not UTF-8
  for (const what of ["bad_request", "line_too_long", "unknown_verb", "still_here", "line_not_text"]) {
    await bot.hear(what);
  }
  await asks("reply hi -> nobody_to_reply", "since -> never_seen");

  await using anna = await Guest.join(server, "anna");
  await using ben = await Guest.join(server, "ben");
  await anna.send("hello\n/me waves\n/nick Anna\n/w bot psst\n");
  for (const kind of ["joined", "said", "acted", "renamed", "whispered"]) await bot.hear(kind);
  await asks("help -> help", "help who -> help_on", "who -> who", "who #lobby -> who", "whois anna -> whois");
  await asks("rooms -> rooms", "set replay 3 -> settings", "tz +8 -> time_zone", "lang en -> dialect");
  await asks("tz BST -> unclear_zone", "motd -> motd");
  await asks(
    "nick bot -> same_name",
    "nick robot -> renamed_you",
    "reply hi -> done",
    "msg robot hi -> yourself",
  );
  await asks("ignore anna -> ignoring", "ignore -> ignored", "unignore anna -> heeding");
  await asks("unignore ben -> not_ignored", "msg nobody hi -> unknown_person", "kick -> bad_argument");
  await asks("away at lunch -> away", "away -> back", "topic -> room_topic", "room -> room_state");
  await asks("kick ben -> nobodys_room", "invite ben -> already_in_room", "leave -> only_room");
  await asks("leave #nowhere -> unknown_room", "join #no:where -> bad_room_name");
  await asks("history -> history", "search hello -> found", "forget -> forgotten");

  await ben.say("/away\n/join #tea\n/room invite-only");
  await ben.hearUntil("ben made #tea invite-only");
  await asks("msg ben hi -> done", "leave #tea -> not_in_room", "join #tea -> needs_invitation");
  await bot.hear("is_away");
  await ben.say("/invite robot");
  await bot.hear("invited_you");
  await asks("join #tea -> room_entered", "kick ben -> not_owner");
  await ben.say("/room announce");
  await bot.hear("room_kind");
  await asks("say hi -> only_owners_speak");
  await ben.say("/kick robot too loud\n/room password sesame");
  assertEquals((await bot.hear("removed_you")).reason, "too loud");
  await ben.hearUntil("ben made #tea password-protected");
  await asks("join #tea -> needs_password", ...Array(5).fill("join #tea guess -> wrong_password"));
  await asks("join #tea guess -> too_many_passwords");

  await asks("join #den -> room_made", "leave -> room_left", "join #den -> room_made");
  await ben.say("/join #den");
  await bot.hear("entered");
  await asks("invite anna -> invited", "owner anna -> not_in_this_room", "owner ben -> done");
  await asks("topic everything -> done", "room private -> done", "room history off -> done");
  await asks("history #den -> history_off", "kick robot -> yourself", "kick ben so long -> done");
  await asks("join #lobby -> room_current", "join #den -> room_current");
  await anna.say("/join #den\n/leave\n/join #four");
  await anna.hearUntil("You made #four");
  for (const kind of ["owner", "topic", "room_kind", "room_history", "removed", "exited"]) {
    await bot.hear(kind);
  }
  await asks(
    "join #six -> too_many_rooms",
    "join #four -> room_entered",
    "join #six -> too_many_rooms_of_yours",
  );

  await ben.say("/quit");
  await bot.hear("left");
  await bot.guest.say(`{"verb":"quit"}`);
  await bot.hear("goodbye");
  await anna.hearUntil("robot has left");
  await using again = await Program.join(server, "robot");
  assertEquals((await again.ask("since")).about, "since");
  await server.stop();
  await again.hear("goodbye");

  const { event, notice, refused, goodbye } = schema.$defs;
  const lines = [...bot.lines, ...again.lines];
  const told = (kind: string, field: string) =>
    lines.filter((line) => line.kind === kind).map((line) => line[field]);
  for (
    const [kind, all, heard] of [
      ["event", event.properties.kind.enum, lines.map(({ kind }) => kind)],
      ["notice", notice.properties.about.enum, told("notice", "about")],
      ["refused", refused.properties.reason.enum, told("refused", "reason")],
      ["goodbye", goodbye.properties.reason.enum, told("goodbye", "reason")],
    ] as const
  ) {
    assertEquals(all.filter((one) => !heard.includes(one)).toSorted(), UNTOLD[kind].toSorted());
  }
});

Deno.test("the visit in docs/protocol.md goes as it is written there", async () => {
  const guide = await Deno.readTextFile(new URL("../../docs/protocol.md", import.meta.url));
  const written = /^```\n(> \/json\n[^]*?)^```$/m.exec(guide)?.[1]?.trimEnd().split("\n") ?? [];
  assert(written.length > 15);
  const withoutTime = (line: string) => line.replace(/"time":"[^"]*"/, `"time":""`);
  await using server = await startTestServer();
  await using anna = await Guest.join(server, "anna");
  await using bot = await Guest.connect(server);
  await bot.hears(WELCOME);
  for (const line of written) {
    const [, sign, text = ""] = /^([><]) (.*)$/.exec(line) ?? [];
    if (sign === ">") {
      await bot.say(text);
      continue;
    }
    const { kind, from, text: said } = JSON.parse(text);
    assertDescribed(JSON.parse(text));
    if (kind === "said" && from === "anna") await anna.say(said);
    assertEquals(withoutTime(await bot.hearLine(text)), withoutTime(text) + "\n");
  }
  assertEquals(await bot.hearEnd(), "");
});
