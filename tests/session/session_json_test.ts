/**
 * A program's conversation: one JSON object a line in both directions, and an answer to everything.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { VERBS } from "../../lib/model/verb.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { type Fields, Program, start } from "./json_program.ts";
import { LARGE } from "../support/party.ts";

Deno.test("a program gives its name with nick, and is greeted with the ref", async () => {
  using chat = new Chat();
  chat.enter("ann");
  const bot = new Program(chat);
  assertEquals(await bot.asks({ verb: "nick", argument: "ann", ref: 1 }), [
    { kind: "refused", ref: 1, reason: "bad_name", problem: "taken", given: "ann" },
    { kind: "prompt" },
  ]);
  assertEquals(await bot.asks({ verb: "nick", argument: " bot ", ref: 2 }), [
    { kind: "notice", ref: 2, about: "greeting", name: "bot", others: ["ann"], more: 0 },
  ]);
  await bot.ends();
});

Deno.test("a program without a name can ask for what needs none, and is told what needs one", async () => {
  using chat = new Chat();
  const bot = new Program(chat);
  assertEquals(await bot.asks({ verb: "health", ref: 1 }), [{ kind: "notice", ref: 1, about: "health" }]);
  for (const verb of ["say", "who", "join", "me"]) {
    assertEquals(await bot.asks({ verb, argument: "x", ref: 2 }), [
      { kind: "refused", ref: 2, reason: "not_yet", verb },
      { kind: "prompt" },
    ]);
  }
  await bot.ends();
});

Deno.test("a program that talks nonsense before it has a name is shown the door after a number of tries", async () => {
  using chat = new Chat();
  const bot = new Program(chat, 3);
  for (const line of ["hello", "[]", "GET / HTTP/1.1"]) bot.session.say(line);
  assertEquals(await bot.session.farewell, { kind: "too_many_tries", nameTries: 3 });
  const kinds = (await bot.hears()).map(({ kind, reason = "" }) => `${kind} ${reason}`.trim());
  assertEquals(kinds, [...Array(2).fill(["refused bad_request", "prompt"]).flat(), "refused bad_request"]);
});

Deno.test("a program says lines in any of its rooms, and learns their numbers", () =>
  start(async (bot, ann, chat) => {
    const said = await bot.asks({ verb: "say", argument: "hello", ref: "a" });
    assertEquals(said, [{ kind: "done", ref: "a", id: chat.fold.lastId }]);
    await ann.types("/join #ops");
    await bot.asks({ verb: "join", argument: "#ops" });
    await bot.asks({ verb: "join", argument: "#lobby" });
    assertEquals((await bot.asks({ verb: "say", argument: "/quit", room: "ops" }))[0]!.kind, "done");
    await bot.asks({ verb: "ME", argument: "waves", room: "#ops" });
    await bot.asks({ verb: "me", argument: "nods" });
    assertEquals(ann.hears().filter((line) => line.includes("bot") && !line.startsWith("Server")), [
      ...["bot: hello", "bot: /quit", "* bot waves", "[#lobby] * bot nods"],
    ]);
  }));

Deno.test("a program is told why a line was not sent", () =>
  start(async (bot, ann) => {
    const refused = async (request: Fields) =>
      (await bot.asks({ ...request, ref: 1 })).map(({ reason }) => reason);
    assertEquals(await refused({ verb: "say", argument: "x", room: "#nowhere" }), ["unknown_room"]);
    await ann.types("/join #news");
    await ann.types("/room announce");
    assertEquals(await refused({ verb: "say", argument: "x", room: "#news" }), ["not_in_room"]);
    await bot.asks({ verb: "join", argument: "#news" });
    assertEquals(await refused({ verb: "say", argument: "x" }), ["only_owners_speak"]);
    assertEquals(await refused({ verb: "me", argument: "x", room: "#news" }), ["only_owners_speak"]);
    assertEquals(await refused({ verb: "dance" }), ["unknown_verb"]);
    assertEquals(await refused({ verb: "__proto__" }), ["unknown_verb"]);
    assertEquals(await refused({ verb: "msg", argument: "joe hi" }), ["unknown_person"]);
    assertEquals(await refused({ verb: "who", room: "#news" }), ["bad_request"]);
  }));

Deno.test("a program reads events as they happen, whispers too", () =>
  start(async (bot, ann) => {
    await ann.types("bot, hello");
    await ann.types("/msg bot psst");
    const events = (await bot.hears()).map(({ id: _, ...fields }) => fields);
    assertEquals(events, [
      { kind: "said", from: "ann", room: "#lobby", text: "bot, hello" },
      { kind: "whispered", from: "ann", to: "bot", text: "psst" },
    ]);
    const [event, done] = await bot.asks({ verb: "reply", argument: "yes?", ref: 1 });
    assertEquals(event, { kind: "whispered", id: event!.id, from: "bot", to: "ann", text: "yes?" });
    assertEquals(done, { kind: "done", ref: 1, id: event!.id });
  }));

Deno.test("a program that was away learns the number of its line first, as docs/protocol.md has it", () =>
  start(async (bot, _, chat) => {
    await bot.asks({ verb: "away", argument: "updating" });
    const [first] = await bot.asks({ verb: "say", argument: "back", ref: 1 });
    assertEquals(first, { kind: "done", ref: 1, id: chat.fold.lastId });
  }));

Deno.test("a blank line of a program is done, and says nothing", () =>
  start(async (bot, ann) => {
    for (const argument of ["", "  ", "\u200b"]) {
      assertEquals(await bot.asks({ verb: "say", argument, ref: 1 }), [{ kind: "done", ref: 1 }]);
    }
    assertEquals(ann.hears(), []);
  }));

Deno.test("a program's requests with more than one line in the argument are one line", () =>
  start(async (bot, ann) => {
    await bot.asks({ verb: "say", argument: "one\ntwo\r\nServer: ann has left the chat\x1b[2J" });
    const heard = ann.hears();
    assertEquals(heard.length, 1);
    assert(heard[0]!.startsWith("bot: one"));
  }));

Deno.test("a slow answer has its ref too: a password is compared beside the chat", () =>
  start(async (bot, ann) => {
    await ann.types("/join #ops");
    await ann.types("/room password sesame");
    bot.session.say(JSON.stringify({ verb: "join", argument: "#ops sesame", ref: 1 }));
    bot.session.say(JSON.stringify({ verb: "say", argument: "made it", ref: 2 }));
    const heard: Fields[] = [];
    while (heard.length < 2) heard.push(...await bot.hears());
    assertEquals(heard.map(({ ref, about = "" }) => [ref, about]), [[1, "room_entered"], [2, ""]]);
    assertEquals(ann.hears().at(-1), "bot: made it");
  }));

Deno.test("a person becomes a program with /json, and a person again with the verb", async () => {
  using chat = new Chat({ bounds: LARGE });
  const { session } = { session: begin(chat) };
  for (const line of ["ann", "/json", "/json off", '{"verb":"json","argument":"off"}', "/who"]) {
    session.say(line);
  }
  await chat.flush();
  const heard = session.terminal.heard.trimEnd().split("\n");
  assertEquals(JSON.parse(heard[1]!).kind, "hello");
  assertEquals(JSON.parse(heard[2]!).reason, "bad_request");
  assertEquals(heard.slice(3), [
    "Colours are off, the language is English.",
    "1 person is here: ann. You are ann.",
  ]);
  session.type.close();
  await session.farewell;
});

Deno.test("signals of the wire are answered in JSON too", () =>
  start(async (bot) => {
    assertEquals((await bot.asks(SIGNAL.tooLong)).map(({ reason }) => reason), ["line_too_long"]);
    assertEquals((await bot.asks(SIGNAL.notText)).map(({ reason }) => reason), ["line_not_text"]);
    assertEquals(
      (await bot.asks(`${MENDED}{"verb":"say","argument":"é"}`)).map(({ reason, ref }) => [reason, ref]),
      [
        ["line_not_text", undefined],
      ],
    );
    assertEquals((await bot.asks(SIGNAL.areYouThere)).map(({ about }) => about), ["still_here"]);
  }));

Deno.test("quit ends a program's session without another word", async () => {
  using chat = new Chat();
  const bot = new Program(chat);
  await bot.asks({ verb: "nick", argument: "bot" });
  bot.session.say('{"verb":"quit","ref":1}');
  bot.session.say('{"verb":"who","ref":2}');
  assertEquals(await bot.session.farewell, { kind: "quit" });
  assertEquals(await bot.hears(), []);
});

Deno.test("every request of a program is answered with its ref, and with no other (property)", async () => {
  const argument = fc.oneof(
    fc.constantFrom(
      "",
      "ann",
      "ann hi",
      "#ops",
      "#ops x",
      "ops",
      "#lobby",
      "on",
      "zh",
      "UTC",
      "replay 3",
      "5",
    ),
    fc.string({ maxLength: 40 }),
  );
  const verb = fc.constantFrom(...VERBS.filter((verb) => verb !== "quit" && verb !== "json"), "say", "x");
  // A room made with a password takes real time to be sealed; tests/commands/rooms/join_password_test.ts waits for one.
  const request = fc.record({ verb, argument })
    .filter(({ verb, argument }) => verb !== "join" || !/\s/.test(argument.trim()));
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 15 }), async (requests) => {
      await start(async (bot) => {
        for (const [ref, request] of requests.entries()) {
          if (request.verb === "room" && request.argument.startsWith("password")) continue;
          if (request.verb === "hook") continue; // a token is hashed in real time; tests/commands/rooms/hook_test.ts waits
          const answers = (await bot.asks({ ...request, ref })).filter((line) => "ref" in line);
          assert(answers.length > 0, JSON.stringify(request));
          assert(answers.every((line) => line.ref === ref), JSON.stringify(answers));
        }
      });
    }),
    { numRuns: 60 },
  );
});
