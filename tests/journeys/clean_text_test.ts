/**
 * Whatever somebody sends, what reaches another terminal is clean text.
 */

import { assertEquals } from "@std/assert";
import { Guest, startTestServer } from "../support/journey.ts";

const SENT_AND_HEARD: readonly (readonly [sent: string, heard: string])[] = [
  ["\x1b[31mred\x1b[0m", "red"],
  ["\x1b]0;your title is mine\x07hello", "hello"],
  ["a\tb", "a b"],
  ["\x9b31mcsi \x90payload\x9cdone", "csi done"],
  ["bell\x07 back\x0b form\x0c", "bell back form"],
  ["\u202eevil\u202c \u2066iso\u2069", "evil iso"],
  ["zero\u200bwidth\ufeff", "zerowidth"],
  ["👩‍👩‍👧 family", "👩‍👩‍👧 family"],
  ["Z" + "\u0301".repeat(40), "Z" + "\u0301".repeat(8)],
  ["你好 я ❤ テ 😃", "你好 я ❤ テ 😃"],
  ["line\u2028separator", "lineseparator"],
];

Deno.test("nothing but clean text reaches another person, said, done or quoted", async () => {
  await using server = await startTestServer();
  await using ann = await Guest.join(server, "ann");
  await using bob = await Guest.join(server, "bob");
  await ann.hears("Server: bob has joined the chat");
  for (const [sent, heard] of SENT_AND_HEARD) {
    await bob.say(sent);
    await ann.hears(`bob: ${heard}`);
    await bob.say(`/me ${sent}`);
    await ann.hears(`* bob ${heard}`);
  }
  await bob.say("/\u202e\x9b31mwoh");
  await bob.hears("There is no command /woh, did you mean /who? Type /help to see all commands.");
  assertEquals(/[^\n\x20-\x7e]/.test(bob.text), false);
});
