/**
 * An input on a screen: whatever is typed, received and resized, the received lines stand there in order, and the input
 * behind them with the cursor where the person types.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { loadWidths, widthOf } from "../../lib/terminal/columns.ts";
import { KeyEditor } from "../../lib/terminal/key_editor.ts";
import { ERASE_INPUT } from "../../lib/terminal/input_sequences.ts";
import { Screen } from "../support/screen.ts";
import { HOST, MAX_LINE_BYTES } from "./typed.ts";

await loadWidths();

const PROMPT = "#ops> ";

/** Text whose width everybody agrees about, in one column and in two, from left to right and from right to left. */
const TEXTS = ["hello ", "a", "你好", "e\u0301", "ก็", "ไทย", "שלום ", "مرحبا", "한글", "x".repeat(30)];

/** Text that terminals find narrower or wider than the table does. */
const EMOJI = ["😃", "👩‍👩‍👧", "🇩🇪", "❤️", "👍🏽"];

const KEYS = [
  "\x1b[D",
  "\x1b[C",
  "\x01",
  "\x05",
  "\x7f",
  "\x1b[3~",
  "\x17",
  "\x19",
  "\x1bb",
  "\r",
  "\x1b[A",
  "\x14",
];

type Act =
  | { readonly kind: "type"; readonly keys: string }
  | { readonly kind: "receive" }
  | { readonly kind: "resize"; readonly columns: number };

/** A person at a terminal, an editor, and what writes to the screen between them. */
class Desk implements Disposable {
  readonly screen = new Screen(80, 10);
  readonly editor: KeyEditor;
  /** The lines that should stand above the input. */
  readonly lines: string[] = [];
  columns = 80;
  /** Whether there was no room once, so that half of an emoji may have got in. */
  wasFull = false;
  #written = "";

  constructor() {
    const host = { ...HOST, prompt: () => PROMPT, shown: () => this.#newLine() };
    const above = (text: string) => {
      this.wasFull ||= text === "\x07"; // among other bells
      this.#write(text.replace("\x07", ""));
    };
    this.editor = new KeyEditor(MAX_LINE_BYTES, host, { above, changed: () => this.#write("") });
  }

  async act(act: Act): Promise<void> {
    if (act.kind === "type") this.editor.type(new TextEncoder().encode(act.keys));
    else if (act.kind === "receive") this.#write(this.#newLine() + "\r\n");
    else {
      await this.show();
      this.columns = act.columns;
      this.screen.resize(act.columns);
      this.editor.view.resize(act.columns);
      this.#write("");
    }
  }

  async show(): Promise<void> {
    await this.screen.write(this.#written);
    this.#written = "";
  }

  /** The row of the cursor, on both sides of it; blanks at its end are not seen. */
  get atCursor(): [left: string, right: string] {
    const [left, right] = this.screen.atCursor;
    return [left, right.trimEnd()];
  }

  [Symbol.dispose](): void {
    this.screen[Symbol.dispose]();
  }

  #newLine(): string {
    this.lines.push(`${this.lines.length}`);
    return this.lines.at(-1)!;
  }

  #write(text: string): void {
    this.#written += ERASE_INPUT + text + this.editor.view.draw();
  }
}

function actsOf(texts: readonly string[], columns: fc.Arbitrary<number>): fc.Arbitrary<Act[]> {
  const keys = fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, fc.constantFrom(...KEYS)),
  );
  return fc.array(
    fc.oneof(
      { weight: 5, arbitrary: keys.map((keys): Act => ({ kind: "type", keys: keys.join("") })) },
      { weight: 2, arbitrary: fc.constant<Act>({ kind: "receive" }) },
      { weight: 1, arbitrary: columns.map((columns): Act => ({ kind: "resize", columns })) },
    ),
    { maxLength: 20 },
  );
}

/** Both sides of the cursor in the line that is being typed. */
function inputOf(editor: KeyEditor): [before: string, after: string] {
  const text = new TextDecoder().decode(editor.unfinished);
  editor.type(Uint8Array.of(0x0b));
  const before = new TextDecoder().decode(editor.unfinished);
  return [before, text.slice(before.length)];
}

function assertLines({ screen, lines }: Desk): void {
  const above = screen.rows.slice(0, screen.cursorRow);
  assertEquals(above, lines.slice(lines.length - above.length));
  assertEquals(above.length, lines.length);
  assert(screen.rows.length <= screen.cursorRow + 1, "nothing stands below the input");
}

Deno.test("received lines stand in order above the input, and the cursor where the person types, at every width", async () => {
  const acts = actsOf(TEXTS, fc.integer({ min: 4, max: 100 }));
  await fc.assert(fc.asyncProperty(acts, async (acts) => {
    using desk = new Desk();
    await desk.act({ kind: "type", keys: "" });
    for (const act of acts) await desk.act(act);
    await desk.show();
    assertLines(desk);
    const [left, right] = desk.atCursor, { columns } = desk;
    const [before, after] = inputOf(desk.editor);
    const isWide = columns >= 2 * PROMPT.length; // the prompt has half of a row at most
    if (isWide && widthOf(PROMPT + before + after) < columns) {
      return assertEquals([left, right], [PROMPT + before, after.trimEnd()]);
    }
    if (isWide) assert(left.startsWith(PROMPT), left);
    const typed = left.slice(isWide ? PROMPT.length : left.indexOf(">") + 1);
    const seen = typed.replace(/^</, ""), ahead = right.replace(/>$/, "");
    assert(before.endsWith(seen), `${seen} is the end of ${before}`);
    assert(after.startsWith(ahead), `${ahead} is the beginning of ${after}`);
    if (!isWide) return;
    assert(
      seen === before || typed[0] === "<" && seen.length >= 2,
      `${typed} is cut, and some of it is seen`,
    );
    assert(ahead === after.trimEnd() || right.endsWith(">"), `${right} is cut`);
  }));
});

Deno.test("emoji stand as they were typed, however wide a terminal finds them", async () => {
  const acts = actsOf([...EMOJI, "a", " "], fc.constantFrom(200, 250));
  await fc.assert(fc.asyncProperty(acts, async (acts) => {
    using desk = new Desk();
    for (const act of [{ kind: "resize", columns: 200 } as const, ...acts]) await desk.act(act);
    await desk.show();
    assertLines(desk);
    const [left, right] = desk.atCursor;
    const [before, after] = inputOf(desk.editor);
    if (!desk.wasFull) return assertEquals([left, right], [PROMPT + before, after.trimEnd()]);
    const bare = (text: string) => text.replaceAll("\u200d", "").trimEnd();
    assertEquals(bare(left + right), bare(PROMPT + before + after));
  }));
});

Deno.test("emoji that a terminal finds wider than the table break no row", async () => {
  const acts = actsOf([...EMOJI, ...TEXTS], fc.integer({ min: 4, max: 60 }));
  await fc.assert(fc.asyncProperty(acts, async (acts) => {
    using desk = new Desk();
    for (const act of [{ kind: "resize", columns: 40 } as const, ...acts]) await desk.act(act);
    await desk.show();
    assertLines(desk);
  }));
});
