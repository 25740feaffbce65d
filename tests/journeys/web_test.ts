/** The one address for what speaks HTTP: curl, wget and WebSockets, in one room with nc. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { WebSocket as OtherWebSocket } from "ws";
import { Guest, startTestServer } from "../support/journey.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { type AnyWebSocket, WebGuest } from "../support/web_guest.ts";

const WEB = { web: "on", greetAfterMs: 300 } as const;

/** The other client, by the package `ws`. */
const byWs = (url: string) => new OtherWebSocket(url) as unknown as AnyWebSocket;

/** What a program prints. */
async function outputOf(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args: [...args], stdin: "null" }).output();
  return new TextDecoder().decode(stdout);
}

const curl = await outsideProgram("curl", "curl"), wget = await outsideProgram("wget", "wget");

Deno.test("people at nc and behind WebSockets read each other in one room", async () => {
  await using server = await startTestServer(WEB);
  await using ann = await Guest.join(server, "ann");
  await using ben = await WebGuest.join(server, "ben");
  await ann.hears("Server: ben has joined the chat");
  await using cy = await WebGuest.join(server, "cy", byWs);
  await ann.say("hello 你好");
  for (const guest of [ben, cy]) await guest.hears(({ text }) => text === "hello 你好");
  ben.asks({ verb: "say", argument: "hi from a page" });
  await ann.hears("Server: cy has joined the chat");
  await ann.hearUntil("ben: hi from a page");
  await cy.hears(({ text }) => text === "hi from a page");
  cy.asks({ verb: "quit" });
  assertEquals(await cy.closed, "1000 quit");
  await ann.hears("Server: cy has left the chat");
});

Deno.test("a line that is too long is refused as a line, and line ends make no second one", async () => {
  await using server = await startTestServer({ ...WEB, maxLineBytes: 100 });
  await using ann = await Guest.join(server, "ann");
  await using ben = await WebGuest.join(server, "ben");
  ben.asks({ verb: "say", argument: "x".repeat(200) });
  assertEquals((await ben.hears(({ kind }) => kind === "refused"))["reason"], "line_too_long");
  ben.sends('{"verb":\n"say",\r\n"argument":"one line"}\n/quit');
  ben.sends('{"verb":\n"say",\r\n"argument":"one line"}');
  await ann.hearUntil("ben: one line");
});

Deno.test("who is behind a WebSocket hears the goodbye of a server that stops", async () => {
  await using server = await startTestServer(WEB);
  await using ben = await WebGuest.join(server, "ben");
  await server.stop();
  await ben.hears(({ reason }) => reason === "stopping");
  assertEquals(await ben.closed, "1001 stopping");
});

Deno.test("a server that stops waits for no request that is not whole", async () => {
  await using server = await startTestServer(WEB);
  await using slow = await Guest.connect(server);
  await slow.send("GET / HTTP/1.1\r\n");
  await using ann = await Guest.join(server, "ann");
  await ann.say("there");
  await server.stop();
  assertEquals(await slow.hearEnd(), "");
});

testWith(curl, "curl is told how to talk, and what it cannot do", async () => {
  await using server = await startTestServer(WEB);
  const at = `127.0.0.1:${server.port}`, status = ["-s", "-o", "/dev/null", "-w", "%{http_code}"];
  assertStringIncludes(await outputOf("curl", "-s", `http://${at}/`), `telnet 127.0.0.1 ${server.port}`);
  assertMatch(await outputOf("curl", "-s", "-H", "Accept: text/html", `http://${at}/`), /^<!doctype html>/i);
  assertMatch(await outputOf("curl", "-sI", `http://${at}/`), /^HTTP\/1\.1 200 OK\r\n/);
  assertEquals(await outputOf("curl", ...status, "-d", "hello", `http://${at}/`), "405");
  assertEquals(await outputOf("curl", ...status, `http://${at}/nothing`), "404");
  assertEquals(await outputOf("curl", ...status, "-0", `http://${at}/`), "200");
  assertEquals(await outputOf("curl", ...status, "-H", "Host: evil.example", `http://${at}/`), "403");
  const begin = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
    .flatMap((line) => ["-H", line]);
  const key = ["-H", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "-H", "Origin: http://evil.example"];
  assertEquals(await outputOf("curl", ...status, ...begin, ...key, `http://${at}/ws`), "403");
});

testWith(curl, "no request says a line in the chat, whatever its body", async () => {
  await using server = await startTestServer(WEB);
  await using ann = await Guest.join(server, "ann");
  for (const path of ["/", "/ws", "/hook/lobby", "/hook/lobby?token=x"]) {
    for (const how of [["-d", "mallory\nhi"], ["-T", "README.md"], ["-X", "NICK"]]) {
      await outputOf("curl", "-s", ...how, `http://127.0.0.1:${server.port}${path}`);
    }
  }
  await ann.say("/who");
  await ann.hears("1 person is here: ann. You are ann.");
});

testWith(wget, "wget is told how to talk", async () => {
  await using server = await startTestServer(WEB);
  const said = await outputOf("wget", "-qO-", `http://127.0.0.1:${server.port}/`);
  assertStringIncludes(said, `nc 127.0.0.1 ${server.port}`);
});
