/** The commands, as a person uses them. @module */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { VERBS } from "../../lib/model/verb.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

Deno.test("/help shows every command on one screen, /help COMMAND more about one", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await qiao.say("/help");
  await qiao.hearUntil("//text says");
  const lines = qiao.text.split("\n").slice(2, -1);
  for (const verb of VERBS) assertMatch(lines.join("\n"), new RegExp(`[ ]/${verb}\\b`));
  assert(lines.length < 24 && lines.every((line) => line.length <= 80));
  await qiao.say("/help /search");
  await qiao.hears("/search WORDS [from:NAME] [in:#ROOM] [since:2d]");
  await qiao.say("/help w");
  await qiao.hearUntil("/msg NAME TEXT");
});

Deno.test("/who lists everybody in the order they came", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await qiao.say("/who");
  await qiao.hears("1 person is here: qiao. You are qiao.");
  await using li = await Guest.join(server, "li");
  await li.say("/who");
  await li.hears("2 people are here: qiao, li. You are li.");
});

Deno.test("/me tells the others what one does", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.say("/me waves at qiao");
  await qiao.hears("Server: li has joined the chat", "* li waves at qiao");
});

Deno.test("/nick changes the name, tells the others, and refuses what a first name may not be", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await qiao.hears("Server: li has joined the chat");
  await li.say("/nick lili");
  await li.hears("You are now known as lili.");
  await li.say("hello");
  await qiao.hears("Server: li is now known as lili", "lili: hello");
  for (const bad of ["QIAO", "server", "two words", ""]) {
    await li.say(`/nick ${bad}`);
    assertMatch(await li.hearLine(), /cannot be your name/);
  }
  await li.say("/nick Lili"); // one's own name in another case is free for oneself
  await li.hears("You are now known as Lili.");
  await qiao.hears("Server: lili is now known as Lili");
});

Deno.test("//x says /x, and a blank line says nothing", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.send("//shrug\n\n   \n///\nend\n");
  await qiao.hears("Server: li has joined the chat", "li: /shrug", "li: //", "li: end");
});

Deno.test("an unknown verb is refused with the nearest one, and nobody else hears it", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  for (const [typed, nearest] of [["/hepl", "/help"], ["/wh", "/who"], ["/colour on", "/color"]] as const) {
    await li.say(typed);
    assertMatch(await li.hearLine(), new RegExp(`did you mean ${nearest}\\?`));
  }
  await li.say("/frobnicate");
  assertMatch(await li.hearLine(), /no command \/frobnicate/);
  await li.say("done");
  await qiao.hears("Server: li has joined the chat", "li: done");
});

Deno.test("verbs are known in any case, and with spaces around the argument", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.say("/ME   waves  ");
  await qiao.hears("Server: li has joined the chat", "* li waves");
});

Deno.test("/quit says goodbye, hangs up, and is a leave for the others", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.send("bye\n/quit\nnever said\n");
  assertEquals(await li.hearEnd(), "Goodbye!\n");
  await qiao.hears("Server: li has joined the chat", "li: bye", "Server: li has left the chat");
});

Deno.test("before the name: /help and /quit work, what needs a name asks for it", async () => {
  await using server = await startTestServer();
  await using li = await Guest.connect(server);
  await li.hears(WELCOME);
  await li.say("/help");
  await li.hearUntil("//text");
  await li.hears(WELCOME);
  await li.say("/who");
  assertMatch(await li.hearLine(), /type your name first/);
  await li.hears(WELCOME);
  await li.say("/quit");
  assertEquals(await li.hearEnd(), "Goodbye!\n");
});
