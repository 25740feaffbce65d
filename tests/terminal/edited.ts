/**
 * What a line editor makes of typed bytes, and tables of cases for it: each is typed in every split.
 *
 * @module
 */

import { LineEditor } from "../../lib/terminal/line_editor.ts";
import { assertSplitSafe } from "../support/splits.ts";

export const BACKSPACE = 0x7f, CTRL_C = 0x03, CTRL_D = 0x04, CTRL_H = 0x08, CTRL_U = 0x15, CTRL_W = 0x17;

/** Most bytes a line of these tests may have. */
export const MAX_LINE_BYTES = 100;

/** What a fresh editor makes of the chunks and the end of input. */
export function edited(chunks: readonly Uint8Array[], maxLineBytes = MAX_LINE_BYTES): string {
  const editor = new LineEditor(maxLineBytes);
  let text = "";
  for (const chunk of chunks) {
    editor.type(chunk);
    text += editor.takeText();
  }
  editor.finish();
  return text + editor.takeText();
}

type Case = readonly [does: string, typed: Uint8Array, text: string];

/** Makes a test of each case, named by its group and by what the editor does. */
export function tryCases(groups: Readonly<Record<string, readonly Case[]>>): void {
  for (const [group, cases] of Object.entries(groups)) {
    for (const [does, typed, text] of cases) {
      Deno.test(`LineEditor ${group} ${does}, split anywhere`, () => assertSplitSafe(typed, edited, text));
    }
  }
}
