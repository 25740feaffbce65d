/**
 * The editor of lines that the server draws: keys in, lines and a drawn input out.
 *
 * 1. Where the bytes are cut makes no difference: to lines, to the input, to what stands above it.
 * 2. What is drawn is clean text and a handful of sequences, at every width; nothing is drawn of a hidden line.
 * 3. A line holds text and nothing else, no longer than allowed.
 * 4. Plain text says what it would have said without the editor.
 *
 * @module
 */

import { KeyEditor } from "../../../lib/terminal/key_editor.ts";
import { CLEAR_SCREEN } from "../../../lib/terminal/input_sequences.ts";
import { LineEditor } from "../../../lib/terminal/line_editor.ts";
import { MENDED, SECRET, SIGNAL } from "../../../lib/terminal/signal.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import { withoutNeverSeen } from "../../../lib/text/invisible.ts";
import { Random } from "../../support/random.ts";
import { stainOf } from "../clean.ts";
import { file, recordedBytes, textOf } from "../corpus.ts";
import { CHARACTERS, EDITING, KEYS, SPELLINGS, UTF8 } from "../morsels.ts";
import { cut } from "../cuttings.ts";
import { seedOf } from "../seed.ts";
import { insist, insistClean, insistSame, type Target } from "../target.ts";

/** Longest line in bytes: small enough to be reached. */
const MAX_LINE_BYTES = 200;

/** Bytes of one read where reads must make no difference: so few that no bound for floods is reached. */
const READ_BYTES = 8;

/** How many reads come between two drawings at least, and most drawings of an input: drawing takes most of the time. */
const READS_PER_DRAWING = 8, MAX_DRAWINGS = 100;

/** Longest input that is typed byte by byte. */
const MAX_BYTE_BY_BYTE = 4096;

const COLUMNS = 80;

const PROMPT = "#ops> ";
const WORDS = ["anna ", "Anton ", "élan ", "你好 ", "a\u202e\x1b[2Jb "];

// deno-lint-ignore no-control-regex
const DRAWN = /^\x1b\[\?7l([^\x1b]*)\x1b7([^\x1b]*)\x1b8\x1b\[\?7h$/;

/** A name for what somebody typed, in text that is shown to them. */
const HOST = {
  prompt: () => PROMPT,
  shown: (line: string) => `me: ${cleanText(line)}`,
  isSecret: (line: string) => line.startsWith("/p"),
  complete(text: string) {
    const from = text.lastIndexOf(" ") + 1;
    return { from, candidates: WORDS.filter((word) => word.startsWith(text.slice(from))) };
  },
};

/** What came of an input. */
interface Outcome {
  readonly lines: readonly string[];
  readonly above: string;
  readonly unfinished: string;
  readonly drawn: string;
}

function typed(chunks: readonly Uint8Array[], random: Random, isHidden = false): Outcome {
  let above = "", text = "";
  const editor = new KeyEditor(MAX_LINE_BYTES, HOST, {
    above: (shown) => void (above += shown),
    changed() {},
  });
  if (isHidden) editor.hideNext();
  const readsPerDrawing = Math.max(READS_PER_DRAWING, Math.ceil(chunks.length / MAX_DRAWINGS));
  for (const [at, chunk] of chunks.entries()) {
    editor.type(chunk);
    text += editor.takeText();
    if (at % readsPerDrawing === 0) insistDrawn(editor, random, isHidden && text === "");
  }
  const drawn = editor.view.draw();
  return {
    lines: text.split("\n").slice(0, -1),
    above: above.replaceAll("\x07", ""),
    unfinished: textOf(editor.unfinished),
    drawn,
  };
}

function insistDrawn({ view }: KeyEditor, random: Random, isHidden: boolean): void {
  view.resize(1 + random.below(100));
  const drawn = view.draw();
  view.resize(COLUMNS); // lists of words stand in as many columns, wherever the bytes are cut
  const [, left, right] = DRAWN.exec(drawn) ?? [];
  insist(left !== undefined && right !== undefined, "a drawn input is text around its cursor", drawn);
  insistClean(stainOf(left, Infinity), "what is drawn is clean", left);
  insistClean(stainOf(right, Infinity), "what is drawn is clean", right);
  insist(
    !isHidden || right === "" && PROMPT.startsWith(left.slice(0, -1)),
    "nothing is drawn of a hidden line",
    drawn,
  );
}

function insistLine(line: string): void {
  if (SIGNALS.has(line)) return;
  const mark = [MENDED, SECRET].find((mark) => line.startsWith(mark)) ?? "";
  const text = line.slice(mark.length);
  const bytes = new TextEncoder().encode(text).length;
  insist(bytes <= MAX_LINE_BYTES, "no line is longer than allowed", { bytes, line });
  insist(
    !/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/u.test(text),
    "a line holds no key and nothing that hides",
    line,
  );
  insist(text.isWellFormed(), "a line is whole characters", line);
}

const SIGNALS: ReadonlySet<string> = new Set(Object.values(SIGNAL));

/**
 * Plain text that goes through both editors says the same. What nobody sees is left out as it is typed here, and later
 * there: what stood on both sides of it may be one emoji here.
 */
function insistSameAsLines(input: Uint8Array, { lines }: Outcome): void {
  const text = textOf(input), typed = text.split(/\r\n?|\n/);
  const isPlain = !/[^\P{Cc}\r\n]|\ufffd/u.test(text) &&
    withoutNeverSeen(typed.join("")) === typed.join("") &&
    typed.every((line) => line.length < MAX_LINE_BYTES / 3);
  if (!isPlain) return;
  const editor = new LineEditor(MAX_LINE_BYTES);
  editor.type(input);
  insistSame(
    lines.map(cleanText),
    editor.takeText().split("\n").slice(0, -1).map(cleanText),
    "plain text says the same",
  );
}

function run(input: Uint8Array): Set<string> {
  const random = new Random(seedOf(input));
  const reads = cut(input, () => READ_BYTES);
  const outcome = typed(reads, random);
  const others = {
    ...input.length > MAX_BYTE_BY_BYTE ? {} : { "byte by byte": () => 1 },
    "in small reads": () => 1 + random.below(READ_BYTES),
  };
  for (const [how, size] of Object.entries(others)) {
    insistSame(typed(cut(input, size), random), outcome, `the same is typed ${how} as in larger reads`);
  }
  outcome.lines.forEach(insistLine);
  insist(new TextEncoder().encode(outcome.unfinished).length <= MAX_LINE_BYTES, "an input has a bound");
  for (const shown of outcome.above.replaceAll(CLEAR_SCREEN, "").split("\r\n")) {
    insistClean(stainOf(shown, Infinity), "what stands above is clean", shown);
  }
  insistSameAsLines(input, outcome);
  typed([input], random).lines.forEach(insistLine);
  typed(reads, random, true).lines.forEach(insistLine);
  return traitsOf(outcome);
}

function traitsOf({ lines, above, unfinished, drawn }: Outcome): Set<string> {
  const kinds = lines.map((line) =>
    SIGNALS.has(line) ? line : `${line.startsWith(MENDED)}${Math.ceil(Math.log2(line.length + 1))}`
  );
  const pairs = kinds.map((kind, at) => `${kinds[at - 1] ?? ""}>${kind}`);
  const [, left = "", right = ""] = DRAWN.exec(drawn) ?? [];
  return new Set([
    ...pairs,
    `above ${above.includes(CLEAR_SCREEN)} ${/anna {2,}/.test(above)} ${above.includes("... +")}`,
    `input ${left.slice(0, 3)} ${left.includes("<")} ${right.endsWith(">")} ${right === ""} ${
      unfinished === ""
    }`,
    `characters ${
      [/\p{M}/u, /\u200d/, /\p{Emoji_Presentation}/u, /\p{Script=Han}/u, /\ufffd/].map((kind) =>
        Number(kind.test(unfinished))
      )
    }`,
  ]);
}

/** The target. */
export const keys: Target = {
  name: "keys",
  seeds: async () => [...await recordedBytes(), await file("texts.txt")],
  morsels: [...KEYS, ...EDITING, ...UTF8, ...CHARACTERS, ...SPELLINGS],
  run,
};
