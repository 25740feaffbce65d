/** What the web page asks of the server for a line that somebody typed. */

import { assertEquals } from "@std/assert";
import { requestOf, spoken } from "../../../../lib/doors/web/page/typed.js";

/** Verb, argument and room of the request for a line of anna's. */
function asked(tab: string, text: string): string {
  const { verb, argument, room = "" } = requestOf(tab, text, "anna");
  return `${verb} ${argument} ${room}`.trim();
}

Deno.test("in a room all is a line of that room", () => {
  for (const text of ["hi", "/who", "/me waves", "//x", " /msg ben psst"]) {
    assertEquals(asked("#tea", text), `line ${text} #tea`);
  }
});

Deno.test("what is said to one person names them, and a command does not", () => {
  assertEquals(asked("@ben", "hi"), "msg ben hi");
  assertEquals(asked("@ben", "/me waves"), "msg ben * anna waves");
  assertEquals(asked("@ben", "//shrug"), "msg ben /shrug");
  assertEquals(asked("@ben", "\\w is an expression"), "msg ben \\w is an expression");
  assertEquals(asked("@ben", "／who"), "line ／who");
  for (const slip of [" /msg cy psst", "、msg cy psst", "\\join #ops secret", " /w cy psst"]) {
    assertEquals(asked("@ben", slip), `line ${slip}`.trim());
  }
});

Deno.test("a command says nothing", () => {
  assertEquals(["/who", "／who", "⁄who"].map(spoken), [undefined, undefined, undefined]);
  assertEquals(spoken("/me waves"), { kind: "acted", text: "waves" });
});
