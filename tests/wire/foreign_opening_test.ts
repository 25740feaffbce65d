import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../support/fast_check.ts";
import { ForeignOpening } from "../../lib/wire/foreign_opening.ts";
import { SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes, hex } from "../support/bytes.ts";
import { interestingBytes } from "../support/splits.ts";

/** What comes of bytes one by one: how many are held back after each, all that was let through, and the signal. */
function watched(sent: Uint8Array): { held: number[]; text: number[]; signal: string | undefined } {
  const opening = new ForeignOpening();
  const held: number[] = [], text: number[] = [];
  for (let at = 0; at < sent.length; at++) {
    const verdict = opening.take(sent.subarray(at, at + 1));
    text.push(...verdict.text);
    held.push(at + 1 - text.length);
    if (verdict.signal !== undefined) return { held, text, signal: verdict.signal };
    if (verdict.isOver) return { held, text: [...text, ...sent.subarray(at + 1)], signal: undefined };
  }
  return { held, text: [...text, ...opening.finish()], signal: undefined };
}

Deno.test("ForeignOpening lets a person's first bytes through at the latest with the second", () => {
  for (
    const line of ["ann\n", "a\n", "你\r\n", "\n", "\r\n\r\n", "/json\n", "\x1b[A", "\x04", "0\n", "AMQ\n"]
  ) {
    const { held, text, signal } = watched(bytes(line));
    assertEquals([text, signal], [[...bytes(line)], undefined], line);
    assertLessOrEqual(held.at(-1)!, line === "\x04" ? 1 : 0, line);
  }
});

Deno.test("ForeignOpening lets telnet through, whatever it begins with", () => {
  for (const verb of [0xfb, 0xfc, 0xfd, 0xfe]) {
    for (let option = 0; option < 256; option++) {
      const sent = bytes(0xff, verb, option, 0xff, 0xfd, 1);
      assertEquals(
        watched(sent),
        { ...watched(sent), text: [...sent], signal: undefined },
        `${verb} ${option}`,
      );
    }
  }
});

Deno.test("ForeignOpening lets nothing of another protocol through but the empty lines of a PROXY header", () => {
  for (
    const [sent, text, signal] of [
      ["16 03 01", "", SIGNAL.tls],
      ["80 2e 01 03 01", "", SIGNAL.tls],
      ["ff fe 61 00", "", SIGNAL.utf16],
      ["ff fe 0f 5c 0e 66", "", SIGNAL.utf16],
      ["00 00 fe ff", "", SIGNAL.utf16],
      ["0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a 20", "0d 0a 0d 0a", SIGNAL.proxy],
      ["00 00 00 54 00 03 00 00", "", SIGNAL.program],
      ["30 0c 02 01 01", "", SIGNAL.program],
      ["12 01 00 2f", "", SIGNAL.program],
      ["41 4d 51 50 00 00 09 01", "", SIGNAL.program],
    ] as const
  ) {
    const found = watched(hex(sent));
    assertEquals([found.text, found.signal], [text === "" ? [] : [...hex(text)], signal], sent);
  }
});

Deno.test("ForeignOpening holds at most twenty bytes, and loses none of what is text (property)", () => {
  fc.assert(
    fc.property(fc.oneof(interestingBytes(8), fc.uint8Array({ maxLength: 30 })), (sent) => {
      const { held, text, signal } = watched(sent);
      assertLessOrEqual(Math.max(0, ...held), 20);
      if (signal === undefined) assertEquals(text, [...sent]);
    }),
    { numRuns: 1000 },
  );
});
