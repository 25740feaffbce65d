import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { mendedText, textOfUtf8 } from "../../lib/text/utf8.ts";
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

/** Bytes that are not UTF-8 in hex, and what is shown of them where the peer may type Latin-1. */
const MENDED: readonly (readonly [broken: string, shown: string | undefined])[] = [
  ["6e 61 ef 76 65 20 63 61 66 e9 20 ff", "naïve café ÿ"],
  ["a3 35 20 bf 71 75 e9 3f", "£5 ¿qué?"],
  ["c5 73 61 20 d8 72 73 74 65 64", "Åsa Ørsted"],
  ["6f 6b 20 f0 a2 f0", "ok \ufffd\ufffd"], // an emoji erased by bytes
  ["e4 bd", "\ufffd"],
  ["6c e0", "là"],
  ["e0 20 e8", "\ufffd \ufffd"], // too little to tell
  ["ef f0 e8 e2 e5 f2 2c 20 41 6e 6e", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd, Ann"], // Russian of Windows
  ["c3 28", "\ufffd("],
  ["c3 a9 20 e9", "é \ufffd"], // both, so it is UTF-8
  ["e4 bd a0 e9", "你\ufffd"],
  ["e2 80 9c e9", "“\ufffd"], // 80 and 9c inside a character are no control characters
  ["ef bf bd e9", "\ufffd\ufffd"],
  ["c0 af", "\ufffd\ufffd"],
  ["61 09 e9", "a\té"],
  ["93 61 94", undefined], // quotation marks of Windows
  ["61 83 62", undefined],
  ["f0 9f 98", undefined],
  ["ed a0 80", undefined],
  ["e4 bd a0 9b 33 31 6d", undefined],
];

Deno.test("mendedText() shows Latin-1 where all of it reads so, else U+FFFD, and nothing with control characters", () => {
  for (const [broken, shown] of MENDED) assertEquals(mendedText(hex(broken), true), shown, broken);
});

Deno.test("mendedText() shows U+FFFD where the peer is known to type UTF-8", () => {
  assertEquals(mendedText(hex("6e 61 ef 76 65"), false), "na\ufffdve");
  assertEquals(mendedText(hex("93 61"), false), undefined);
});

Deno.test("mendedText() shows what a lenient decoder or Latin-1 shows, without control characters but whole ones (property)", () => {
  fc.assert(
    fc.property(fc.oneof(interestingBytes(), fc.uint8Array({ maxLength: 8 })), (broken) => {
      const text = mendedText(broken, true);
      if (text === undefined) return assert(broken.some((byte) => byte >= 0x80 && byte < 0xa0));
      const latin1 = Array.from(broken, (byte) => String.fromCharCode(byte)).join("");
      const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(broken);
      assert(text === latin1 && !broken.some((byte) => byte >= 0x80 && byte < 0xa0) || text === lenient);
    }),
    { numRuns: 3000 },
  );
});
