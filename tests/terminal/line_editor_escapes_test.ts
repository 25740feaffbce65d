/** Escape sequences that keys and terminals send: the line editor drops them and keeps the words around them. */

import { assertEquals } from "@std/assert";
import { SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes } from "../support/bytes.ts";
import { BACKSPACE, CTRL_C, CTRL_U, CTRL_W, edited, tryCases } from "./edited.ts";

tryCases({
  "drops": [
    ["arrow keys", bytes("a\x1b[A\x1b[B\x1b[C\x1b[Db\n"), "ab\n"],
    ["arrow keys in application mode", bytes("a\x1bOA\x1bODb\n"), "ab\n"],
    ["F1 of xterm, ESC O P", bytes("a\x1bOPb\n"), "ab\n"],
    ["F1 of the Linux console, ESC [ [ A", bytes("a\x1b[[Ab\n"), "ab\n"],
    ["F5 and Delete, ESC [ 1 5 ~", bytes("a\x1b[15~\x1b[3~b\n"), "ab\n"],
    ["Ctrl-Left, ESC [ 1 ; 5 D", bytes("a\x1b[1;5Db\n"), "ab\n"],
    ["bracketed paste marks", bytes("\x1b[200~pasted\x1b[201~\n"), "pasted\n"],
    ["colours", bytes("\x1b[1;31mred\x1b[0m\n"), "red\n"],
    ["the answer to a cursor question", bytes("a\x1b[24;80Rb\n"), "ab\n"],
    ["a window title ended by BEL", bytes("a\x1b]0;title\x07b\n"), "ab\n"],
    ["a window title ended by ESC \\", bytes("a\x1b]0;title\x1b\\b\n"), "ab\n"],
    ["a device control string", bytes("a\x1bP1;2|text\x1b\\b\n"), "ab\n"],
    ["a string broken off by another sequence", bytes("a\x1b]0;title\x1b[Ab\n"), "ab\n"],
    ["Alt with a letter", bytes("a\x1bfb\n"), "ab\n"],
    [
      "Alt with ] P X ^ _ and nothing of the words behind",
      bytes("a\x1b]b\x1bPc\x1bXd\x1b^e\x1b_f\n"),
      "abcdef\n",
    ],
    ["Alt-P in the middle of a line", bytes("before \x1bPafter\nnext\n"), "before after\nnext\n"],
    ["Alt-P before words that are edited", bytes("a\x1bPbcd", BACKSPACE, "e f", CTRL_W, "g\n"), "abce g\n"],
    ["Alt-P before an arrow key", bytes("a\x1bPb\x1b[Dc\n"), "abc\n"],
    ["Alt-P at the end of input", bytes("a\x1bPb"), "ab\n"],
    [
      "Alt-P in an empty line before lines that need no thought",
      bytes("\x1bPab\ncd\n\x07e\n"),
      "ab\ncd\ne\n",
    ],
    [
      "Alt with a bracket and no word behind it",
      bytes("one \x1b(two \x1b)three \x1b/four\n"),
      "one two three four\n",
    ],
    ["Alt-O and no word behind it", bytes("a\x1bO\n\x1bO zb\n"), "a\n zb\n"],
    [
      "Alt with what TinyFugue makes of letters beyond ASCII",
      bytes("na\x1bC\x1b/ve caf\x1bC\x1b) \x1bC\x1b?\r\n"),
      "nave caf \n",
    ],
    ["the answer to a question for the colours", bytes("a\x1b]11;rgb:0000/0000/0000\x1b\\b\n"), "ab\n"],
    ["the answer to a question for settings", bytes("a\x1bP1$r0m\x1b\\b\n"), "ab\n"],
    ["a hyperlink but its text", bytes("\x1b]8;;http://x/\x1b\\link\x1b]8;;\x07\n"), "link\n"],
    ["a title without an end, which nobody types", bytes("a\x1b]0;title\nb\n"), "a\nb\n"],
    ["ESC \\ that ends nothing", bytes("a\x1b\\b\n"), "ab\n"],
    ["a bell that ends nothing", bytes("a\x1bPb\x1b[Cc\x07d\n"), "abcd\n"],
    ["a character set choice, ESC ( B", bytes("a\x1b(Bb\n"), "ab\n"],
    ["a character set choice that a key breaks off", bytes("ab\x1b(\x7fc\n"), "ac\n"],
    ["a character set choice that 你 breaks off", bytes("a\x1b(你b\n"), "a你b\n"],
    ["ESC before 你 alone", bytes("\x1b你\n"), "你\n"],
    ["two ESC and an arrow", bytes("a\x1b\x1b[Ab\n"), "ab\n"],
    ["ESC alone before the line end", bytes("a\x1b\nb\n"), "a\nb\n"],
    ["an unfinished sequence at the line end", bytes("a\x1b[12\r\nb\x1b]0;t\nc\n"), "a\nb\nc\n"],
    ["an unfinished sequence at the end of input", bytes("a\x1b[1"), "a\n"],
    ["a sequence called off by CAN", bytes("a\x1b[12\x18b\n"), "ab\n"],
    ["a sequence, and the line, at Ctrl-U", bytes("a\x1b[12", CTRL_U, "b\n"), "b\n"],
    ["a string, and the line, at Ctrl-C", bytes("a\x1b]0;", CTRL_C, "b\n"), "b\n"],
    ["a sequence that a backspace follows", bytes("ab\x1b", BACKSPACE, "c\n"), "ac\n"],
  ],
});

Deno.test("LineEditor waits for the end of a control sequence at most 64 bytes", () => {
  assertEquals(edited([bytes("\x1b[", "1".repeat(64), "23m\n")]), "23m\n");
});

Deno.test("LineEditor says one sentence for 10 MB of an escape sequence without an end", () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x78);
  const typed = [bytes("a\x1b]"), ...Array(160).fill(chunk), bytes("\nnext\n")];
  assertEquals(edited(typed, 4096), `${SIGNAL.tooLong}\nnext\n`); // whatever it was, it was no key
});
