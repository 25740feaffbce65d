/**
 * A WebSocket behind its head: frames are the input.
 *
 * 1. Where the bytes are cut makes no difference: to the lines that are read, and to what is answered.
 * 2. A line is one message: text, bounded, with its end at its end and nowhere else. A simple reader of frames finds the
 *    same messages.
 * 3. It comes to an end without an error, and the connection is closed once.
 *
 * @module
 */

import { frame, OPCODE } from "../../support/frames.ts";
import { openedWebSocket, quiet, readText } from "../../support/opened_web_socket.ts";
import { lines as linesOfFile } from "../corpus.ts";
import { cuttingsOf } from "../cuttings.ts";
import { FRAMES, UTF8 } from "../morsels.ts";
import { insist, insistSame, type Target } from "../target.ts";
import { concat } from "@std/bytes/concat";
import { bytes } from "../../support/bytes.ts";

/** Longest message, as it is in `web_socket.ts`. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/** Most bytes of an input here: a message may come in 1,024 reads and no more. */
const MAX_INPUT_BYTES = 1000;

/** What came of an input. */
interface Outcome {
  readonly lines: string;
  readonly said: readonly string[];
}

async function outcomeOf(chunks: readonly Uint8Array[]): Promise<Outcome> {
  const { socket, connection, said, clock } = openedWebSocket();
  const reading = readText(socket, 50);
  connection.feed(...chunks, null);
  const lines = await reading;
  await quiet();
  socket[Symbol.dispose]();
  await quiet();
  insist(
    connection.disposals === 1 && clock.timers === 0,
    "a connection is closed once",
    connection.disposals,
  );
  return { lines, said: said() };
}

/** The messages of a peer that keeps the rules, as far as it does; by nothing but the lengths of frames. */
function messagesIn(input: Uint8Array): string[] {
  const messages: string[] = [];
  let parts: Uint8Array[] | undefined;
  for (let at = 0; at + 6 <= input.length;) {
    const first = input[at]!, opcode = first & 15, short = input[at + 1]! & 127;
    const view = new DataView(input.buffer, input.byteOffset + at, input.length - at);
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if ((first & 0x70) !== 0 || (input[at + 1]! & 128) === 0 || at + head + 4 > input.length) break;
    const size = short === 127 ? Number(view.getBigUint64(2)) : short === 126 ? view.getUint16(2) : short;
    if (size > MAX_MESSAGE_BYTES || at + head + 4 + size > input.length) break;
    const mask = input.subarray(at + head, at + head + 4);
    const payload = input.slice(at + head + 4, at + head + 4 + size).map((byte, i) => byte ^ mask[i % 4]!);
    at += head + 4 + size;
    if (opcode >= 8) {
      if ((first & 128) === 0 || size > 125 || opcode === 8 || opcode > 10) break;
      continue;
    }
    if (opcode > 2 || (opcode === 0) !== (parts !== undefined)) break;
    if (opcode === 2 && (first & 128) !== 0) break;
    if (opcode === 2) return messages; // pieces of bytes: refused when they are whole
    parts = [...parts ?? [], payload];
    if ((first & 128) === 0) continue;
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(concat(parts));
      messages.push(text.replace(/[\r\n]/g, " "));
    } catch {
      break;
    }
    parts = undefined;
  }
  return messages;
}

async function run(input: Uint8Array): Promise<string[]> {
  const tried = input.subarray(0, MAX_INPUT_BYTES);
  const whole = await outcomeOf([tried]);
  // So many questions at once that their answers pile up end the connection; so many are no accident.
  const isFlood = tried.filter((byte) => (byte & 15) === OPCODE.ping).length > 50;
  for (const [how, chunks] of Object.entries(isFlood ? {} : cuttingsOf(tried))) {
    insistSame(await outcomeOf(chunks), whole, `the same is heard ${how} as in one piece`);
  }
  const lines = whole.lines.split("\n");
  insist(lines.pop() === "", "a line has an end", whole.lines.slice(-50));
  for (const line of lines) {
    insist(
      bytes(line).length <= MAX_MESSAGE_BYTES && !line.includes("\r"),
      "a line is a message",
      line.slice(0, 50),
    );
  }
  if (!isFlood) insistSame(lines, messagesIn(tried), "a simple reader finds the same messages");
  return [...whole.said.map((said) => said.slice(0, 10)), `${Math.min(lines.length, 5)} lines`];
}

/** The target. */
export const frames: Target = {
  name: "frames",
  async seeds() {
    const lines = (await linesOfFile("texts.txt")).map((line) => frame(OPCODE.text, line));
    return [concat(FRAMES.slice(0, 3)), concat(lines.slice(0, 5)), ...FRAMES, ...lines];
  },
  morsels: [...FRAMES, ...FRAMES, ...UTF8],
  run,
};
