import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { graphemesOf } from "../../lib/text/graphemes.ts";
import { LineBuffer } from "../../lib/terminal/line_buffer.ts";

const FAMILY = "👩‍👩‍👧";

function lineOf(text: string): LineBuffer {
  const line = new LineBuffer(4096);
  const bytes = new TextEncoder().encode(text);
  line.append(bytes, 0, bytes.length);
  return line;
}

Deno.test("LineBuffer takes what fits and refuses the rest whole", () => {
  const line = new LineBuffer(4);
  assertEquals(line.append(Uint8Array.of(97, 98, 99), 0, 3), true);
  assertEquals(line.append(Uint8Array.of(97, 98, 99), 1, 3), false);
  assertEquals(line.append(Uint8Array.of(97, 98, 99), 2, 3), true);
  assertEquals(line.take(), "abcc");
  assertEquals(line.isEmpty, true);
});

Deno.test("LineBuffer.eraseCharacter() takes one character as people see it, and a letter after one alone", () => {
  const line = lineOf(`你${FAMILY}ab`);
  for (const left of [`你${FAMILY}a`, `你${FAMILY}`, "你", "", ""]) {
    line.eraseCharacter();
    const text = line.take()!;
    assertEquals(text, left);
    const bytes = new TextEncoder().encode(text);
    line.append(bytes, 0, bytes.length);
  }
});

Deno.test("LineBuffer.eraseCharacter() goes on by code points after 256 careful erasures in 4 KiB", () => {
  const line = new LineBuffer(4096);
  const accented = new TextEncoder().encode("e\u0301");
  const typeAndErase = () => {
    line.append(accented, 0, accented.length);
    line.eraseCharacter();
    return line.take();
  };
  for (let i = 0; i < 256; i++) assertEquals(typeAndErase(), "");
  assertEquals(typeAndErase(), "e"); // the accent is gone, the letter is not; a new line changes nothing
  const rest = new Uint8Array(4096 - 257 * accented.length).fill(0x78);
  line.append(rest, 0, rest.length);
  line.take();
  assertEquals(typeAndErase(), "");
});

Deno.test("LineBuffer.take() knows text from other bytes", () => {
  const line = new LineBuffer(10);
  line.append(Uint8Array.of(0xe4, 0xbd), 0, 2);
  assertEquals(line.isInsideCharacter, true);
  assertEquals(line.take(), undefined);
});

Deno.test("LineBuffer.eraseCharacter() takes the last character however long it or a run of flags before it is", () => {
  const marks = "\u0301".repeat(100), family = "👩‍" + "👧‍".repeat(40) + "👦", conjunct = "क" + "्क".repeat(40);
  for (
    const [before, last] of [
      ["🇩🇪".repeat(8), "🇫"],
      ["🇩🇪".repeat(100), "🇫🇷"],
      ["a" + "🇩🇪".repeat(99), "🇫"],
      ["你", "e" + marks],
      ["👩", family],
      ["a", "\u1100".repeat(60) + "\u1161\u11a8"],
      ["क", conjunct],
      ["x".repeat(200), "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"],
    ] as const
  ) {
    const whole = graphemesOf(before + last);
    const line = lineOf(before + last);
    line.eraseCharacter();
    assertEquals(line.take(), whole.slice(0, -1).join(""), last.slice(0, 10));
  }
});

Deno.test("LineBuffer.eraseCharacter() takes what the whole line's last character is (property)", () => {
  const pieces = fc.constantFrom(
    ..."a|é|e\u0301|\u0301|你|😃|👩|\u200d|👩‍👩‍👧|🏽|❤️|🇩|🇪|🇩🇪|\u1100|\u1161|\u11a8|가|क|्|ि|\u0600|\ufffd|\r|ก|ำ"
      .split("|"),
    "🇩🇪".repeat(9),
    "\u0301".repeat(40),
    "👧‍".repeat(12),
    "्क".repeat(15),
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 30 }), (typed) => {
      const text = typed.join("");
      const line = lineOf(text);
      line.eraseCharacter();
      assertEquals(line.take(), graphemesOf(text).slice(0, -1).join(""));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("LineBuffer.isBroken tells bytes that are not UTF-8 from a character still to be ended", () => {
  for (
    const [typed, isBroken] of [
      [[0x61], false],
      [[0xec, 0x95], false],
      [[0xec, 0x61], true],
      [[0xbd], true],
      [[0xe9, 0xe9], true],
      [[0xe9, ...Array(70).fill(0x61)], false], // long ago
      [Array(70).fill(0xbd), true],
      [[...new TextEncoder().encode("你".repeat(40))], false],
      [[...new TextEncoder().encode("a你".repeat(40)), 0xe9, 0x20], true],
    ] as const
  ) {
    const line = new LineBuffer(4096);
    line.append(Uint8Array.from(typed), 0, typed.length);
    assertEquals(line.isBroken, isBroken, String(typed));
  }
});

Deno.test("LineBuffer.isBroken stays so while the bytes are there, and not beyond", () => {
  const line = new LineBuffer(4096);
  const type = (...some: number[]) => line.append(Uint8Array.from(some), 0, some.length);
  type(0x61, 0xe9, 0x61);
  assertEquals(line.isBroken, true);
  type(...Array(100).fill(0x61));
  assertEquals(line.isBroken, true);
  for (let erased = 0; erased < 101; erased++) line.eraseCharacter();
  type(0x62, ...Array(100).fill(0x61));
  assertEquals(line.isBroken, false); // the letter behind the broken one was typed anew, and nobody asked since
  for (const end of [() => line.clear(), () => line.take(), () => line.truncate(0), () => line.eraseWord()]) {
    type(0xe9, 0x61);
    assertEquals(line.isBroken, true);
    end();
    assertEquals(line.isBroken, false);
  }
});
