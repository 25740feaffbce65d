import { assertEquals } from "@std/assert";
import { KeyEditor } from "../../lib/terminal/key_editor.ts";
import { LineEditor } from "../../lib/terminal/line_editor.ts";
import { type MakeEditor, TypedInput } from "../../lib/wire/typed_input.ts";
import { type EditorHost, NO_COMPLETION } from "../../lib/terminal/editor_host.ts";
import { bytes } from "../support/bytes.ts";

const HOST: EditorHost = {
  prompt: () => "> ",
  shown: (line) => `me: ${line}`,
  isSecret: () => false,
  complete: () => NO_COMPLETION,
};

const make: MakeEditor = (maxLineBytes, news) => new KeyEditor(maxLineBytes, HOST, news);

/** An input whose editor shows what it is told, and the editors that came and went. */
function typing(isLoaded = () => true) {
  const above: string[] = [], editors: (KeyEditor | undefined)[] = [];
  let plains = 0;
  const input = new TypedInput(100, new LineEditor(100), {
    get make() {
      return isLoaded() ? make : undefined;
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

Deno.test("TypedInput leaves nothing behind in an editor that comes again: no line, search, paste or hidden entry", () => {
  for (
    const [keys, taken] of [
      ["half", "half"],
      ["half\x12ol", "half"], // a search
      ["\x1b[200~half", "half"], // a paste
      ["half\x1b[", "half"],
      ["half\x1b]0;title", "half"],
    ] as const
  ) {
    const it = typing();
    it.input.echoing(true);
    it.type("old\r" + keys);
    it.input.echoing(false);
    it.type("!\n");
    it.input.echoing(true);
    it.type("new\x03old\r");
    assertEquals(it.input.takeText(), `old\n${taken}!\nold\n`, JSON.stringify(keys));
  }
});

Deno.test("TypedInput gives what was typed unseen to nobody when the client edits again", () => {
  const it = typing();
  it.input.echoing(true);
  it.type("seen");
  it.editors[0]!.hideNext();
  it.type("ses");
  it.input.echoing(false);
  it.type("!\n");
  it.input.echoing(true);
  it.type("later\r");
  assertEquals(it.input.takeText(), "seen!\nlater\n");
});

Deno.test("TypedInput takes a character along that has come in part", () => {
  const it = typing(), [first, ...others] = bytes("你");
  it.input.echoing(true);
  it.input.editor.type(Uint8Array.of(first!));
  it.input.echoing(false);
  it.input.editor.type(Uint8Array.from(others));
  it.type("\n");
  assertEquals(it.input.takeText(), "你\n");
});

Deno.test("TypedInput takes a tab along as a blank: it was text at the client", () => {
  const it = typing();
  it.type("a\tb");
  it.input.echoing(true);
  it.type("c\r");
  assertEquals(it.input.takeText(), "a bc\n");
  assertEquals(it.above, ["me: a bc\r\n"]);
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

Deno.test("TypedInput edits here when its editor comes, wherever in a line, unless it is not wanted any more", () => {
  const line = "halb 你好";
  for (let cut = 0; cut <= line.length; cut++) {
    for (const isWanted of [true, false]) {
      let isLoaded = false;
      const it = typing(() => isLoaded);
      it.input.echoing(true);
      it.input.editorCame(); // to somebody else, perhaps
      it.type(line.slice(0, cut));
      if (!isWanted) it.input.echoing(false);
      assertEquals([it.input.hasEditor, it.editors], [false, []]);
      isLoaded = true;
      for (let times = 0; times < 2; times++) it.input.editorCame();
      it.type(line.slice(cut) + "\n");
      assertEquals(it.input.takeText(), line + "\n", `cut at ${cut}`);
      assertEquals([it.input.hasEditor, it.editors.length], [true, isWanted ? 1 : 0]);
    }
  }
});
