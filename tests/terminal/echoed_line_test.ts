import { assertEquals } from "@std/assert";
import { EchoedLine } from "../../lib/terminal/echoed_line.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes } from "../support/bytes.ts";

/** What is echoed, and what lines come of some bytes that are typed in pieces of so many. */
function typed(keys: string | Uint8Array, size = Infinity, maxLineBytes = 40): readonly [string, string] {
  let echo = "";
  const line = new EchoedLine(maxLineBytes, (text) => echo += text);
  const all = typeof keys === "string" ? bytes(keys) : keys;
  for (let at = 0; at < all.length; at += size) line.type(all.subarray(at, at + size));
  return [echo, line.takeText()];
}

/** By what it shows: keys, the echo, and the lines. */
const TYPED: Readonly<Record<string, readonly [string, string, string]>> = {
  "what is typed, and Enter as a new row": ["hi\r", "hi\r\n", "hi\n"],
  "CR LF, CR NUL and LF as one Enter each": ["a\r\nb\r\0c\n", "a\r\nb\r\nc\r\n", "a\nb\nc\n"],
  "an erased character": ["ab\x7fc\r", "ab\b \bc\r\n", "ac\n"],
  "Ctrl-H as the same": ["ab\bc\r", "ab\b \bc\r\n", "ac\n"],
  "nothing to erase": ["\x7f\x7fa\r", "a\r\n", "a\n"],
  "a wide character erased by its two columns": ["你\x7f\r", "你\b \b\b \b\r\n", "\n"],
  "a character of several code points as one": ["e\u0301\x7f\r", "e\u0301\b \b\r\n", "\n"],
  "an erased line": ["abc\x15d\r", "abc" + "\b \b".repeat(3) + "d\r\n", "d\n"],
  "an erased word": ["ab cd\x17e\r", "ab cd\b \b\b \be\r\n", "ab e\n"],
  "a dropped line": ["abc\x03d\r", "abc^C\r\nd\r\n", "d\n"],
  "a tab as a blank": ["a\tb\r", "a b\r\n", "a b\n"],
  "no arrows and other sequences": ["a\x1b[D\x1b[200~b\x1bOP\r", "ab\r\n", "ab\n"],
  "no Ctrl-D behind something": ["a\x04\r", "a\r\n", "a\n"],
  "an empty line": ["\r", "\r\n", "\n"],
};

for (const [what, [keys, echo, lines]] of Object.entries(TYPED)) {
  Deno.test(`EchoedLine shows ${what}, wherever the keys are cut`, () => {
    for (const size of [Infinity, 1, 2, 3]) {
      assertEquals(typed(keys, size), [echo, lines], `pieces of ${size}`);
    }
  });
}

Deno.test("EchoedLine takes Ctrl-D on an empty line for a goodbye", () => {
  assertEquals(typed("\x04"), ["", `${SIGNAL.goodbye}\n`]);
  assertEquals(typed("ab\x15\x04")[1], `${SIGNAL.goodbye}\n`);
});

Deno.test("EchoedLine refuses a line that is too long once, echoes no more of it, and takes the next one", () => {
  for (const size of [1, 7]) {
    const [echo, lines] = typed("x".repeat(60) + "\rhi\r", size, 20);
    assertEquals(lines, `${SIGNAL.tooLong}\nhi\n`);
    assertEquals(echo.endsWith("\r\n\r\nhi\r\n"), true);
    assertEquals(echo.length <= 20 + 8, true);
  }
});

Deno.test("EchoedLine marks a line with bytes that are no text", () => {
  const keys = Uint8Array.of(0x61, 0xff, 0x62, 0x0d, 0x63, 0x0d);
  for (const size of [Infinity, 1]) {
    assertEquals(typed(keys, size), ["a\ufffdb\r\nc\r\n", `${MENDED}a\ufffdb\nc\n`]);
  }
});

Deno.test("EchoedLine echoes nothing that a terminal would act on", () => {
  // deno-lint-ignore no-control-regex
  const controls = /[\0-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/;
  for (let code = 0; code < 0xa0; code++) {
    const [echo] = typed(`a${String.fromCodePoint(code)}b\x1b]0;t\x07c\r`);
    assertEquals(controls.test(echo), false, `U+${code.toString(16)}`);
  }
});

Deno.test("EchoedLine hands over what was begun, and is empty then", () => {
  let echo = "";
  const line = new EchoedLine(40, (text) => echo += text);
  line.type(Uint8Array.of(0x61, 0xe4, 0xbd)); // and the beginning of a character
  assertEquals(line.handOver(), Uint8Array.of(0x61, 0xe4, 0xbd));
  line.finish();
  line.type(bytes("b\r"));
  assertEquals([echo, line.takeText()], ["ab\r\n", "b\n"]);
});

Deno.test("EchoedLine says no unfinished line at the end of input: nobody has pressed Enter", () => {
  const line = new EchoedLine(40, () => {});
  line.type(bytes("half"));
  line.finish();
  assertEquals(line.takeText(), "");
});
