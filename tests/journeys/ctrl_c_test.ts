/** Ctrl-C: in a telnet and in a raw terminal it drops the half-typed line, and nothing else. @module */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";

const IP_AND_MARK = Uint8Array.of(0xff, 0xf4, 0xff, 0xfd, 0x06); // what Linux telnet sends for Ctrl-C
const OFFER = "ff fd 00", MARK = "ff fb 06"; // IAC DO BINARY, IAC WILL TIMING-MARK

Deno.test("Ctrl-C in telnet: the half-typed line is gone, the timing mark is answered, output goes on", async () => {
  await using server = await startTestServer({ editor: "never" });
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send("half typ");
  await qiao.send(IP_AND_MARK);
  await qiao.hearsTelnet(OFFER, MARK);
  await qiao.send("after\r\n");
  await li.hears("Server: qiao has joined the chat", "qiao: after");
  await li.say("I see you");
  await qiao.hearUntil("I see you");
  assertEquals(qiao.telnet, [OFFER, MARK]);
});

Deno.test("every Ctrl-C is answered, also one that arrives in pieces", async () => {
  await using server = await startTestServer({ editor: "never" });
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.sendApart([...IP_AND_MARK].map((byte) => Uint8Array.of(byte)));
  await qiao.hearsTelnet(OFFER, MARK);
  await qiao.send(IP_AND_MARK);
  await qiao.hearsTelnet(OFFER, MARK, MARK);
  await qiao.say("still here");
  await li.hears("Server: qiao has joined the chat", "qiao: still here");
});

Deno.test("Ctrl-C at the name prompt: the person may still give a name", async () => {
  await using server = await startTestServer({ editor: "never" });
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.send("wrong");
  await qiao.send(IP_AND_MARK);
  await qiao.hearsTelnet(OFFER, MARK);
  await qiao.send("qiao\r\n");
  await qiao.hearUntil("Hello qiao");
});

Deno.test("Ctrl-C in a raw terminal: the half-typed line is gone, the person stays, no telnet byte comes", async () => {
  await using server = await startTestServer({ editor: "never" });
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send("half typ\x03");
  await qiao.send("\x03\x03after\n");
  await li.hears("Server: qiao has joined the chat", "qiao: after");
  assertEquals(qiao.bytes.includes(0xff), false);
});

for (const [name, command] of [["BREAK", 0xf3], ["ABORT", 0xee], ["erase line", 0xf8]] as const) {
  Deno.test(`telnet's ${name} drops the half-typed line too`, async () => {
    await using server = await startTestServer({ editor: "never" });
    await using li = await Guest.join(server, "li");
    await using qiao = await Guest.join(server, "qiao");
    await qiao.send("half typ");
    await qiao.send(Uint8Array.of(0xff, command));
    await qiao.say("after");
    await li.hears("Server: qiao has joined the chat", "qiao: after");
  });
}

for (
  const [name, bytes] of [
    ["Ctrl-D on an empty line", [0x04]],
    ["telnet's end of file", [0xff, 0xec]],
    ["DO LOGOUT", [0xff, 0xfd, 0x12]],
  ] as const
) {
  Deno.test(`${name} says goodbye`, async () => {
    await using server = await startTestServer({ editor: "never" });
    await using li = await Guest.join(server, "li");
    await using qiao = await Guest.join(server, "qiao");
    await qiao.send(Uint8Array.from(bytes));
    await qiao.hearUntil("Goodbye!");
    await qiao.hearEnd();
    await li.hears("Server: qiao has joined the chat", "Server: qiao has left the chat");
  });
}

Deno.test("Ctrl-D behind some text is nothing", async () => {
  await using server = await startTestServer({ editor: "never" });
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send("one\x04 line\n");
  await li.hears("Server: qiao has joined the chat", "qiao: one line");
});
