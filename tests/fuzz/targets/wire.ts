/**
 * The wire: telnet decoder, options, line editor and line stream, as the one pipe they are.
 *
 * 1. Where the bytes are cut makes no difference: to lines, signals, answers and what the door is told.
 * 2. A line holds text and nothing else, no longer than allowed.
 * 3. A peer gets at most one answer to each question, of three bytes, and none to a question it repeats.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { linesOf } from "../../../lib/wire/line_pipe.ts";
import { MENDED, SIGNAL } from "../../../lib/terminal/signal.ts";
import type { ByteSource } from "../../../lib/wire/socket_text.ts";
import { allOf, ChunkSource } from "../../support/fake_socket.ts";
import { hexOf } from "../../support/telnet_reader.ts";
import { AT_ONCE } from "../at_once.ts";
import { file, recordedBytes } from "../corpus.ts";
import { cuttingsOf } from "../cuttings.ts";
import { KEYS, TELNET, UTF8 } from "../morsels.ts";
import { Random } from "../../support/random.ts";
import { seedOf } from "../seed.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Longest line in bytes: small enough to be reached, large enough for most of the recordings. */
const MAX_LINE_BYTES = 200;

const LF = 0x0a, IAC = 0xff, WILL = 0xfb;

/** BINARY, ECHO, SUPPRESS-GO-AHEAD, TERMINAL-TYPE, and one that is none. */
const OPTIONS = [0, 1, 3, 24, 255];

/** What came out of the pipe, and what it said on the way. */
interface Heard {
  readonly lines: readonly string[];
  /** All answers to the peer. */
  readonly answers: Uint8Array;
  /** What the door was told, in order. */
  readonly told: readonly string[];
}

/** Reads a source to its end, and offers telnet where a door would. */
async function heard(source: ByteSource): Promise<Heard> {
  const answers: Uint8Array[] = [];
  const told: string[] = [];
  const pipe = linesOf(source, {
    maxLineBytes: MAX_LINE_BYTES,
    clock: AT_ONCE,
    reply: (bytes) => void answers.push(bytes),
    onTelnet() {
      told.push("telnet");
      pipe.offerTelnet();
    },
    onCarriageReturn: (isFirstLine) => void told.push(`CR ${isFirstLine}`),
  });
  return { lines: await allOf(pipe.lines), answers: concat(answers), told };
}

async function run(input: Uint8Array): Promise<Set<string>> {
  const whole = await heard(new ChunkSource([input]));
  for (const [how, chunks] of Object.entries(cuttingsOf(input))) {
    insistSame(await heard(new ChunkSource(chunks)), whole, `the same is heard ${how} as in one piece`);
  }
  whole.lines.forEach(insistLine);
  const questions = input.reduce((count, byte) => count + Number(byte === IAC), 0);
  insist(
    whole.answers.length <= 3 * (questions + 1),
    "a question gets at most one answer",
    hexOf(whole.answers),
  );
  insist(whole.told.filter((what) => what === "telnet").length <= 1, "telnet is told once", whole.told);
  await insistPolite(input);
  return traitsOf(whole);
}

function insistLine(heard: string): void {
  if (SIGNALS.has(heard)) return;
  const line = heard.startsWith(MENDED) ? heard.slice(MENDED.length) : heard;
  const bytes = new TextEncoder().encode(line).length;
  insist(bytes <= MAX_LINE_BYTES, "no line is longer than allowed", { bytes, line });
  // deno-lint-ignore no-control-regex
  insist(!/[\x00-\x08\x0a-\x1f\x7f]/.test(line), "a line holds no key and no line end", line);
  insist(line.isWellFormed(), "a line is whole characters", line);
}

const SIGNALS: ReadonlySet<string> = new Set(Object.values(SIGNAL));

/**
 * An answer only to a change (RFC 1143): whatever came before, what is said twice is answered as if it were said once, or
 * two ends could answer each other for ever. Marks and log-outs are events, and each of them is answered.
 */
async function insistPolite(input: Uint8Array): Promise<void> {
  const random = new Random(seedOf(input));
  const question = Uint8Array.of(IAC, WILL + random.below(4), random.pick(OPTIONS));
  const once = concat([input, Uint8Array.of(LF), question]);
  const [first, second] = [
    await heard(new ChunkSource([once])),
    await heard(new ChunkSource([once, question])),
  ];
  insistSame(hexOf(second.answers), hexOf(first.answers), "what is said twice is answered once");
}

function traitsOf({ lines, answers, told }: Heard): Set<string> {
  const kinds = lines.map((line) => SIGNALS.has(line) ? line : shapeOf(line));
  const pairs = kinds.map((kind, at) => `${kinds[at - 1] ?? ""}>${kind}`); // what follows what matters to an editor
  return new Set([...pairs, ...told, hexOf(answers.subarray(0, 9))]);
}

function shapeOf(line: string): string {
  const size = Math.ceil(Math.log2(line.length + 1));
  return `${size}${line.startsWith(MENDED) ? " mended" : ""}${
    /[^\x20-\x7e]/.test(line) ? " beyond ASCII" : ""
  }`;
}

/** Short lines in Latin-1, pasted: each of them is looked at byte by byte. */
const LATIN_1 = new Uint8Array(1000).map((_, at) => at % 2 === 0 ? 0xe9 : LF);

/** The target. */
export const wire: Target = {
  name: "wire",
  seeds: async () => [...await recordedBytes(), await file("texts.txt"), LATIN_1],
  morsels: [...KEYS, ...TELNET, ...UTF8],
  run,
};
