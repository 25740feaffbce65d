import { assertEquals, assertLessOrEqual, assertMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { LineEditor } from "../../lib/terminal/line_editor.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes } from "../support/bytes.ts";
import { assertSplitSafe, randomlyCut } from "../support/splits.ts";
import {
  BACKSPACE,
  CTRL_C,
  CTRL_D,
  CTRL_H,
  CTRL_U,
  CTRL_W,
  edited,
  MAX_LINE_BYTES,
  tryCases,
} from "./edited.ts";

tryCases({
  "ends lines": [
    ["at LF", bytes("a\nb\n"), "a\nb\n"],
    ["at CR LF", bytes("a\r\nb\r\n"), "a\nb\n"],
    ["at CR NUL", bytes("a\r\0b\r\0"), "a\nb\n"],
    ["at a lone CR", bytes("a\rb\r"), "a\nb\n"],
    ["at all four in a row", bytes("a\nb\r\nc\r\0d\re\n"), "a\nb\nc\nd\ne\n"],
    ["and keeps empty ones", bytes("\n\r\n\r\0\r\r\n"), "\n\n\n\n\n"],
    ["at LF after CR NUL a second time", bytes("a\r\0\nb\n"), "a\n\nb\n"],
    ["at LF CR twice", bytes("a\n\rb\n"), "a\n\nb\n"],
    ["at the end of input, which counts as said", bytes("a\nlast"), "a\nlast\n"],
    ["not at the end of input where nothing was typed", bytes("a\n"), "a\n"],
  ],
  "edits": [
    ["away one character at 7f", bytes("helo", BACKSPACE, "lo\n"), "hello\n"],
    ["away one character at 08", bytes("helo", CTRL_H, "lo\n"), "hello\n"],
    ["nothing away from an empty line", bytes(BACKSPACE, CTRL_H, CTRL_W, "a\n"), "a\n"],
    ["not into the line before", bytes("a\n", BACKSPACE, "b\n"), "a\nb\n"],
    ["away all of 你", bytes("a你", BACKSPACE, "b\n"), "ab\n"],
    ["away all of an emoji", bytes("a😃", BACKSPACE, "b\n"), "ab\n"],
    ["away all of a family emoji", bytes("a👩‍👩‍👧‍👦", BACKSPACE, "b\n"), "ab\n"],
    ["away all of an emoji with a skin tone", bytes("a👍🏽", BACKSPACE, "b\n"), "ab\n"],
    ["away one flag of two", bytes("🇩🇪🇫🇷", BACKSPACE, "\n"), "🇩🇪\n"],
    ["away half a flag behind eight", bytes("🇩🇪".repeat(8), "🇫", BACKSPACE, "x\n"), "🇩🇪".repeat(8) + "x\n"],
    ["away a heart with its variation selector", bytes("a❤️", BACKSPACE, "b\n"), "ab\n"],
    ["away a letter with its accents", bytes("ae\u0301\u0323", BACKSPACE, "b\n"), "ab\n"],
    ["away a Devanagari syllable", bytes("aकि", BACKSPACE, "b\n"), "ab\n"],
    ["away a Hangul syllable of three letters", bytes("a\u1112\u1161\u11ab", BACKSPACE, "b\n"), "ab\n"],
    ["away a replacement character that was typed", bytes("a\ufffd", BACKSPACE, "b\n"), "ab\n"],
    ["away a byte order mark", bytes("\ufeff", BACKSPACE, "b\n"), "b\n"],
    ["away the byte order mark before a letter last", bytes("\ufeffa", BACKSPACE, BACKSPACE, "b\n"), "b\n"],
    ["away broken UTF-8 byte by byte", bytes("a", 0xc3, 0x28, BACKSPACE, BACKSPACE, "b\n"), "ab\n"],
    ["away lone continuation bytes", bytes(0xbd, 0xbd, BACKSPACE, BACKSPACE, "b\n"), "b\n"],
    [
      "away broken bytes under an accent",
      bytes("a", 0xc3, 0xcc, 0x81, ...Array(3).fill(BACKSPACE), "b\n"),
      "ab\n",
    ],
    ["away the last word at Ctrl-W", bytes("one two  ", CTRL_W, "2\n"), "one 2\n"],
    ["away the only word at Ctrl-W", bytes("  one", CTRL_W, CTRL_W, "1\n"), "1\n"],
    ["away a word of many bytes at Ctrl-W", bytes("a 你好", CTRL_W, "b\n"), "a b\n"],
    ["away the line at Ctrl-U", bytes("gone", CTRL_U, "kept\n"), "kept\n"],
    ["away the line at Ctrl-C", bytes("gone", CTRL_C, "kept\n"), "kept\n"],
    ["at Ctrl-C in front of a line as PuTTY sends it", bytes(CTRL_C, "kept\r\n"), "kept\n"],
  ],
  "says": [
    ["goodbye at Ctrl-D on an empty line", bytes("a\n", CTRL_D), `a\n${SIGNAL.goodbye}\n`],
    ["nothing at Ctrl-D inside a line", bytes("a", CTRL_D, "b\n"), "ab\n"],
    ["goodbye at Ctrl-D on a line erased empty", bytes("a", BACKSPACE, CTRL_D), `${SIGNAL.goodbye}\n`],
    [
      "what can be shown of a line in Latin-1, and keeps the next",
      bytes("na", 0xef, "ve caf", 0xe9, " ", 0xff, "\r\nnext\n"),
      `${MENDED}naïve café ÿ\nnext\n`,
    ],
    [
      "what can be shown of a line whose last character was erased by bytes",
      bytes("ok ", 0xf0, 0xa2, 0xf0, "\r\n"),
      `${MENDED}ok \ufffd\ufffd\n`,
    ],
    [
      "what can be shown of a line between two good ones",
      bytes("a\nh", 0xe9, "llo\r\nb\n"),
      `a\n${MENDED}h\u00e9llo\nb\n`,
    ],
    [
      "U+FFFD for what is broken once a line was UTF-8",
      bytes("h", 0xe9, "\né\nh", 0xe9, "\n"),
      `${MENDED}hé\né\n${MENDED}h\ufffd\n`,
    ],
    [
      "U+FFFD for what is broken once a broken line held UTF-8",
      bytes("你好", 0xd1, "\nok ", 0xf0, "\n"),
      `${MENDED}你好\ufffd\n${MENDED}ok \ufffd\n`,
    ],
    [
      "that control characters in an eight-bit line are no text",
      bytes(0x93, "a", 0x94, "\nb\n"),
      `${SIGNAL.notText}\nb\n`,
    ],
    ["that a last line was not UTF-8", bytes("a\n", 0xf0, 0x9f), `a\n${SIGNAL.notText}\n`],
    ["that surrogates are no text", bytes(0xed, 0xa0, 0x80, "\nb\n"), `${SIGNAL.notText}\nb\n`],
    ["that overlong controls are no text", bytes(0xc0, 0x9b, "\nb\n"), `${SIGNAL.notText}\nb\n`],
    ["U+FFFD for overlong forms", bytes(0xc0, 0xaf, "\nb\n"), `${MENDED}\ufffd\ufffd\nb\n`],
  ],
  "keeps": [
    ["a tab", bytes("a\tb\n"), "a\tb\n"],
    ["UTF-8 of every length", bytes("aéあ😃你好я❤テ“”ם\n"), "aéあ😃你好я❤テ“”ם\n"],
    ["a byte order mark", bytes("\ufeffa\n"), "\ufeffa\n"],
    [
      "no other control character",
      bytes("a\0\x01\x02\x05\x06\x07\x0b\x0c\x0e\x1a\x1c\x1d\x1e\x1fb\n"),
      "ab\n",
    ],
    ["signals out of what is typed", bytes(SIGNAL.goodbye, "\n", SIGNAL.tls, "\n"), "goodbye\ntls\n"],
  ],
});

Deno.test("LineEditor swallows the rest of a long line and keeps the next one", () => {
  const typed = bytes("x".repeat(MAX_LINE_BYTES + 1), "rest\nnext\n");
  return assertSplitSafe(typed, edited, `${SIGNAL.tooLong}\nnext\n`);
});

Deno.test("LineEditor lets a line of exactly the limit through", () => {
  const line = "x".repeat(MAX_LINE_BYTES);
  return assertSplitSafe(bytes(line, "\r\n"), edited, `${line}\n`);
});

Deno.test("LineEditor counts a line in bytes, not in characters", () => {
  assertEquals(edited([bytes("你".repeat(33), "\n")]), "你".repeat(33) + "\n");
  assertEquals(edited([bytes("你".repeat(34), "\n")]), `${SIGNAL.tooLong}\n`);
});

Deno.test("LineEditor does not count what was erased or was an escape sequence", () => {
  const typed = bytes("x".repeat(MAX_LINE_BYTES), BACKSPACE, "\x1b[A\x1b[B", "y\n");
  assertEquals(edited([typed]), "x".repeat(MAX_LINE_BYTES - 1) + "y\n");
});

Deno.test("LineEditor says at once that a line is too long, and once", () => {
  const editor = new LineEditor(10);
  editor.type(bytes("12345678901"));
  assertEquals(editor.takeText(), `${SIGNAL.tooLong}\n`);
  editor.type(bytes("more".repeat(100)));
  assertEquals(editor.takeText(), "");
  assertEquals(editor.isEmpty, false);
  editor.type(bytes("\nok\n"));
  assertEquals(editor.takeText(), "ok\n");
});

Deno.test("LineEditor takes a fresh line after Ctrl-C in one that was too long", () => {
  assertEquals(edited([bytes("x".repeat(101), CTRL_C, "ok\n")]), `${SIGNAL.tooLong}\nok\n`);
});

Deno.test("LineEditor says one sentence for 10 MB without a newline", () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x78);
  const text = edited([...Array(160).fill(chunk), bytes("\nnext\n")], 4096);
  assertEquals(text, `${SIGNAL.tooLong}\nnext\n`);
});

Deno.test("LineEditor makes no text of unfinished lines, so that a chunk costs no more than its bytes", () => {
  const editor = new LineEditor(4096);
  for (let i = 0; i < 4096; i++) editor.type(bytes("x"));
  assertEquals(editor.takeText(), "");
  editor.type(bytes("\n"));
  assertEquals(editor.takeText().length, 4097);
  assertEquals(editor.takeText(), "");
});

Deno.test("LineEditor tells of every line end with a CR before the line can be read", () => {
  const seen: string[] = [];
  const editor = new LineEditor(100, () => seen.push(editor.takeText()));
  editor.type(bytes("a\nb\r\nc\r\0d\r\n"));
  assertEquals(seen, ["a\n", "b\n", "c\n"]);
  assertEquals(editor.takeText(), "d\n");
});

Deno.test("LineEditor tells whether a line end with a CR is the first line end of all", () => {
  for (
    const [typed, told] of [["a\r\nb\r\n", [true, false]], ["a\nb\r\n", [false]], ["\r", [true]]] as const
  ) {
    const seen: boolean[] = [];
    new LineEditor(100, (isFirstLine) => seen.push(isFirstLine)).type(bytes(typed));
    assertEquals(seen, [...told]);
  }
});

Deno.test("LineEditor.signal() keeps its place between the lines and leaves the unfinished one alone", () => {
  const editor = new LineEditor(100);
  editor.type(bytes("one\ntw"));
  editor.signal(SIGNAL.areYouThere);
  editor.type(bytes("o\n"));
  assertEquals(editor.takeText(), `one\n${SIGNAL.areYouThere}\ntwo\n`);
});

Deno.test("LineEditor.dropLine() keeps a CR in mind, so that its LF ends no second line", () => {
  const editor = new LineEditor(100);
  editor.type(bytes("a\r"));
  editor.dropLine();
  editor.type(bytes("\nb\n"));
  assertEquals(editor.takeText(), "a\nb\n");
});

Deno.test("LineEditor.isEmpty tells whether something was typed since the line end", () => {
  const editor = new LineEditor(100);
  assertEquals(editor.isEmpty, true);
  editor.type(bytes("a"));
  assertEquals(editor.isEmpty, false);
  editor.type(bytes("\n"));
  assertEquals(editor.isEmpty, true);
});

Deno.test("LineEditor makes the same text of random chunks as of one chunk (property)", () => {
  fc.assert(
    fc.property(randomlyCut(), ({ whole, chunks }) => {
      assertEquals(edited(chunks, 40), edited([whole], 40));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineEditor refuses a line that is too long when it can be shown", () => {
  const line = bytes(..."ab".repeat(33), ...Array(33).fill(0xe9)).subarray(0, 67); // with one é, 68 bytes of UTF-8
  assertEquals(edited([line, bytes("\n")], 68), `${MENDED}${"ab".repeat(33)}é\n`);
  assertEquals(edited([line, bytes("\nnext\n")], 67), `${SIGNAL.tooLong}\nnext\n`);
});

Deno.test("LineEditor.isEightBit tells by this line or one before, and not where a line was UTF-8", () => {
  const editor = new LineEditor(100);
  const after = (...typed: readonly (string | number)[]) => {
    editor.type(bytes(...typed));
    return editor.isEightBit;
  };
  assertEquals(after("ann\nhel"), false);
  assertEquals(after(0xec), false); // a letter of Latin-1, or the beginning of one of Hangul
  assertEquals(after("l"), true);
  assertEquals(after(BACKSPACE, BACKSPACE), false);
  assertEquals(after(0xec, "l\n"), true);
  assertEquals(after("ascii\n"), true);
  assertEquals(after("안녕\n"), false);
  assertEquals(after(0xec, "l\n"), false);
});

Deno.test("LineEditor lets no control character but tab and its own signals through (property)", () => {
  const signals = Object.values(SIGNAL).map((signal) => signal + "\n");
  fc.assert(
    fc.property(randomlyCut(), ({ chunks }) => {
      for (const heard of edited(chunks, 40).match(/[^\n]*\n/g) ?? []) {
        if (signals.includes(heard)) continue;
        const line = heard.startsWith(MENDED) ? heard.slice(MENDED.length) : heard;
        // deno-lint-ignore no-control-regex
        assertMatch(line, /^[^\x00-\x08\x0a-\x1f\x7f]*\n$/);
        assertLessOrEqual(new TextEncoder().encode(line).length, 41);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineEditor makes at most one signal of a byte: its text is bounded by what came (property)", () => {
  const longest = Math.max(...Object.values(SIGNAL).map((signal) => signal.length + 1));
  fc.assert(fc.property(randomlyCut(), ({ whole }) => {
    assertLessOrEqual(edited([whole], 40).length, (whole.length + 1) * longest);
  }));
});

Deno.test("LineEditor erases typed text character by character down to nothing, whatever it is (property)", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 8 }), (typed) => {
      // deno-lint-ignore no-control-regex
      const text = typed.replace(/[\x00-\x1f\x7f]/g, "");
      const all = bytes(text);
      const editor = new LineEditor(MAX_LINE_BYTES);
      editor.type(all);
      for (let i = 0; i < all.length && !editor.isEmpty; i++) {
        editor.eraseCharacter();
        editor.type(new Uint8Array(0));
      }
      assertEquals(editor.isEmpty, true);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineEditor.eraseCharacter() leaves what was typed before the last character (property)", () => {
  const characters = fc.array(
    fc.constantFrom("a", "é", "e\u0301", "你", "😃", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "\ufffd", "я", "कि"),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(characters, (typed) => {
      const before = typed.slice(0, -1).join("");
      assertEquals(edited([bytes(typed.join(""), BACKSPACE, "\n")], 4096), `${before}\n`);
    }),
    { numRuns: 500 },
  );
});
