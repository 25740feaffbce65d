/** What real clients sent, sent again: as it was recorded, and byte by byte. @module */

import { assertEquals } from "@std/assert";
import { type Config, DEFAULTS } from "../../lib/config.ts";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { readRecordings, type Recording } from "../support/recording.ts";

const OFFER = "ff fd 00"; // IAC DO BINARY
const ASK_MARK = [0xff, 0xfd, 0x06], MARK = "ff fb 06"; // IAC DO TIMING-MARK, IAC WILL TIMING-MARK

for (const recording of await readRecordings()) {
  const { client, chunks } = recording;
  const bytes = chunks.flatMap((chunk) => [...chunk]).map((byte) => Uint8Array.of(byte));
  Deno.test(`${client} is understood, chunk by chunk`, () => replay(recording, chunks, "auto"));
  Deno.test(`${client} is understood, byte by byte`, () => replay(recording, bytes, "auto"));
  Deno.test(`${client} is understood, also where telnet is always or never offered`, async () => {
    await replay(recording, chunks, "always");
    await replay(recording, chunks, "never");
  });
}

async function replay(
  { kind, firstLineMs, expected }: Recording,
  chunks: readonly Uint8Array[],
  telnet: Config["telnet"],
): Promise<void> {
  // The rule for people and programs, without the waiting: a name from a person is never too early here.
  const isPerson = firstLineMs >= DEFAULTS.telnetAfterMs;
  await using server = await startTestServer({ telnet, telnetAfterMs: isPerson ? 0 : 60_000 });
  await using observer = await Guest.join(server, "observer");
  await using player = await Guest.connect(server);
  await player.hears(WELCOME);
  for (const chunk of chunks) await player.send(chunk);
  player.end();
  await player.hearEnd();

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
