/**
 * Everything has a bound, and everybody who meets one is told in a sentence.
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("a line of 10 MB costs its sender one sentence, and the next line is said", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  const megabyte = new Uint8Array(1024 * 1024).fill(0x78);
  for (let i = 0; i < 10; i++) await bob.send(megabyte);
  await bob.say("\nhello");
  await bob.hears("That line was not sent: it is longer than 4,096 bytes.");
  await ann.hears("bob: hello");
});

Deno.test("a line of exactly the limit is said whole, one byte more is not", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  await bob.say("x".repeat(4096));
  await bob.say("y".repeat(4097));
  await bob.say("z");
  await ann.hears(`bob: ${"x".repeat(4096)}`, "bob: z");
});

Deno.test("a paste of 200 lines arrives whole and in order at the pace, and its sender is told once", async () => {
  await using server = await startTestServer({ trustedNetworks: "", paceLines: 1000, paceBurst: 20 });
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i}`);
  await bob.send(lines.map((line) => `${line}\n`).join(""));
  await ann.hears(...lines.map((line) => `bob: ${line}`));
  await bob.say("/quit");
  assertEquals((await bob.hearEnd()).split("You type faster than 1,000 lines a second").length, 2);
});

Deno.test("one address has so many connections and no more, and a closed one makes room", async () => {
  await using server = await startTestServer({ trustedNetworks: "", maxGuestsPerAddress: 3 });
  const three = [await Guest.join(server, "a"), await Guest.join(server, "b"), await Guest.join(server, "c")];
  await using fourth = await Guest.connect(server);
  assertMatch(await fourth.hearEnd(), /^Too many connections from your address: 3 are open\./);
  await three[0]!.close();
  await three[1]!.hearUntil("a has left the chat");
  await three[1]!.say("/who");
  await three[1]!.hearUntil("2 people are here");
  let isIn = false;
  for (let tries = 0; !isIn && tries < 100; tries++) { // the place is given back right after the leave was told
    await using fifth = await Guest.connect(server);
    isIn = (await fifth.hearLine()).startsWith(WELCOME);
  }
  assert(isIn);
  for (const guest of three) await guest.close();
});

Deno.test("a full chat says so, and trusted networks are let in all the same", async () => {
  await using full = await startTestServer({ trustedNetworks: "10.0.0.0/8", maxGuests: 1 });
  await using _one = await Guest.join(full, "one");
  await using two = await Guest.connect(full);
  assertMatch(await two.hearEnd(), /^The chat is full: 1 guest is connected\./);
  await using open = await startTestServer({ trustedNetworks: "10.0.0.0/8, loopback", maxGuests: 1 });
  await using _three = await Guest.join(open, "three");
  await using _four = await Guest.join(open, "four");
});

Deno.test("who gives no name in time is told so and let go", async () => {
  await using server = await startTestServer({ nameMs: 200 });
  await using silent = await Guest.connect(server);
  await using ann = await Guest.join(server, "ann");
  assertMatch(await silent.hearEnd(), /Goodbye: no name came within 0 seconds/);
  await ann.say("/who");
  await ann.hearUntil("1 person is here: ann");
});

Deno.test("everybody hears the goodbye when the server stops, and who does not read holds nothing up", async () => {
  await using server = await startTestServer({ farewellMs: 500 });
  await using ann = await Guest.join(server, "ann");
  await using nameless = await Guest.connect(server);
  await nameless.hears(WELCOME);
  await server.stop();
  assertMatch(await ann.hearEnd(), /Goodbye: the server is stopping\.\n$/);
  assertMatch(await nameless.hearEnd(), /Goodbye: the server is stopping\.\n$/);
});

Deno.test("a stopping server tells nobody of the others' leaving", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using _bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  await server.stop();
  assertEquals(await ann.hearEnd(), "Goodbye: the server is stopping.\n");
});
