/** Links and names in a text of the web page. */

import { assertEquals } from "@std/assert";
import { mentions, piecesOf } from "../../../../lib/doors/web/page/pieces.js";

/** A text with its links in angle brackets, and the reader's name in square ones. */
function shown(text: string, name = "anna"): string {
  return piecesOf(text, name).map(({ kind, text }) =>
    kind === "link" ? `<${text}>` : kind === "mention" ? `[${text}]` : text
  ).join("");
}

Deno.test("a link is a link, without the end of its sentence", () => {
  const cases = {
    "see https://example.com/a?b=1#c.": "see <https://example.com/a?b=1#c>.",
    "(http://example.com/x)": "(<http://example.com/x>)",
    "https://en.wikipedia.org/wiki/Deno_(software)": "<https://en.wikipedia.org/wiki/Deno_(software)>",
    "看 https://example.com/你好，好吗": "看 <https://example.com/你好>，好吗",
    "《https://example.com》": "《<https://example.com>》",
    "HTTPS://EXAMPLE.COM": "<HTTPS://EXAMPLE.COM>",
    "https://a.example https://b.example!?": "<https://a.example> <https://b.example>!?",
    "https://": "https://",
    "https://.": "https://.",
    "nohttps://example.com": "nohttps://example.com",
  };
  for (const [text, wanted] of Object.entries(cases)) assertEquals(shown(text), wanted);
});

Deno.test("nothing but http and https is ever a link", () => {
  for (
    const text of [
      "javascript:alert(1)",
      "JavaScript://https//%0aalert(1)",
      "data:text/html,<script>alert(1)</script>",
      "file:///etc/passwd",
      "vbscript:x",
      "ftp://example.com",
    ]
  ) assertEquals(piecesOf(text, "anna").filter(({ kind }) => kind === "link"), []);
  for (const piece of piecesOf(`https://example.com/"onmouseover="alert(1)`, "anna")) {
    if (piece.kind === "link") assertEquals(piece.href, "https://example.com/");
  }
});

Deno.test("the pieces of a text are the text", () => {
  for (
    const text of ["", "a", "https://x.example) anna anna", "<b>anna</b> http://[::1]:8080/]", "😃anna😃"]
  ) {
    assertEquals(piecesOf(text, "anna").map(({ text }) => text).join(""), text);
  }
});

Deno.test("a name is marked as a whole word, in any letter case", () => {
  assertEquals(shown("Anna, annabel and @ANNA: anna's"), "[Anna], annabel and @[ANNA]: [anna]'s");
  assertEquals(shown("hanna anna2 _anna anná"), "hanna anna2 _anna anná");
  assertEquals(shown("a.b axb", "a.b"), "[a.b] axb");
  assertEquals(shown("anything", ""), "anything");
  assertEquals(
    shown("anna-marie, x.anna and -anna- anna.", "anna"),
    "anna-marie, x.anna and -[anna]- [anna].",
  );
  assertEquals(shown("hi A\u0308nna", "Änna"), "hi [A\u0308nna]");
});

Deno.test("a name in a script without spaces is marked anywhere", () => {
  assertEquals(shown("你好王芳吗", "王芳"), "你好[王芳]吗");
});

Deno.test("a name within a link is no mention", () => {
  assertEquals(mentions("https://example.com/anna", "anna"), false);
  assertEquals(mentions("https://example.com/ anna", "anna"), true);
});
