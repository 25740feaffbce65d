/** Telnet that is clean for UTF-8: BINARY is offered on evidence only, and refusing it is survived. @module */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

const IAC = 0xff, WILL = 0xfb, WONT = 0xfc, DO = 0xfd, BINARY = 0, NAWS = 31, NOP = 0xf1;
const OFFER = "ff fd 00"; // IAC DO BINARY

/** Without an editor: every name is a person's, or every name is a program's: the 400 ms rule without its waiting. */
const PERSON = { telnetAfterMs: 0, editor: "never" } as const;
const PROGRAM = { telnetAfterMs: 60_000, editor: "never" } as const;

/** Strings that a stock Linux telnet breaks without BINARY. */
const SPOKEN = ["你好 я ❤ テ 😃", "Привет, мир: у я М", "Über “quotes”", "שלום ם", "👩‍👩‍👧 family"];

Deno.test("auto: a program's CR LF name brings no offer", async () => {
  await using server = await startTestServer(PROGRAM);
  await using qiao = await Guest.connect(server);
  await qiao.send("qiao\r\nhello\r\n/who\r\n");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.bytes.includes(IAC), false);
});

for (const [name, lineEnd] of [["CR LF", "\r\n"], ["CR NUL", "\r\0"], ["a lone CR", "\r"]] as const) {
  Deno.test(`auto: a person's name with ${name} brings one offer`, async () => {
    await using server = await startTestServer(PERSON);
    await using qiao = await Guest.connect(server);
    await qiao.hears(WELCOME);
    assertEquals(qiao.telnet, []);
    await qiao.send(`qiao${lineEnd}`);
    await qiao.hearsTelnet(OFFER);
    await qiao.send(`hello${lineEnd}/who${lineEnd}`);
    await qiao.hearUntil("You are qiao");
    assertEquals(qiao.telnet, [OFFER]);
  });
}

Deno.test("auto: a person's LF name brings no offer, however slow", async () => {
  await using server = await startTestServer(PERSON);
  await using qiao = await Guest.join(server, "qiao");
  await qiao.say("/who");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.bytes.includes(IAC), false);
});

Deno.test("auto: any telnet command is evidence, at any time, and brings one offer", async () => {
  await using server = await startTestServer(PROGRAM);
  await using early = await Guest.connect(server);
  await early.hears(WELCOME);
  await early.send(Uint8Array.of(IAC, NOP));
  await early.hearsTelnet(OFFER);
  await using late = await Guest.join(server, "late");
  await late.send(Uint8Array.of(IAC, NOP, IAC, NOP));
  await late.hearsTelnet(OFFER);
  await late.send(Uint8Array.of(IAC, WILL, NAWS));
  await late.hearsTelnet(OFFER, "ff fe 1f"); // DONT NAWS
});

Deno.test("BINARY agreed on: what is typed arrives intact, in both directions", async () => {
  await using server = await startTestServer(PERSON);
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.connect(server);
  await qiao.send("qiao\r\n");
  await qiao.hearsTelnet(OFFER);
  await qiao.send(Uint8Array.of(IAC, WILL, BINARY));
  await qiao.say("/color off"); // colours came with the telnet command
  await qiao.hearUntil("are off");
  await li.hears("Server: qiao has joined the chat");
  for (const text of SPOKEN) {
    await qiao.say(text);
    await li.hears(`qiao: ${text}`);
    await li.say(text);
    await qiao.hears(`li: ${text}`);
  }
  assertEquals(qiao.telnet, [OFFER]);
});

Deno.test("BINARY refused: the session goes on, and nobody asks again", async () => {
  await using server = await startTestServer(PERSON);
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.connect(server);
  await qiao.send("qiao\r\n");
  await qiao.hearsTelnet(OFFER);
  await qiao.send(Uint8Array.of(IAC, WONT, BINARY));
  await qiao.send("still here\r\n你好\r\n/who\r\n");
  await li.hears("Server: qiao has joined the chat", "qiao: still here", "qiao: 你好");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.telnet, [OFFER]);
});

Deno.test("a client that offers BINARY itself is taken at its word, and both ends rest", async () => {
  await using server = await startTestServer(PROGRAM);
  await using qiao = await Guest.connect(server);
  await qiao.send(Uint8Array.of(IAC, WILL, BINARY, IAC, DO, BINARY));
  await qiao.send("qiao\r\n/who\r\n");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.telnet, [OFFER, "ff fb 00"]);
});

Deno.test("always: the offer comes right after the welcome line, also without evidence", async () => {
  await using server = await startTestServer({ ...PROGRAM, telnet: "always" });
  await using qiao = await Guest.connect(server);
  await qiao.hearsTelnet(OFFER);
  const opening = [...new TextEncoder().encode(`${WELCOME}\n`), IAC, DO, BINARY];
  assertEquals([...qiao.bytes], opening);
  await qiao.send(Uint8Array.of(IAC, WILL, BINARY));
  await qiao.send("qiao\r\n/who\r\n");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.telnet, [OFFER]);
});

Deno.test("never: no offer on any evidence, but a question is answered", async () => {
  await using server = await startTestServer({ ...PERSON, telnet: "never" });
  await using qiao = await Guest.connect(server);
  await qiao.send("qiao\r\n");
  await qiao.send(Uint8Array.of(IAC, WILL, NAWS));
  await qiao.hearsTelnet("ff fe 1f"); // DONT NAWS
  await qiao.send("/who\r\n");
  await qiao.hearUntil("You are qiao");
  assertEquals(qiao.telnet, ["ff fe 1f"]);
});

Deno.test("a name is heard whole from a stock telnet that hides one of its bytes as IAC AO", async () => {
  await using server = await startTestServer();
  await using xiao = await Guest.connect(server);
  await xiao.hears(WELCOME);
  await xiao.send(Uint8Array.of(0xe5, 0xb0, 0xff, 0xf5, 0xff, 0xfd, 6, 0xe6, 0x98, 0x8e, 13, 10)); // 小明
  await xiao.hearUntil("Hello 小明");
});
