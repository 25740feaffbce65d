import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { textOfUtf8 } from "../../lib/wire/utf8.ts";
import { bytes, hex } from "../support/bytes.ts";
import { interestingBytes } from "../support/splits.ts";

/** What a decoder says that throws. */
function strictly(utf8: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    return undefined;
  }
}

Deno.test("textOfUtf8() takes text, the sign for what is no character and a byte order mark among it", () => {
  for (const text of ["", "plain", "你好 😃", "\ufffd", "\ufeffx", "a\ufffd\ufffdb"]) {
    assertEquals(textOfUtf8(bytes(text)), text);
  }
});

Deno.test("textOfUtf8() takes nothing that is not UTF-8", () => {
  for (const broken of ["e9", "c3", "c0 af", "ed a0 80", "f4 90 80 80", "ef bf bd e9", "e4 bd 0a"]) {
    assertEquals(textOfUtf8(hex(broken)), undefined, broken);
  }
});

Deno.test("textOfUtf8() takes what a strict decoder takes (property)", () => {
  fc.assert(
    fc.property(fc.oneof(interestingBytes(), fc.uint8Array({ maxLength: 8 })), (utf8) => {
      assertEquals(textOfUtf8(utf8), strictly(utf8));
    }),
    { numRuns: 3000 },
  );
});
