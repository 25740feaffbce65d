/** How one wants live lines, over two connections: fewer joins, the time in front, a bell. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("what is set before the name and after it changes one's own lines, and nobody else's", async () => {
  await using server = await startTestServer({ timeZone: "UTC" });
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.connect(server);
  await bob.hears(WELCOME);
  await bob.say("/set joins few");
  await bob.hearUntil("joins few, bell off, stamps off");
  await bob.hears(WELCOME);
  await bob.say("bob");
  await bob.hearUntil("Hello bob");
  await ann.hears("Server: bob has joined the chat");
  await bob.say("/set stamps on");
  await bob.hearUntil("joins few, bell off, stamps on");

  await using carl = await Guest.join(server, "carl");
  await ann.hears("Server: carl has joined the chat");
  await ann.say("hello");
  assertMatch(await bob.hearLine(), /^\[\d\d:\d\d\] ann: hello\n$/); // and nothing of carl
  await carl.hears("ann: hello");
  await carl.say("me too");
  assertMatch(await bob.hearLine(), /^\[\d\d:\d\d\] carl: me too\n$/);
  await carl.close();
  assertMatch(await bob.hearLine(), /^\[\d\d:\d\d\] Server: carl has left the chat\n$/);
  await ann.hears("carl: me too", "Server: carl has left the chat");
});

Deno.test("/set bell mention rings for one's name and for private messages, and never while one speaks JSON", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  await bob.say("/set bell mention");
  await bob.hearUntil("bell mention");
  await ann.say("hi all");
  await bob.hears("ann: hi all");
  await ann.say("hi bob");
  await bob.hears("\x07ann: hi bob");
  await ann.say("bob, bob!"); // within the second
  const second = await bob.hearLine();
  assertEquals(second.replace("\x07", ""), "ann: bob, bob!\n"); // on a slow machine it is over
  await bob.say("/json");
  assertEquals(JSON.parse(await bob.hearLine()).kind, "hello");
  await ann.say("/msg bob psst");
  await ann.hears("[ann -> bob] psst");
  assertEquals(JSON.parse(await bob.hearLine()).text, "psst");
});
