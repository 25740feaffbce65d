/** Text that is none, or too much, or dangerous: refused with a sentence or made harmless; the session goes on. @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Guest, startTestServer, WELCOME } from "../support/journey.ts";
import { bytesOfHex } from "../support/telnet_reader.ts";

/** Lines that are not UTF-8, and what others read of them. */
const SHOWN: readonly (readonly [string, string, string])[] = [
  ["Latin-1", "6e 61 ef 76 65 20 63 61 66 e9", "naïve café"],
  ["the byte FF, doubled as telnet does", "61 ff ff 62", "aÿb"],
  ["a cut character", "e4 bd", "\ufffd"],
  ["an overlong slash", "c0 af", "\ufffd\ufffd"],
  ["an emoji that was erased by bytes", "6f 6b 20 f0 a2 f0", "ok \ufffd\ufffd"],
  ["Latin-1 behind UTF-8", "e4 bd a0 20 e9", "你 \ufffd"],
];

for (const [name, hex, shown] of SHOWN) {
  Deno.test(`a line that is not UTF-8 (${name}) is shown as far as it can be read`, async () => {
    await using server = await startTestServer();
    await using li = await Guest.join(server, "li");
    await using qiao = await Guest.join(server, "qiao");
    await qiao.send(bytesOfHex(`67 6f 6f 64 0a ${hex} 0a`));
    await qiao.say("still here");
    await li.hears("Server: qiao has joined the chat", "qiao: good", `qiao: ${shown}`, "qiao: still here");
  });
}

/** Lines that are not UTF-8 and hold control characters. */
const NOT_TEXT: readonly (readonly [string, string])[] = [
  ["a lone continuation byte", "61 83 62"],
  ["a surrogate", "ed a0 80"],
  ["quotation marks of Windows", "93 61 94"],
  ["an eight-bit escape sequence", "e9 9b 33 31 6d"],
];

for (const [name, hex] of NOT_TEXT) {
  Deno.test(`a line that is not UTF-8 (${name}) is refused, reaches nobody, and the next one is said`, async () => {
    await using server = await startTestServer();
    await using li = await Guest.join(server, "li");
    await using qiao = await Guest.join(server, "qiao");
    await qiao.send(bytesOfHex(`67 6f 6f 64 0a ${hex} 0a`));
    await qiao.say("still here");
    await qiao.hearUntil("not valid UTF-8");
    await li.hears("Server: qiao has joined the chat", "qiao: good", "qiao: still here");
  });
}

Deno.test("a name that is not UTF-8 gets the reason and the prompt again", async () => {
  await using server = await startTestServer();
  await using qiao = await Guest.connect(server);
  await qiao.hears(WELCOME);
  await qiao.send(bytesOfHex("71 e9 0a"));
  assertMatch(await qiao.hearLine(), /not valid UTF-8/);
  await qiao.hears(WELCOME);
  await qiao.say("qiao");
  await qiao.hearUntil("Hello qiao");
});

Deno.test("a lone FF swallows nothing", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send(bytesOfHex("61 ff 62 63 0a"));
  await li.hears("Server: qiao has joined the chat", "qiao: abc");
});

/** What is typed, and what another terminal gets. */
const CLEANED: readonly (readonly [string, string, string])[] = [
  ["colours", "\x1b[31mred\x1b[0m", "red"],
  ["a window title", "\x1b]0;mine\x07text", "text"],
  ["eight-bit escape sequences", "\u009b31mred", "red"],
  ["a tab", "a\tb", "a b"],
  ["bells and other controls", "\x07a\x01b\x0e", "ab"],
  ["bidi overrides", "abc\u202edef\u2066g", "abcdefg"],
  ["zero-width characters", "a\u200bb\ufeffc", "abc"],
  ["a pile of marks", `z${"\u0301".repeat(50)}`, `z${"\u0301".repeat(8)}`],
  ["a family, whose joiners stay", "👩‍👩‍👧", "👩‍👩‍👧"],
  ["an arrow key", "ab\x1b[Dc", "abc"],
  ["a function key", "ab\x1bOPc\x1b[15~", "abc"],
  ["erased characters", "helloo\x7f 你好\x08\x7f", "hello "],
  ["an erased word", "one two\x17three", "one three"],
  ["an erased line", "all wrong\x15right", "right"],
];

Deno.test("what reaches another terminal is clean text", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await li.hears("Server: qiao has joined the chat");
  for (const [, typed, shown] of CLEANED) {
    await qiao.say(typed);
    await li.hears(`qiao: ${shown}`);
  }
});

Deno.test("an escape sequence vanishes whole, also when its parts arrive apart", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.sendApart(["ab", "\x1b", "[", "1;5", "D", "c\n"]);
  await li.hears("Server: qiao has joined the chat", "qiao: abc");
});

Deno.test("a line of exactly the limit is said, a longer one gets one sentence, the next one is said", async () => {
  await using server = await startTestServer({ maxLineBytes: 4096 });
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.say("a".repeat(4096));
  await qiao.say("b".repeat(4097));
  await qiao.say("next");
  await li.hears("Server: qiao has joined the chat", `qiao: ${"a".repeat(4096)}`, "qiao: next");
  await qiao.hearUntil("longer than 4,096 bytes");
});

Deno.test("ten megabytes without a line end get one sentence", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  await qiao.send(new Uint8Array(10_000_000).fill(0x61));
  await qiao.say("");
  await qiao.say("next");
  await li.hears("Server: qiao has joined the chat", "qiao: next");
  await qiao.say("/quit");
  await qiao.hearEnd();
  assertEquals(qiao.text.match(/longer than/g)?.length, 1);
});

Deno.test("two hundred pasted lines arrive whole and in order", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i} of a paste, 你好`);
  await qiao.send(lines.join("\r\n") + "\r\n");
  await li.hears("Server: qiao has joined the chat", ...lines.map((line) => `qiao: ${line}`));
});

Deno.test("a character that is cut between two segments arrives whole", async () => {
  await using server = await startTestServer();
  await using li = await Guest.join(server, "li");
  await using qiao = await Guest.join(server, "qiao");
  const bytes = new TextEncoder().encode("你好 я ❤ テ 😃\n");
  await qiao.sendApart(Array.from(bytes, (byte) => Uint8Array.of(byte)));
  await li.hears("Server: qiao has joined the chat", "qiao: 你好 я ❤ テ 😃");
});
