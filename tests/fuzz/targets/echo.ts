/**
 * What is typed where nothing can be drawn: keys in, lines and their echo out. And what a client of SSH says before.
 *
 * 1. Where the bytes are cut makes no difference to the lines.
 * 2. The echo shows text, and nothing that a terminal acts on but line ends and backspaces.
 * 3. A line holds text and nothing else, no longer than allowed.
 * 4. Plain text says what it would have said where the client shows it.
 * 5. A name or a command that came before is one line, and never what somebody has typed.
 *
 * @module
 */

import { commandSaid, nameSaid } from "../../../lib/doors/ssh/said_before.ts";
import { EchoedLine } from "../../../lib/terminal/echoed_line.ts";
import { LineEditor } from "../../../lib/terminal/line_editor.ts";
import { MENDED, NAMED, ONLY, SIGNAL } from "../../../lib/terminal/signal.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import { withoutNeverSeen } from "../../../lib/text/invisible.ts";
import { FakeLogin } from "../../doors/ssh/by_ssh.ts";
import { Random } from "../../support/random.ts";
import { file, recordedBytes, textOf } from "../corpus.ts";
import { cut } from "../cuttings.ts";
import { CHARACTERS, EDITING, KEYS, SPELLINGS, UTF8 } from "../morsels.ts";
import { seedOf } from "../seed.ts";
import { insist, insistSame, type Target } from "../target.ts";

/** Longest line in bytes: small enough to be reached. */
const MAX_LINE_BYTES = 200;

/** Bytes of one read: so few that no bound for floods is reached. */
const READ_BYTES = 8;

const SIGNALS: ReadonlySet<string> = new Set(Object.values(SIGNAL));

/** What no line holds, and no echo besides its line ends and backspaces. */
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/u;

const encoder = new TextEncoder();

function typed(chunks: readonly Uint8Array[]): { readonly lines: readonly string[]; readonly echo: string } {
  let echo = "", text = "";
  const line = new EchoedLine(MAX_LINE_BYTES, (shown) => void (echo += shown));
  for (const chunk of chunks) {
    line.type(chunk);
    text += line.takeText();
  }
  return { lines: text.split("\n").slice(0, -1), echo };
}

function insistLine(line: string): void {
  if (SIGNALS.has(line)) return;
  const text = line.startsWith(MENDED) ? line.slice(MENDED.length) : line;
  insist(encoder.encode(text).length <= MAX_LINE_BYTES, "no line is longer than allowed", line);
  insist(!HARMFUL.test(text) && text.isWellFormed(), "a line holds no key and nothing that hides", line);
}

function insistSameAsLines(input: Uint8Array, lines: readonly string[]): void {
  const text = textOf(input), said = text.split(/\r\n?|\n/);
  const isPlain = !/[^\P{Cc}\r\n]|\ufffd/u.test(text) &&
    withoutNeverSeen(said.join("")) === said.join("") &&
    said.every((line) => line.length < MAX_LINE_BYTES / 3);
  if (!isPlain) return;
  const editor = new LineEditor(MAX_LINE_BYTES);
  editor.type(input);
  const wanted = editor.takeText().split("\n").slice(0, -1).map(cleanText);
  insistSame(lines.map(cleanText), wanted, "plain text says the same");
}

/** What was said before stands in one line, and gives no other signal than its own. */
function insistSaidBefore(input: Uint8Array): void {
  const text = textOf(input), login = new FakeLogin({ name: text, command: text });
  const name = nameSaid(login) ?? NAMED, command = commandSaid(login);
  insist(name.startsWith(NAMED) && !/[\n\0]/.test(name.slice(1)), "a name is one line", name);
  insist(name.length <= 300, "a name is bounded", name.length);
  const [, task = "", as, ...more] = command.split("\0");
  insist(
    command.startsWith(ONLY) && as !== undefined && more.length === 0,
    "a command has one name",
    command,
  );
  insist(!command.includes("\n"), "a command is one line", task);
}

function run(input: Uint8Array): Set<string> {
  const random = new Random(seedOf(input));
  const outcome = typed(cut(input, () => READ_BYTES));
  for (const size of [() => 1, () => 1 + random.below(READ_BYTES)]) {
    insistSame(
      typed(cut(input, size)).lines,
      outcome.lines,
      "lines are the same, wherever the bytes are cut",
    );
  }
  outcome.lines.forEach(insistLine);
  typed([input]).lines.forEach(insistLine);
  for (const shown of outcome.echo.replaceAll("\b \b", "").split("\r\n")) {
    insist(!HARMFUL.test(shown), "an echo is text", shown);
  }
  insistSameAsLines(input, outcome.lines);
  insistSaidBefore(input);
  const kinds = outcome.lines.map((line) =>
    SIGNALS.has(line) ? line : `${line.startsWith(MENDED)}${Math.ceil(Math.log2(line.length + 1))}`
  );
  return new Set([
    ...kinds.map((kind, at) => `${kinds[at - 1] ?? ""}>${kind}`),
    `echo ${outcome.echo.includes("\b")} ${outcome.echo.includes("^C")} ${outcome.echo.includes("\ufffd")}`,
  ]);
}

/** The target. */
export const echo: Target = {
  name: "echo",
  seeds: async () => [...await recordedBytes(), await file("texts.txt")],
  morsels: [...KEYS, ...EDITING, ...UTF8, ...CHARACTERS, ...SPELLINGS],
  run,
};
