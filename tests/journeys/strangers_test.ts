/** Programs of other protocols: told in plain words what this port is, hung up, and never let in. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { bytesOfHex } from "../support/telnet_reader.ts";

/** The first bytes of a TLS 1.3 hello; what follows them is random to us. */
const TLS_HELLO = bytesOfHex("16 03 01 01 24 01 00 01 20 03 03 c7 fd 06 c9 0c ff f4 ff fd 06 0d 0a 41 0a");

const STRANGERS: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
  ["a TLS hello", TLS_HELLO, /you started TLS/],
  ["an HTTP request", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", /not a web server/],
  ["an HTTP request with a body", "POST /join HTTP/1.1\r\nContent-Length: 2\r\n\r\nli\n", /not a web server/],
  ["a proxy's request", "CONNECT example.org:443 HTTP/1.1\r\n\r\n", /not a web server/],
  ["an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", /not a web server/],
  ["UTF-16 with a mark", bytesOfHex("ff fe 62 00 6f 00 74 00 0d 00 0a 00"), /your text is UTF-16/],
  ["UTF-16 with the other mark", bytesOfHex("fe ff 00 62 00 6f 00 74 00 0d 00 0a"), /your text is UTF-16/],
  ["UTF-16 without a mark", "b\0o\0t\0\n\0", /your text is UTF-16/],
  ["a PROXY header", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nbob\r\n", /a PROXY header/],
  ["a PROXY header in bytes", "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\nbob\n", /a PROXY header/],
  ["an IRC client", "CAP LS 302\r\nNICK bob\r\nUSER bob 0 * :Bob\r\n", /not an IRC server/],
  ["an IRC client of old", "NICK bob\r\nUSER bob 0 * :Bob\r\n", /not an IRC server/],
  ["a SOCKS client", bytesOfHex("05 01 00"), /another protocol/],
  [
    "a remote desktop",
    bytesOfHex("03 00 00 13 0e e0 00 00 00 00 00 01 00 08 00 0b 00 00 00"),
    /another protocol/,
  ],
  ["a PostgreSQL client", bytesOfHex("00 00 00 08 04 d2 16 2f"), /another protocol/],
  ["a mail client", "EHLO example.org\r\nQUIT\r\n", /another protocol/],
  ["a Redis client", "*1\r\n$4\r\nPING\r\n", /another protocol/],
  ["an SSH banner", "SSH-2.0-OpenSSH_9.2\r\n", /not an SSH server/],
];

for (const [name, opening, answer] of STRANGERS) {
  Deno.test(`${name} is told what this port is and hung up, and nobody joins by it`, async () => {
    await using server = await startTestServer();
    await using observer = await Guest.join(server, "observer");
    await using stranger = await Guest.connect(server);
    await stranger.hears(WELCOME);
    await stranger.send(opening);
    assertMatch(await stranger.hearEnd(), answer);
    assertEquals(stranger.bytes.includes(0xff), false);
    await using _witness = await Guest.join(server, "witness");
    await observer.hears("Server: witness has joined the chat");
  });
}

Deno.test("with every door but that for SSH open an SSH banner and a PROXY header are told of all the same, whoever speaks first", async () => {
  await using server = await startTestServer({ greetAfterMs: 300, tls: "on", web: "on" });
  for (const [name, opening, answer] of STRANGERS.filter(([name]) => /PROXY|SSH/.test(name))) {
    await using stranger = await Guest.connect(server);
    await stranger.send(opening);
    assertMatch(await stranger.hearEnd(), answer, name);
  }
});

Deno.test("whoever speaks TLS, HTTP or SSH after the welcome only is told of it", async () => {
  await using server = await startTestServer({ greetAfterMs: 1, tls: "on", web: "on" });
  const openings = STRANGERS.filter(([name]) => /TLS|an HTTP request$|SSH/.test(name));
  for (const [i, [name, opening]] of openings.entries()) {
    const answer = [/too late for TLS/, /too late for a web page/, /not an SSH server/][i]!;
    await using late = await Guest.connect(server);
    await late.hears(WELCOME);
    await late.send(opening);
    assertMatch(await late.hearEnd(), answer, name);
  }
});

Deno.test("where SSH is on, a version of it is answered with the server's own, before the welcome and behind it", async () => {
  const [, version] = STRANGERS.find(([name]) => /SSH/.test(name))!;
  for (const greetAfterMs of [0, 1, 10_000]) {
    await using server = await startTestServer({ greetAfterMs, ssh: "on" });
    await using client = await Guest.connect(server);
    if (greetAfterMs <= 1) await client.hears(WELCOME);
    await client.send(version);
    await client.hears("SSH-2.0-chat-server");
  }
});

Deno.test("a TLS hello in two pieces is known by the second", async () => {
  await using server = await startTestServer();
  await using stranger = await Guest.connect(server);
  await stranger.hears(WELCOME);
  await stranger.sendApart([TLS_HELLO.subarray(0, 1), TLS_HELLO.subarray(1)]);
  assertMatch(await stranger.hearEnd(), /you started TLS/);
});

Deno.test("somebody who is in may talk about HTTP", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.say("GET / HTTP/1.1");
  await qiao.say("SSH-2.0-me");
  await li.hears("Server: qiao has joined the chat", "qiao: GET / HTTP/1.1", "qiao: SSH-2.0-me");
});

Deno.test("an HTTP request line too long to be read is known by its headers, and nobody joins by its body", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using browser = await Guest.connect(server);
  await browser.send(`GET /${"x".repeat(5000)} HTTP/1.1\r\nHost: chat\r\n\r\nbob\r\n`);
  assertMatch(await browser.hearEnd(), /not a web server/);
  await ann.say("/who");
  await ann.hears("1 person is here: ann. You are ann.");
});
