/**
 * The wire: telnet decoder, options, line editor and line stream, as the one pipe they are.
 *
 * 1. Where the bytes are cut makes no difference: to lines, signals, answers and what the door is told.
 * 2. A line holds text and nothing else, no longer than allowed.
 * 3. A peer gets at most one answer to each question, of three bytes, and none to a question it repeats.
 * 4. With a line editor here, cuts make no difference either: to what is shown above the input, and to the input. Each
 *    command has two answers at most.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { EditorHost } from "../../../lib/terminal/editor_host.ts";
import { KeyEditor } from "../../../lib/terminal/key_editor.ts";
import { linesOf } from "../../../lib/wire/line_pipe.ts";
import { MENDED, SIGNAL } from "../../../lib/terminal/signal.ts";
import type { ByteSource } from "../../../lib/wire/socket_text.ts";
import { bytes, hex } from "../../support/bytes.ts";
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

/** Most bytes of an answer: to the question for a name. */
const MAX_ANSWER_BYTES = 6;

/** What a telnet client in a terminal says until the server edits its lines. */
const AGREED = concat([hex("ff fb 00 ff fb 18 ff fa 18 00"), bytes("xterm"), hex("ff f0 ff fd 01 ff fd 03")]);

/** A name for what was typed, and two words to complete. */
const HOST: EditorHost = {
  prompt: () => "> ",
  shown: (line) => `me: ${line}`,
  isSecret: (line) => line.startsWith("/p"),
  complete(text) {
    const from = text.lastIndexOf(" ") + 1;
    return { from, candidates: ["anna ", "anton "].filter((word) => word.startsWith(text.slice(from))) };
  },
};

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

/** The same where an editor is offered, and what it shows. */
interface Edited extends Heard {
  readonly above: string;
  readonly drawn: string;
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

/** Reads a source to its end at a door that offers an editor. */
async function edited(source: ByteSource): Promise<Edited> {
  const answers: Uint8Array[] = [], told: string[] = [];
  let above = "", editor: KeyEditor | undefined;
  const pipe = linesOf(source, {
    maxLineBytes: MAX_LINE_BYTES,
    clock: AT_ONCE,
    reply: (bytes) => void answers.push(bytes),
    onTelnet: () => pipe.offerTelnet(),
    onCarriageReturn() {},
    offersEditor: true,
    editing: {
      make: (maxLineBytes, news) => new KeyEditor(maxLineBytes, HOST, news),
      news: { above: (text) => void (above += text), changed() {} },
      onEditor(now) {
        editor = now;
        told.push(now === undefined ? "edits there" : "edits here");
      },
      onPlain: () => void told.push("plain"),
    },
  });
  const lines = await allOf(pipe.lines);
  const drawn = editor?.view.draw() ?? "";
  return { lines, answers: concat(answers), told, above: above.replaceAll("\x07", ""), drawn };
}

/**
 * The editor looks at so many keys of one read closely, and at the others less: so the cuts are near each other. A bell
 * rings once a read.
 */
async function insistEdited(input: Uint8Array): Promise<Edited> {
  const typed = concat([AGREED, input]);
  const { "byte by byte": single, "in small chunks": small } = cuttingsOf(typed);
  const outcome = await edited(new ChunkSource(small!));
  if (single !== undefined) {
    const other = await edited(new ChunkSource(single));
    insistSame(other, outcome, "the same is edited byte by byte as in small chunks");
  }
  insist(outcome.told.includes("edits here"), "whoever agrees has an editor", outcome.told);
  outcome.lines.forEach(insistLine);
  const most = MAX_ANSWER_BYTES * (2 * questionsIn(typed) + 3);
  insist(outcome.answers.length <= most, "what is said has at most two answers", hexOf(outcome.answers));
  return outcome;
}

function questionsIn(input: Uint8Array): number {
  return input.reduce((count, byte) => count + Number(byte === IAC), 0);
}

async function run(input: Uint8Array): Promise<Set<string>> {
  const whole = await heard(new ChunkSource([input]));
  for (const [how, chunks] of Object.entries(cuttingsOf(input))) {
    insistSame(await heard(new ChunkSource(chunks)), whole, `the same is heard ${how} as in one piece`);
  }
  whole.lines.forEach(insistLine);
  const questions = questionsIn(input);
  insist(
    whole.answers.length <= 3 * (questions + 1),
    "a question gets at most one answer",
    hexOf(whole.answers),
  );
  insist(whole.told.filter((what) => what === "telnet").length <= 1, "telnet is told once", whole.told);
  await insistPolite(input);
  const { told, above, drawn } = await insistEdited(input);
  const seen = [...told.slice(0, 4), `${above.includes("me: ")} ${drawn === ""} ${drawn.includes("<")}`];
  return new Set([...traitsOf(whole), seen.join(" ")]);
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

/** Lines at an editor that is switched off and on again. */
const SWITCHED = bytes(
  "one\r\x1b[A",
  hex("ff fe 01"),
  "two\r\nthr",
  hex("ff fd 01 ff fd 03"),
  "ee\r",
  hex("ff fe 03"),
);

/** Short lines in Latin-1, pasted: each of them is looked at byte by byte. */
const LATIN_1 = new Uint8Array(1000).map((_, at) => at % 2 === 0 ? 0xe9 : LF);

/** The target. */
export const wire: Target = {
  name: "wire",
  seeds: async () => [...await recordedBytes(), await file("texts.txt"), LATIN_1, SWITCHED],
  morsels: [...KEYS, ...TELNET, ...UTF8],
  run,
};
