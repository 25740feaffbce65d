/**
 * Queries with texts in which they are found, and texts in which they are not.
 *
 * @module
 */

/** Texts in which a query is found. */
export const FOUND: Readonly<Record<string, readonly string[]>> = {
  "cafe": ["cafe", "Café?", "CAFÉ", "ｃａｆｅ", "le cafe\u0301", "see cafe, please"],
  "Café": ["cafe", "CAFÉ"],
  "STRASSE": ["Straße", "strasse"],
  "σίσυφος": ["ΣΙΣΥΦΟΣ", "Σίσυφος!"],
  "ёлка": ["Елка", "ЁЛКА"],
  "x_1": ["x_1 = 2", "X_1"],
  "42": ["42", "(42)", "４２"],
  "don't": ["don't", "t or don"],
  "one two": ["two one", "one, two", "two and ONE"],
  "नमस्ते": ["नमस्ते दुनिया"],
  "你好": ["大家你好吗", "你好", "hello你好", "你好👍"],
  "好": ["大家你好吗", "好", "好的", "a好"],
  "大家你好吗": ["喂，大家你好吗？"],
  "家 你": ["大家你好吗", "你在家"],
  "タワー": ["東京タワー", "ﾀﾜｰ"],
  "한국": ["한국어"],
  "นะ": ["ไปนะครับ", "นะ"],
  "น": ["น้ำ"],
  "ทำ": ["ไม่ทำงาน"],
  "สวัสดี": ["สวัสดีครับ"],
  "👍": ["👍", "ok 👍🏽", "好👍"],
  "👩": ["👩‍👩‍👧"],
  "❤": ["❤️", "I ❤ it"],
  "🇹🇭": ["go 🇹🇭🇹🇭"],
  "iphone 手机": ["iPhone手机"],
};

/** Texts in which a query is not found. */
export const NOT_FOUND: Readonly<Record<string, readonly string[]>> = {
  "hel": ["hello", "shel"],
  "hello": ["hel", "hello_world", "helloo"],
  "one two": ["one", "two", "one and twofold"],
  "大家好": ["大家你好吗", "大家，好", "大家 好"],
  "你好吗": ["你好", "你 好 吗"],
  "好好": ["好", "好，好"],
  "สวัสดี": ["สวัส", "สวัส ดี"],
  "नम": ["नमस्ते"],
  "👍👍": ["👍", "👍 👍"],
  "1": ["12", "x1"],
};
