/**
 * What a real client sent, as it was recorded over loopback, in a small text format of one thing a line:
 *
 * - `# words`: a comment; the first one says which client it was and what was done with it.
 * - `! raw` or `! telnet`: raw clients show every byte to a person, so they must never be sent 0xFF; telnet ones have
 *   to be offered BINARY, once.
 * - `@150`: milliseconds that passed before the next chunk. Nobody waits for them in a replay: what they say is
 *   whether a person or a program gave the name.
 * - `6b 65 0d`: one chunk in hex, as one read delivered it.
 * - `> words`: a line that somebody else at the chat hears from it. All of them, in order.
 *
 * @module
 */

import { bytesOfHex } from "./telnet_reader.ts";

/** One recording, read. */
export interface Recording {
  /** The file's name without its ending. */
  readonly client: string;
  readonly kind: "raw" | "telnet";
  /** What the client sent, piece by piece. */
  readonly chunks: readonly Uint8Array[];
  /** How long the first line took, in milliseconds. */
  readonly firstLineMs: number;
  /** What somebody else heard. */
  readonly expected: readonly string[];
}

/** Reads one recording. */
function parseRecording(client: string, text: string): Recording {
  const chunks: Uint8Array[] = [];
  const expected: string[] = [];
  let kind: Recording["kind"] | undefined;
  let ms = 0, firstLineMs: number | undefined;
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line === "! raw" || line === "! telnet") kind = line === "! raw" ? "raw" : "telnet";
    else if (/^@\d+$/.test(line)) ms += Number(line.slice(1));
    else if (line.startsWith("> ")) expected.push(line.slice(2));
    else if (/^[\da-f]{2}( [\da-f]{2})*$/.test(line)) {
      const chunk = bytesOfHex(line);
      if (chunk.includes(0x0a) || chunk.includes(0x0d)) firstLineMs ??= ms;
      chunks.push(chunk);
    } else {throw new Error(
        `Cannot read the recording ${client}: the line "${line}" is none of # ! @ > and hex`,
      );}
  }
  if (kind === undefined) {
    throw new Error(`Cannot read the recording ${client}: it says neither raw nor telnet`);
  }
  return { client, kind, chunks, firstLineMs: firstLineMs ?? ms, expected };
}

/** All recordings, in the order of their names. */
export async function readRecordings(): Promise<Recording[]> {
  const folder = new URL("../recordings/", import.meta.url);
  const recordings: Recording[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".txt")) continue;
    recordings.push(parseRecording(name.slice(0, -4), await Deno.readTextFile(new URL(name, folder))));
  }
  return recordings.sort((a, b) => a.client < b.client ? -1 : 1);
}
