import { assertEquals, assertMatch } from "@std/assert";
import { LineEditor } from "../../lib/terminal/line_editor.ts";
import { SECRET, SIGNAL } from "../../lib/terminal/signal.ts";
import { HOST, MAX_LINE_BYTES, Typist } from "./typed.ts";

const BEL = "\x07", UP = "\x1b[A";

Deno.test("KeyEditor shows a line above the input before it goes out, and nothing of an empty one", () => {
  const typist = new Typist();
  assertEquals(typist.type("hi\r\r"), "hi\n\n");
  assertEquals(typist.above, "me: hi\r\n");
});

Deno.test("KeyEditor asks once to be drawn, whatever comes in one read", () => {
  const typist = new Typist();
  typist.type("one\rtwo\r\x1b[A\x1b[D three");
  assertEquals(typist.changes, 1);
});

Deno.test("KeyEditor draws the same string until something changes", () => {
  const { editor } = new Typist();
  editor.type(new TextEncoder().encode("你好"));
  const drawn = editor.view.draw();
  assertEquals(editor.view.draw(), drawn);
  editor.view.resize(6);
  assertEquals(editor.view.draw() === drawn, false);
});

Deno.test("KeyEditor clears the screen at Ctrl-L, and keeps the input", () => {
  const typist = new Typist();
  typist.type("a\x0cb");
  assertEquals([typist.above, typist.input], ["\x1b[H\x1b[2J", "> ab|"]);
});

Deno.test("KeyEditor shows at a second Tab what several fit, and how many more there are", () => {
  const typist = new Typist();
  typist.type("an\t\t");
  assertEquals(typist.above, BEL + "anna   Anton\r\n");
  const candidates = Array.from({ length: 123 }, (_, at) => `name${at} `);
  const crowd = new Typist({ host: { ...HOST, complete: () => ({ from: 0, candidates }) } });
  crowd.editor.view.resize(40);
  crowd.type("na\t");
  assertEquals(crowd.input, "> name|");
  assertEquals(crowd.above, "");
  crowd.type("\t");
  const lines = crowd.above.split("\r\n");
  assertEquals(lines.slice(-3), ["name19  name39  name59  name79  name99", "... +23", ""]);
  assertEquals(lines.filter((line) => line.length > 40), []);
});

Deno.test("KeyEditor shows nothing in a list that could disturb a terminal", () => {
  const candidates = ["a\x1b[2Jb", "a\u202ec"];
  const typist = new Typist({ host: { ...HOST, complete: () => ({ from: 0, candidates }) } });
  typist.type("\t");
  typist.type("\t");
  assertEquals(typist.above, "ab  ac\r\n");
  assertEquals(typist.input, "> a|");
});

Deno.test("KeyEditor rings once in a read where something cannot be done", () => {
  const typist = new Typist();
  typist.type("x\tx\tx\t" + UP);
  assertEquals(typist.above, BEL);
  typist.type("\t");
  assertEquals(typist.above, BEL + BEL);
});

Deno.test("KeyEditor looks for words a bounded number of times in one read", () => {
  let asked = 0;
  const complete = (text: string) => (asked++, HOST.complete(text));
  const typist = new Typist({ host: { ...HOST, complete } });
  typist.type("x\t".repeat(1000));
  assertEquals(asked, 10);
});

Deno.test("KeyEditor refuses characters beyond the longest line, with a bell, and keeps the rest", () => {
  const typist = new Typist({ maxLineBytes: 5 });
  assertEquals(typist.type("abc你x\r"), "abcx\n");
  assertEquals(typist.above, BEL + "me: abcx\r\n");
  assertEquals(typist.type("123456789\r"), "12345\n");
});

Deno.test("KeyEditor puts nothing in that does not fit", () => {
  const typist = new Typist({ maxLineBytes: 7 });
  assertEquals(typist.type("ab beto\x17be\t\x17\x19\x19\x19"), "");
  assertEquals(typist.input, "> ab bebe|");
});

Deno.test("KeyEditor shows nothing of a hidden line, and hands it over behind SECRET", () => {
  const typist = new Typist();
  typist.type("begun");
  typist.editor.hideNext();
  typist.type("se\x7fe\x01x\x05cret\t\x12" + UP);
  assertEquals(typist.input, "> |");
  assertEquals(typist.type("\r"), `${SECRET}xsecret\n`);
  assertEquals(typist.input, "> begun|");
  assertEquals(typist.above, "");
});

Deno.test("KeyEditor neither remembers nor yanks a hidden line", () => {
  const typist = new Typist();
  typist.editor.hideNext();
  assertEquals(typist.type("secret\x15secret\r"), `${SECRET}secret\n`);
  typist.type("\x19" + UP);
  assertEquals(typist.input, "> |");
});

Deno.test("KeyEditor remembers a line no more that may have been the secret", () => {
  const typist = new Typist();
  typist.type("one\r  pass\u200b word\rtwo\r");
  typist.editor.hideNext("  pass word");
  typist.type("secret\r" + UP);
  assertEquals(typist.input, "> two|");
  typist.type(UP);
  assertEquals(typist.input, "> one|");
  typist.editor.hideNext("not there");
  typist.type("\r");
  assertEquals(typist.input, "> one|");
});

Deno.test("KeyEditor calls a hidden line off at Ctrl-C, at an interrupt of telnet, and where nothing is typed", () => {
  const typist = new Typist();
  typist.editor.hideNext();
  assertEquals(typist.type("half\x03"), `${SECRET}\n`);
  typist.editor.hideNext();
  assertEquals(typist.type("\r"), `${SECRET}\n`);
  typist.editor.hideNext();
  typist.editor.dropLine();
  assertEquals(typist.editor.takeText(), `${SECRET}\n`);
  assertEquals(typist.type("said\r"), "said\n");
});

Deno.test("KeyEditor takes a pasted password", () => {
  const typist = new Typist();
  typist.editor.hideNext();
  assertEquals(typist.type("\x1b[200~pass\tword\r\x1b[201~"), `${SECRET}pass word\n`);
});

Deno.test("KeyEditor finds while it is told what for", () => {
  const typist = new Typist();
  typist.type("say one\rsay two\r\x12on");
  assertEquals(typist.input, "^R on: say |one");
  typist.type("x");
  assertEquals(typist.input, "^R onx? say |one");
  typist.type("\x7f\x05");
  assertEquals(typist.input, "> say one|");
});

Deno.test("KeyEditor gives the dropped line back at Ctrl-Y", () => {
  const typist = new Typist();
  typist.type("precious\x02\x02\x03");
  assertEquals(typist.input, "> |");
  typist.type("\x19");
  assertEquals(typist.input, "> precious|");
});

Deno.test("KeyEditor does what telnet asks: drops the line, erases a character, says goodbye", () => {
  const typist = new Typist();
  typist.type("gone");
  typist.editor.dropLine();
  typist.type("ab");
  typist.editor.eraseCharacter();
  assertEquals([typist.input, typist.changes, typist.editor.isEmpty], ["> a|", 4, false]);
  typist.editor.signal(SIGNAL.goodbye);
  assertEquals(typist.editor.takeText(), `${SIGNAL.goodbye}\n`);
});

Deno.test("KeyEditor tells whether it stands inside a character", () => {
  const { editor } = new Typist();
  editor.type(Uint8Array.of(0xd1));
  assertEquals(editor.isInsideCharacter, true);
  editor.type(Uint8Array.of(0x83));
  assertEquals([editor.isInsideCharacter, editor.isEightBit], [false, false]);
});

Deno.test("a line that was begun goes from one editor to the other and back", () => {
  const lines = new LineEditor(MAX_LINE_BYTES);
  lines.type(new TextEncoder().encode("said\nhalf 你"));
  const typist = new Typist();
  typist.editor.type(lines.handOver());
  assertEquals(typist.input, "> half 你|");
  const again = new LineEditor(MAX_LINE_BYTES);
  again.type(typist.editor.handOver());
  again.type(new TextEncoder().encode("!\n"));
  assertEquals(again.takeText(), "half 你!\n");
});

Deno.test("KeyEditor remembers a hundred lines", () => {
  const typist = new Typist();
  for (let at = 0; at < 150; at++) typist.type(`line ${at}\r`);
  typist.type(UP.repeat(100));
  assertEquals(typist.input, "> line 50|");
  typist.type(UP);
  assertEquals(typist.input, "> line 50|");
});

Deno.test("KeyEditor remembers 8 KiB in all, and no line that is larger", () => {
  const typist = new Typist({ maxLineBytes: 10_000 });
  typist.type("first\r" + "你".repeat(1000) + "\r" + "a".repeat(5192) + "\r");
  typist.type(UP.repeat(5));
  assertMatch(typist.input, /^> <你+\|$/);
  typist.type("\x03" + "b".repeat(8193) + "\r" + UP);
  assertMatch(typist.input, /^> <a+\|$/);
});

Deno.test("KeyEditor takes a flood of keys as they are, by code points", () => {
  const typist = new Typist({ maxLineBytes: 4096 });
  typist.type("👩‍👩‍👧".repeat(200));
  typist.type("\x7f".repeat(16_000));
  assertEquals(typist.editor.isEmpty, true);
});
