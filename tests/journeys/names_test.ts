/** Names: what is refused gets the reason and the prompt again, and nobody else hears of it. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

/** Lines that are no names, each with a word of its reason. */
const BAD: readonly (readonly [string, RegExp])[] = [
  ["", /at least one letter or digit/],
  ["   ", /at least one letter or digit/],
  ["...", /at least one letter or digit/],
  ["\u200b\u200b", /at least one letter or digit/],
  ["two words", /letters, digits, dots/],
  ["li\u{1f600}", /letters, digits, dots/],
  ["a".repeat(25), /at most 24 characters/],
  ["小".repeat(25), /at most 24 characters/],
  ["pаypal", /one script/], // the first a is Cyrillic
  ["Server", /reserved/],
  ["ＳＥＲＶＥＲ", /reserved/],
  ["系统", /reserved/],
  ["admin", /reserved/],
  ["Servér.", /reserved/],
  ["5erver", /reserved/],
  ["系-统1", /reserved/],
  ["z" + "\u0334\u0335\u0336\u0337\u0338", /more marks than any script/],
  ["\u0301ann", /begins with a mark/],
];

Deno.test("a bad name gets the reason and the prompt again, and the next one may be good", async () => {
  await using server = await startTestServer({ nameTries: 100 });
  await using observer = await Guest.join(server, "observer");
  await using li = await Guest.connect(server);
  await li.hears(WELCOME);
  for (const [line, reason] of BAD) {
    await li.say(line);
    assertMatch(await li.hearLine(), reason);
    await li.hears(WELCOME);
  }
  await li.say("li");
  await li.hearUntil("Hello li");
  await observer.hears("Server: li has joined the chat");
});

for (
  const [name, first, second] of [
    ["the same", "li", "li"],
    ["in another case", "Alice", "aLICE"],
    ["in another width", "Alice", "Ａｌｉｃｅ"],
    ["in a look-alike script", "BOB", "ВОВ"], // the second is Cyrillic
    ["composed in another way", "Jos\u00e9", "Jose\u0301"],
  ] as const
) {
  Deno.test(`a name that is taken is refused: ${name}`, async () => {
    await using server = await startTestServer();
    await using owner = await Guest.join(server, first);
    await using other = await Guest.connect(server);
    await other.hears(WELCOME);
    await other.say(second);
    assertMatch(await other.hearLine(), /somebody here has this name/);
    await other.hears(WELCOME);
    await other.say("somebody");
    await other.hearUntil("Hello somebody");
    await owner.hears("Server: somebody has joined the chat");
  });
}

Deno.test("good names are of any script, up to 24 characters as a person counts them", async () => {
  await using server = await startTestServer();
  await using observer = await Guest.join(server, "observer");
  const names = ["小明", "Иван", "テスト太郎", "Jos\u00e9", "a_b-c.9", "नमस्ते", "김철수", "a".repeat(24)];
  for (const name of names) {
    await using guest = await Guest.join(server, name);
    await observer.hears(`Server: ${name} has joined the chat`);
    await guest.close();
    await observer.hears(`Server: ${name} has left the chat`);
  }
});

Deno.test("spaces around a name do not count", async () => {
  await using server = await startTestServer();
  await using observer = await Guest.join(server, "observer");
  await using li = await Guest.connect(server);
  await li.say("  li ");
  await li.hearUntil("Hello li,");
  await observer.hears("Server: li has joined the chat");
});

Deno.test("who finds no good name in all tries is told so and hung up", async () => {
  await using server = await startTestServer({ nameTries: 3 });
  await using observer = await Guest.join(server, "observer");
  await using li = await Guest.connect(server);
  await li.hears(WELCOME);
  for (let tries = 0; tries < 3; tries++) await li.say("two words");
  assertMatch(await li.hearEnd(), /Goodbye: you tried 3 names, and none could be used/);
  await using _witness = await Guest.join(server, "witness");
  await observer.hears("Server: witness has joined the chat");
});

Deno.test("who gives no name in time is told so and hung up", async () => {
  await using server = await startTestServer({ nameMs: 100 });
  await using li = await Guest.connect(server);
  await li.hears(WELCOME);
  await li.send("half a name");
  assertMatch(await li.hearEnd(), /Goodbye: no name came within/);
});

Deno.test("a name is free again after /quit, and after /nick", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await li.say("/nick lili");
  await li.hearUntil("lili");
  await using second = await Guest.join(server, "li");
  await li.hears("Server: li has joined the chat");
  await second.say("/quit");
  await second.hearEnd();
  await using third = await Guest.join(server, "li");
  await third.say("hello");
  await li.hears("Server: li has left the chat", "Server: li has joined the chat", "li: hello");
  assertEquals(li.text.match(/has joined/g)?.length, 2);
});
