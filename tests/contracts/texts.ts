/**
 * Texts that put a store's search to the test, for properties.
 *
 * @module
 */

import fc from "../support/fast_check.ts";

/** Pieces of text in which one script meets another, marks meet letters, and queries meet FTS5. */
const PIECES = (
  "cafe Café CAFÉ ｃａｆｅ cafés naïve hello hel HELLO x_1 x 1 42 Straße STRASSE Ёжик ежик Σίσυφος ΣΊΣΥΦΟΣ don't " +
  "你好 大家你好吗 好 你 東京タワー タワー ﾀﾜｰ 한국어 한국 สวัสดี สวัส นะ น้ำ น ทำ ລາວ ខ្មែរ မြန်မာ नमस्ते مرحبا ﷺ " +
  '👍 👍🏽 👩‍👩‍👧 🇹🇭 ❤️ ❤ ™ " OR * NEAR( - : AND NOT #1 @ann ^ {} tokens: ( ) 你好👍 iPhone手机 '
).split(" ");

/** Texts that put a store's search to the test. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((some) => some.join(" ")),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((some) => some.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

/** Short texts that are likely to be found in others. */
export const queries: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES)).map((two) => two.join(" ")),
  },
  { weight: 1, arbitrary: texts },
);
