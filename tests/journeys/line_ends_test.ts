/** Line ends mirror the client: LF until it has sent a CR or a telnet command, CR LF after that. @module */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

/** Programs are meant here: nobody is offered telnet. */
const SETTINGS = { telnetAfterMs: 60_000 };

Deno.test("who ends lines with LF never hears a CR", async () => {
  await using server = await startTestServer(SETTINGS);
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await li.send("hello\r\n"); // what others send changes nothing for qiao
  await qiao.say("/help");
  await qiao.hearUntil("//text");
  await qiao.say("/quit");
  await qiao.hearEnd();
  assertEquals(qiao.text.includes("\r"), false);
});

for (const [name, lineEnd] of [["CR LF", "\r\n"], ["CR NUL", "\r\0"], ["a lone CR", "\r"]] as const) {
  Deno.test(`who ends the name with ${name} hears CR LF from the greeting on`, async () => {
    await using server = await startTestServer(SETTINGS);
    await using qiao = await Guest.connect(server);
    assertEquals(await qiao.hearLine(), `${WELCOME}\n`);
    await qiao.send(`qiao${lineEnd}`);
    assertEquals((await qiao.hearLine()).endsWith("/help for help.\r\n"), true);
    await using li = await Guest.join(server, "li");
    assertEquals(await qiao.hearLine(), "Server: li has joined the chat\r\n");
    await qiao.send(`hello${lineEnd}again${lineEnd}`);
    await li.hears("qiao: hello", "qiao: again");
  });
}

Deno.test("a telnet command is as good as a CR", async () => {
  await using server = await startTestServer(SETTINGS);
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send(Uint8Array.of(0xff, 0xf6)); // IAC AYT
  assertEquals((await qiao.hearLine()).endsWith("\r\n"), true);
});

Deno.test("CR and LF in two segments are one line end", async () => {
  await using server = await startTestServer(SETTINGS);
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.connect(server);
  await li.send("li\r");
  await qiao.hears("Server: li has joined the chat");
  await li.send("\nhello\r");
  await qiao.hears("li: hello");
  await li.send("\n\n\r\nagain\r\n");
  await qiao.hears("li: again");
});

Deno.test("a CR before a telnet command ends the line and eats nothing of the command", async () => {
  await using server = await startTestServer(SETTINGS);
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.connect(server);
  await li.send(Uint8Array.of(0x6c, 0x69, 0x0d, 0xff, 0xf6, 0x68, 0x69, 0x0d, 0xff, 0xf6));
  await qiao.hears("Server: li has joined the chat", "li: hi");
  await li.hearUntil("still here");
  await li.hearUntil("still here");
});

Deno.test("a CR LF that comes long after an LF name changes line ends, and brings no telnet byte", async () => {
  await using server = await startTestServer({ telnetAfterMs: 0 });
  await using qiao = await Guest.join(server, "qiao");
  await using li = await Guest.join(server, "li");
  await qiao.hears("Server: li has joined the chat");
  await qiao.send("pasted from a file\r\n");
  await li.hears("qiao: pasted from a file");
  await li.say("thanks");
  assertEquals(await qiao.hearLine(), "li: thanks\r\n");
  assertEquals(qiao.bytes.includes(0xff), false);
});
