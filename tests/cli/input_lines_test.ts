import { assertEquals } from "@std/assert";
import { type ByteInput, type InputLine, inputLines } from "../../lib/cli/input_lines.ts";

/** An input that hands out its bytes in pieces of these lengths, then the rest as it is asked for. */
function inputOf(bytes: Uint8Array, ...lengths: number[]): ByteInput {
  let at = 0;
  return {
    readSync(into) {
      if (at === bytes.length) return null;
      const piece = bytes.subarray(at, at + Math.min(lengths.shift() ?? Infinity, into.length));
      into.set(piece);
      at += piece.length;
      return piece.length;
    },
  };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const linesOf = (input: ByteInput): InputLine[] => [...inputLines(input)];

Deno.test("inputLines() gives the same lines wherever the bytes are split", () => {
  const bytes = utf8("\ufeffone 你好\r\n\n  \nfour 😃\nfive without end");
  const lines = [{ number: 1, text: "one 你好\r" }, { number: 4, text: "four 😃" }, {
    number: 5,
    text: "five without end",
  }];
  for (let at = 1; at < bytes.length; at++) {
    assertEquals(linesOf(inputOf(bytes, at)), lines, `split at ${at}`);
  }
  assertEquals(linesOf(inputOf(bytes, ...Array(bytes.length).fill(1))), lines);
  assertEquals(linesOf(inputOf(new Uint8Array(0))), []);
});

Deno.test("inputLines() marks a line that is not UTF-8, and goes on behind it", () => {
  const bytes = new Uint8Array([...utf8("a\n"), 0xc3, 0x28, 10, ...utf8("c\n")]);
  assertEquals(linesOf(inputOf(bytes)), [
    { number: 1, text: "a" },
    { number: 2, text: undefined },
    { number: 3, text: "c" },
  ]);
});

Deno.test("inputLines() ends at a line that is longer than 1 MiB instead of gathering it", () => {
  let read = 0;
  const endless: ByteInput = {
    readSync(into) {
      read += into.fill(97).length;
      return into.length;
    },
  };
  assertEquals(linesOf(endless), [{ number: 1, text: undefined }]);
  assertEquals(read < 2 * 1024 * 1024, true);
});
