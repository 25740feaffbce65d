/**
 * What a key editor makes of typed bytes, and tables of cases for it: each is typed in every split.
 *
 * @module
 */

import type { EditorHost } from "../../lib/terminal/editor_host.ts";
import { KeyEditor } from "../../lib/terminal/key_editor.ts";
import { assertSplitSafe } from "../support/splits.ts";

/** Most bytes a line of these tests may have. */
export const MAX_LINE_BYTES = 100;

const WORDS = ["#lobby ", "#ops ", "anna ", "Anton ", "beto ", "élan ", "你好 "];

/** A conversation of tests: a line stays as `me: line`, what begins with `/pw` is secret, and there are a few words. */
export const HOST: EditorHost = {
  prompt: () => "> ",
  shown: (line) => `me: ${line}`,
  isSecret: (line) => line.startsWith("/pw"),
  complete(text) {
    const from = text.lastIndexOf(" ") + 1, word = text.slice(from).toLowerCase();
    return { from, candidates: WORDS.filter((candidate) => candidate.toLowerCase().startsWith(word)) };
  },
};

/** An editor, and what came out of it. */
export class Typist {
  /** What was to be shown above the input. */
  above = "";
  /** How many times the input was to be drawn again. */
  changes = 0;
  readonly editor: KeyEditor;

  constructor({ maxLineBytes = MAX_LINE_BYTES, host = HOST } = {}) {
    this.editor = new KeyEditor(maxLineBytes, host, {
      above: (text) => void (this.above += text),
      changed: () => void this.changes++,
    });
  }

  /** Types it, and tells the lines that came of it. */
  type(typed: string | Uint8Array): string {
    this.editor.type(typeof typed === "string" ? new TextEncoder().encode(typed) : typed);
    return this.editor.takeText();
  }

  /** The input as it is drawn, with `|` for the cursor. */
  get input(): string {
    // deno-lint-ignore no-control-regex
    return this.editor.view.draw().replace("\x1b7", "|").replaceAll(/\x1b(?:8|\[\?7[lh])/g, "");
  }
}

/** The lines, and the input behind them. */
function typedIn(chunks: readonly Uint8Array[]): string {
  const typist = new Typist();
  return chunks.map((chunk) => typist.type(chunk)).join("") + typist.input;
}

/** Typed text, and what becomes of it: lines, and the input behind its prompt with `|` for the cursor. */
export type Case = readonly [does: string, typed: Uint8Array, result: string];

/** Makes a test of each case, named by its group and by what the editor does. */
export function tryKeys(groups: Readonly<Record<string, readonly Case[]>>): void {
  for (const [group, cases] of Object.entries(groups)) {
    for (const [does, typed, result] of cases) {
      const at = result.lastIndexOf("\n") + 1;
      const wanted = `${result.slice(0, at)}> ${result.slice(at)}`;
      Deno.test(`KeyEditor ${group} ${does}, split anywhere`, () => assertSplitSafe(typed, typedIn, wanted));
    }
  }
}
