import { assertEquals } from "@std/assert";
import type { KeyEditor } from "../../lib/terminal/key_editor.ts";
import { TypedInput } from "../../lib/wire/typed_input.ts";
import { NO_COMPLETION } from "../../lib/terminal/editor_host.ts";
import { bytes } from "../support/bytes.ts";

/** An input whose editor shows what it is told, and the editors that came and went. */
function typing() {
  const above: string[] = [], editors: (KeyEditor | undefined)[] = [];
  let plains = 0;
  const input = new TypedInput(100, () => {}, {
    host: {
      prompt: () => "> ",
      shown: (line) => `me: ${line}`,
      isSecret: () => false,
      complete: () => NO_COMPLETION,
    },
    news: { above: (text) => above.push(text), changed() {} },
    onEditor: (editor) => editors.push(editor),
    onPlain: () => plains++,
  });
  return {
    input,
    above,
    editors,
    plains: () => plains,
    type: (text: string) => input.editor.type(bytes(text)),
  };
}

Deno.test("TypedInput takes a line that was begun along, wherever in it the editing changes", () => {
  const line = "halb 你好 and a half";
  for (let cut = 0; cut <= line.length; cut++) {
    for (const back of [cut, Math.min(cut + 3, line.length)]) {
      const it = typing();
      it.type(line.slice(0, cut));
      it.input.echoing(true);
      it.type(line.slice(cut, back));
      it.input.echoing(false);
      it.type(line.slice(back) + "\n");
      assertEquals(it.input.takeText(), line + "\n", `cut at ${cut} and ${back}`);
    }
  }
});

Deno.test("TypedInput keeps the order of lines that were ended before and after a change", () => {
  const it = typing();
  it.type("one\ntw");
  it.input.echoing(true);
  it.type("o\rthree\r");
  it.input.echoing(false);
  it.type("four\n");
  assertEquals(it.input.takeText(), "one\ntwo\nthree\nfour\n");
  assertEquals(it.above, ["me: two\r\n", "me: three\r\n"]);
  assertEquals(it.editors.map((editor) => editor !== undefined), [true, false]);
});

Deno.test("TypedInput remembers lines over a while in which the client edits", () => {
  const it = typing();
  it.input.echoing(true);
  it.type("one\r");
  it.input.echoing(false);
  it.type("two\n");
  it.input.echoing(true);
  it.type("\x1b[A\r");
  assertEquals(it.input.takeText(), "one\ntwo\none\n");
});

Deno.test("TypedInput says an unfinished line at the end, but not one that is edited here: nobody pressed Enter", () => {
  const it = typing();
  it.type("said");
  it.input.finish();
  it.input.echoing(true);
  it.type("not said");
  it.input.finish();
  assertEquals(it.input.takeText(), "said\n");
});

Deno.test("TypedInput draws for the width it was told, also before there is an editor", () => {
  const it = typing();
  it.input.resized(20);
  it.input.echoing(true);
  it.input.resized();
  it.input.resized(30);
  assertEquals(it.editors[0]!.view.columns, 30);
  it.input.readAloud();
  assertEquals(it.plains(), 1);
});
