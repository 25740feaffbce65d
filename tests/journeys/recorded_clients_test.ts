/**
 * What real clients sent, sent again: as it was recorded, and byte by byte; to a server that is chat and nothing else, and
 * to one with the defaults, where whoever speaks first is asked what they speak.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Config } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "../support/chat_only.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { readRecordings, type Recording } from "../support/recording.ts";

const OFFER = "ff fd 00"; // IAC DO BINARY
const ASK_MARK = [0xff, 0xfd, 0x06], MARK = "ff fb 06"; // IAC DO TIMING-MARK, IAC WILL TIMING-MARK

const recordings = await readRecordings();

for (const recording of recordings) {
  const { client, chunks } = recording;
  Deno.test(`${client} is understood`, () => replay(recording, chunks, "auto"));
  Deno.test(`${client} is understood where telnet is always offered`, () =>
    replay(recording, chunks, "always"));
  Deno.test(`${client} is understood where telnet is never offered`, () =>
    replay(recording, chunks, "never"));
}

/** How the answer begins that clients of other protocols get, where these are spoken. */
const ANSWERS: Readonly<Record<string, string>> = {
  "curl-http": "HTTP/1.1 200 ",
  "wget-http": "HTTP/1.1 200 ",
  "curl-https": "\x16\x03", // the other hello
  "ncat-ssl": "\x16\x03",
  "openssl-s-client": "\x16\x03",
  "dbclient": "SSH-2.0-",
  "plink-ssh": "SSH-2.0-",
  "ssh": "SSH-2.0-",
  "ssh-keyscan": "SSH-2.0-",
};

for (const recording of recordings) {
  Deno.test(`${recording.client} is understood by a server with the defaults`, () =>
    replay(recording, recording.chunks, "auto", { greetAfterMs: 300, tls: "on", ssh: "on", web: "on" }));
}

// A byte takes a millisecond on its way, so they all talk at the same time.
Deno.test("every client is understood byte by byte", async () => {
  const outcomes = await Promise.allSettled(
    recordings.map((recording) => replay(recording, byteByByte(recording.chunks), "auto")),
  );
  const failures = outcomes.flatMap((outcome, i) =>
    outcome.status === "rejected" ? [`${recordings[i]!.client}: ${outcome.reason}`] : []
  );
  assertEquals(failures, []);
});

/** The first bytes one by one, and the rest of a long recording, a paste or a TLS hello, in one piece. */
function byteByByte(chunks: readonly Uint8Array[]): Uint8Array[] {
  const bytes = chunks.flatMap((chunk) => [...chunk]);
  const single = bytes.slice(0, 400).map((byte) => Uint8Array.of(byte));
  return bytes.length > 400 ? [...single, Uint8Array.from(bytes.slice(400))] : single;
}

async function replay(
  { client, kind, firstLineMs, expected }: Recording,
  chunks: readonly Uint8Array[],
  telnet: Config["telnet"],
  open?: Partial<Config>,
): Promise<void> {
  // The rule for people and programs, without the waiting: a name from a person is never too early here.
  const isPerson = firstLineMs >= CHAT_ONLY.telnetAfterMs;
  await using server = await startTestServer({ telnet, telnetAfterMs: isPerson ? 0 : 60_000, ...open });
  await using observer = await Guest.join(server, "observer");
  await using player = await Guest.connect(server);
  if (open === undefined) await player.hears(WELCOME);
  await player.sendApart(chunks);
  player.end();
  await player.hearEnd();
  if (open !== undefined) {
    const begins = String.fromCharCode(...player.bytes.slice(0, 60));
    assert(begins.startsWith(ANSWERS[client] ?? WELCOME.trim()), begins);
    if (client in ANSWERS) return;
  }

  await observer.hears(...expected);
  await using _witness = await Guest.join(server, "witness");
  await observer.hears("Server: witness has joined the chat"); // and nothing else in between

  if (telnet !== "never") { // there, an offer in a recording is answered, and looks the same
    const offers = player.telnet.filter((command) => command === OFFER).length;
    assertEquals(offers, telnet === "always" || kind === "telnet" ? 1 : 0, "offers of BINARY");
  }
  assertEquals(player.telnet.includes(MARK), includes(chunks, ASK_MARK), "answers to TIMING-MARK");
  if (telnet === "always") return; // then raw clients see telnet, as the operator wished
  assertEquals(observer.bytes.includes(0xff), false, "telnet bytes at the observer, who speaks none");
  if (kind === "raw") assertEquals(player.bytes.includes(0xff), false, "telnet bytes at a raw client");
}

function includes(chunks: readonly Uint8Array[], part: readonly number[]): boolean {
  return chunks.flatMap((chunk) => [...chunk]).join().includes(part.join());
}
