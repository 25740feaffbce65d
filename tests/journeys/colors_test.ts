/** The tutorial's colours: always, after telnet, by wish, and never. @module */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

const JOINED = "\x1b[32m🟢 [系统] li has joined the chat\x1b[0m";
const LEFT = "\x1b[31m🔴 [系统] li has left the chat\x1b[0m";
const SAID = "\x1b[34m[li]\x1b[0m hi there";
const ARE_YOU_THERE = Uint8Array.of(0xff, 0xf6); // IAC AYT

Deno.test("color always: the tutorial's final strings, byte for byte, and a welcome without colour", async () => {
  await using server = await startTestServer({ color: "always" });
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.say("qiao");
  await qiao.hearUntil("Hello qiao");
  await using li = await Guest.join(server, "li");
  await qiao.hears(JOINED);
  await li.say("hi there");
  await qiao.hears(SAID);
  await li.close();
  await qiao.hears(LEFT);
});

Deno.test("color auto: plain until the first telnet command, the tutorial's colours after it", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.join(server, "qiao");
  await using raw = await Guest.join(server, "raw");
  await qiao.hears("Server: raw has joined the chat");
  await qiao.send(ARE_YOU_THERE);
  await qiao.hearUntil("still here");
  await using li = await Guest.join(server, "li");
  await li.say("hi there");
  await li.close();
  await qiao.hears(JOINED, SAID, LEFT);
  await raw.hears("Server: li has joined the chat", "li: hi there", "Server: li has left the chat");
  assertEquals(raw.text.includes("\x1b"), false, "escape sequences at a raw client");
});

Deno.test("color never: plain also after telnet, until somebody wishes otherwise", async () => {
  await using server = await startTestServer({ color: "never" });
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send(ARE_YOU_THERE);
  await qiao.hears("Yes, still here.");
  await using li = await Guest.join(server, "li");
  await qiao.hears("Server: li has joined the chat");
  await qiao.say("/color on");
  await qiao.hearUntil("are on");
  await li.say("hi there");
  await qiao.hears(SAID);
});

Deno.test("/color off and on change it for oneself only", async () => {
  await using server = await startTestServer({ color: "always" });
  await using qiao = await Guest.join(server, "qiao");
  await using other = await Guest.join(server, "other");
  await qiao.hearUntil("other has joined");
  await qiao.say("/color off");
  await qiao.hearUntil("are off");
  await using li = await Guest.join(server, "li");
  await qiao.hears("Server: li has joined the chat");
  await li.say("hi there");
  await qiao.hears("li: hi there");
  await qiao.say("/color on");
  await qiao.hearUntil("are on");
  await li.close();
  await qiao.hears(LEFT);
  await other.hears(JOINED, SAID, LEFT);
});

Deno.test("/color off before the first telnet command stays off", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.connect(server);
  await ann.hears(WELCOME);
  await ann.say("/color off");
  await ann.hears("Colours are off, the language is English.", WELCOME);
  await ann.send(Uint8Array.of(0xff, 0xf1)); // IAC NOP
  await ann.say("ann");
  await ann.hearUntil("Hello ann");
  await using _bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
});
