import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { KeyReader } from "../../lib/terminal/keys.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function keysIn(...pieces: readonly string[]): string[] {
  const reader = new KeyReader();
  const keys = pieces.flatMap((piece) => reader.push(bytes(piece)));
  return [...keys, ...reader.flush()].map(({ name, ctrl }) => (ctrl ? "^" : "") + name);
}

Deno.test("KeyReader takes characters as they are, pasted ones as several keys", () => {
  assertEquals(keysIn("jkG?"), ["j", "k", "G", "?"]);
  assertEquals(keysIn("/你好 é😃"), ["/", "你", "好", "space", "é", "😃"]);
});

Deno.test("KeyReader knows the keys without a character", () => {
  assertEquals(keysIn("\r\n\t \x7f\b"), ["enter", "enter", "tab", "space", "backspace", "backspace"]);
  assertEquals(keysIn("\x03\x0c\x1a"), ["^c", "^l", "^z"]);
  assertEquals(keysIn("\x00\x1c\x1f"), []);
});

Deno.test("KeyReader knows the sequences of all common terminals", () => {
  assertEquals(keysIn("\x1b[A\x1b[B\x1b[C\x1b[D"), ["up", "down", "right", "left"]);
  assertEquals(keysIn("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOM"), ["up", "down", "right", "left", "enter"]);
  assertEquals(keysIn("\x1b[H\x1b[F\x1bOH\x1bOF"), ["home", "end", "home", "end"]);
  assertEquals(keysIn("\x1b[1~\x1b[4~\x1b[7~\x1b[8~"), ["home", "end", "home", "end"]);
  assertEquals(keysIn("\x1b[5~\x1b[6~"), ["pageup", "pagedown"]);
  assertEquals(keysIn("\x1b[1;5A\x1b[1;2B\x1b[6;5~"), ["^up", "down", "^pagedown"]);
});

Deno.test("KeyReader leaves out what it does not know, and nothing behind it", () => {
  assertEquals(keysIn("\x1b[2~a\x1b[15~b\x1b[<0;3;4Mc\x1bOPd"), ["a", "b", "c", "d"]);
});

Deno.test("KeyReader types nothing of F1 on the Linux console, Ctrl with an arrow on rxvt, a choice of letters", () => {
  assertEquals(keysIn("a\x1b[[Ab\x1bOac\x1b(Bd\x1b[12\x18e"), ["a", "b", "c", "d", "e"]);
});

Deno.test("KeyReader tells Escape from a sequence that comes in pieces", () => {
  const reader = new KeyReader();
  assertEquals(reader.push(bytes("\x1b")), []);
  assertEquals(reader.isWaiting, true);
  assertEquals(reader.push(bytes("[")), []);
  assertEquals(reader.push(bytes("Bx")).map(({ name }) => name), ["down", "x"]);
  assertEquals(reader.isWaiting, false);
  assertEquals(keysIn("\x1b"), ["escape"]);
  assertEquals(keysIn("\x1bq"), ["escape", "q"]);
  assertEquals(keysIn("\x1b\x1b[A"), ["escape", "up"]);
  assertEquals(keysIn("\x1b\x1b"), ["escape", "escape"]);
  assertEquals(keysIn("\x1bO"), ["escape", "O"]);
});

Deno.test("KeyReader finds the same keys wherever its bytes are cut", () => {
  const text = "a\x1b[A你\x1bOH\x1b[1;5C\x03z";
  const whole = keysIn(text);
  for (let at = 1; at < bytes(text).length; at++) {
    const reader = new KeyReader();
    const all = bytes(text);
    const keys = [...reader.push(all.subarray(0, at)), ...reader.push(all.subarray(at)), ...reader.flush()];
    assertEquals(keys.map(({ name, ctrl }) => (ctrl ? "^" : "") + name), whole, `cut at ${at}`);
  }
});

Deno.test("KeyReader keeps little of a sequence that never ends, whatever is typed", () => {
  const reader = new KeyReader();
  for (let i = 0; i < 1000; i++) reader.push(bytes("\x1b[1111111111111111111111111111111111111111"));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (typed) => {
    const reader = new KeyReader();
    const keys = [...reader.push(typed), ...reader.flush()];
    assertEquals(keys.filter(({ name }) => name === "" || /^\p{Cc}/u.test(name)), []);
    assertEquals(reader.isWaiting, false);
  }));
});

Deno.test("KeyReader tells which keys are held, and knows Delete and the ends of a paste", () => {
  const held = (typed: string) => new KeyReader().push(bytes(typed));
  assertEquals(held("\x1b[1;3D\x1b[1;7A"), [
    { name: "left", ctrl: false, alt: true },
    { name: "up", ctrl: true, alt: true },
  ]);
  assertEquals(keysIn("\x1b[3~\x1b[200~a\x1b[201~"), ["delete", "paste", "a", "pasteend"]);
});
