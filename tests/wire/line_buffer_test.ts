import { assertEquals } from "@std/assert";
import { LineBuffer } from "../../lib/wire/line_buffer.ts";

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
