/** Lines of peers that speak telnet, what they are answered, and what a Latin-1 line has in common with telnet. */

import { assertEquals, assertLess, assertMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { linesOf } from "../../lib/wire/line_pipe.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { bytes, hex } from "../support/bytes.ts";
import { settled } from "../support/fake_clock.ts";
import { allOf, ChunkSource, LiveSource } from "../support/fake_socket.ts";
import { randomlyCut } from "../support/splits.ts";
import { hear, heard, toHex, tryHearing } from "./hearing.ts";

const IAC = 0xff;

tryHearing([
  [
    "does not let a CR eat the IAC after it",
    bytes("a\r", IAC, 0xf1, "b\r\n"),
    heard({ lines: ["a", "b"], telnet: 1, returns: 2 }),
  ],
  [
    "takes the LF after CR and telnet for the same line end",
    bytes("a\r", IAC, 0xf1, "\nb\n"),
    heard({ lines: ["a", "b"], telnet: 1, returns: 1 }),
  ],
  [
    "drops the half-typed line at Ctrl-C of a Linux telnet and answers its TIMING-MARK",
    bytes("gone", hex("ff f4 ff fd 06"), "kept\r\n"),
    heard({ lines: ["kept"], replies: "ff fb 06", telnet: 1, returns: 1 }),
  ],
  [
    "answers the TIMING-MARK of every Ctrl-C",
    bytes(hex("ff f4 ff fd 06 ff f4 ff fd 06"), "kept\r\n"),
    heard({ lines: ["kept"], replies: "ff fb 06 ff fb 06", telnet: 1, returns: 1 }),
  ],
  [
    "drops the half-typed line at BRK and at ABORT",
    bytes("a", hex("ff f3"), "b", hex("ff ee"), "c\n"),
    heard({ lines: ["c"], telnet: 1 }),
  ],
  ["erases the line at EL", bytes("gone", hex("ff f8"), "kept\n"), heard({ lines: ["kept"], telnet: 1 })],
  [
    "hears PuTTY's Ctrl-C: EL, then 03 with the next line",
    bytes("gone", hex("ff f8 03"), "kept\r\n"),
    heard({ lines: ["kept"], telnet: 1, returns: 1 }),
  ],
  [
    "erases one whole character at EC",
    bytes("a你", hex("ff f7"), "b👩‍👩‍👧", hex("ff f7"), "\n"),
    heard({ lines: ["ab"], telnet: 1 }),
  ],
  [
    "answers AYT in its place",
    bytes("a\nb", hex("ff f6"), "c\n"),
    heard({ lines: ["a", SIGNAL.areYouThere, "bc"], telnet: 1 }),
  ],
  ["says goodbye at EOF", hex("ff ec"), heard({ lines: [SIGNAL.goodbye], telnet: 1 })],
  [
    "takes the line before EOF for said",
    bytes("last", hex("ff ec")),
    heard({ lines: ["last", SIGNAL.goodbye], telnet: 1 }),
  ],
  [
    "says goodbye at DO LOGOUT and grants it",
    bytes("ann\r\n", hex("ff fd 12")),
    heard({ lines: ["ann", SIGNAL.goodbye], replies: "ff fb 12", telnet: 1, returns: 1 }),
  ],
  [
    "takes NOP, DM, AO, GA and SUSP in silence",
    hex("61 ff f1 ff f2 ff f5 ff f9 ff ed 62 0a"),
    heard({ lines: ["ab"], telnet: 1 }),
  ],
  [
    "answers PuTTY's seven offers once each",
    bytes(hex("ff fb 1f ff fb 20 ff fb 18 ff fb 27 ff fd 01 ff fb 03 ff fd 03"), "ann\r\n"),
    heard({
      lines: ["ann"],
      replies: "ff fe 1f ff fe 20 ff fe 18 ff fe 27 ff fc 01 ff fd 03 ff fc 03",
      telnet: 1,
      returns: 1,
    }),
  ],
  [
    "refuses COM-PORT of microcom once",
    hex("ff fd 2c ff fb 2c ff fd 2c 61 0d"),
    heard({ lines: ["a"], replies: "ff fc 2c ff fe 2c", telnet: 1, returns: 1 }),
  ],
  [
    "drops window sizes, a doubled 0xFF inside included",
    bytes("a", hex("ff fa 1f 00 ff ff 00 18 ff f0"), "b\n"),
    heard({ lines: ["ab"] }),
  ],
  ["keeps the text after a lone 0xFF", bytes("a", IAC, "b\n"), heard({ lines: ["ab"] })],
  [
    "takes the byte 0xFF doubled for a letter of Latin-1",
    bytes("a", IAC, IAC, "b\nc\n"),
    heard({ lines: [`${MENDED}aÿb`, "c"] }),
  ],
  [
    "answers the command behind what a Synch has left, and keeps the line around it",
    bytes("hel", IAC, IAC, 0xfd, 6, "lo\r\n"),
    heard({ lines: ["hello"], replies: "ff fb 06", telnet: 1, returns: 1 }),
  ],
  [
    "hears a Linux telnet that sends Synch at Ctrl-C, what it answers to an offer, and lines in any script",
    bytes("gone", hex("ff f4 ff fd 06 ff ff fb 00"), "안\r\n", hex("ff f4 ff fd 06 ff"), "안녕 😃\r\n"),
    heard({ lines: ["안", "안녕 😃"], replies: "ff fb 06 ff fd 00 ff fb 06", telnet: 1, returns: 2 }),
  ],
  [
    "hears an inetutils telnet that sends Synch, at Ctrl-C and by itself, with what it answers to an offer",
    bytes(
      "gone",
      hex("ff f4 ff fd 06 f2 ff fb 00"),
      "hello\n",
      hex("f2"),
      "你好\n",
      hex("ff f4 f2 ff f6 ff f2 f2"),
      "안녕\n",
    ),
    heard({
      lines: ["hello", "你好", SIGNAL.areYouThere, "안녕"],
      replies: "ff fb 06 ff fd 00",
      telnet: 1,
    }),
  ],
  [
    "hears IP in a Latin-1 line as the key it is",
    bytes("h", 0xe9, "llo", 0xe9, hex("ff f4 ff fd 06"), "kept\r\n"),
    heard({ lines: ["kept"], replies: "ff fb 06", telnet: 1, returns: 1 }),
  ],
  [
    "answers eight marks in a row, and each behind a subnegotiation",
    bytes(...Array(12).fill(hex("ff fd 06")), hex("ff fa 1f 00 50 00 18 ff f0 ff fd 06"), "a\n"),
    heard({ lines: ["a"], replies: Array(9).fill("ff fb 06").join(" "), telnet: 1 }),
  ],
  [
    "hears я of a telnet without BINARY, broken by AO and TIMING-MARK, whole",
    bytes(0xd1, hex("ff f5 ff fd 06"), "\r\nnext\r\n"),
    heard({ lines: ["я", "next"], replies: "ff fb 06", telnet: 1, returns: 2 }),
  ],
  [
    "drops arrow keys, also around telnet",
    bytes("a\x1b", hex("ff f1"), "[Ab\x1bOP\x1b[[Ac\n"),
    heard({ lines: ["abc"], telnet: 1 }),
  ],
  [
    "gives back the bytes a stock telnet hides inside characters before BINARY: 小, у, М",
    bytes(
      0xe5,
      0xb0,
      IAC,
      0xf5,
      IAC,
      0xfd,
      6,
      "明 ",
      0xd1,
      IAC,
      0xf4,
      IAC,
      0xfd,
      6,
      " ",
      0xd0,
      IAC,
      0xf3,
      "\r\n",
    ),
    heard({ lines: ["小明 у М"], replies: "ff fb 06 ff fb 06", telnet: 1, returns: 1 }),
  ],
  [
    "takes the same commands for keys between characters",
    bytes("half 明", IAC, 0xf4, IAC, 0xfd, 6, "whole", IAC, 0xf5, "\r\n"),
    heard({ lines: ["whole"], replies: "ff fb 06", telnet: 1, returns: 1 }),
  ],
]);

Deno.test("linesOf() refuses every option there is once, and agrees to BINARY and SUPPRESS-GO-AHEAD of the peer", async () => {
  const offers = Array.from({ length: 256 }, (_, option) => bytes(IAC, 0xfb, option));
  const { replies, lines } = await hear([...offers, ...offers, bytes("a\n")]);
  const answered = replies.split(" ff ").length;
  assertEquals(lines, ["a"]);
  assertEquals(answered, 255); // all but TIMING-MARK, whose WILL answers a question nobody asked
  assertEquals(replies.match(/ff fd \w\w/g), ["ff fd 00", "ff fd 03"]);
});

Deno.test("linesOf() hears again after a subnegotiation of 64 KiB without an end", async () => {
  const { lines } = await hear([hex("ff fa"), new Uint8Array(64 * 1024).fill(0x61), bytes("next\n")]);
  assertEquals(lines, ["next"]);
});

Deno.test("linesOf() answers while it waits for the rest of a line", async () => {
  const source = new LiveSource();
  const replies: string[] = [];
  const { lines } = linesOf(source, {
    maxLineBytes: 100,
    reply: (answer) => replies.push(toHex(answer)),
    onTelnet: () => {},
    onCarriageReturn: () => {},
  });
  await settled();
  source.feed(bytes("half a line", hex("ff f4 ff fd 06")));
  await settled();
  assertEquals(replies, ["ff fb 06"]);
  source.feed(null);
  assertEquals(await allOf(lines), []);
});

Deno.test("linesOf().offerTelnet() asks for BINARY once and never on its own", async () => {
  const replies: string[] = [];
  const pipe = linesOf(new ChunkSource([hex("ff fb 00"), bytes("a\r\n")]), {
    maxLineBytes: 100,
    reply: (answer) => replies.push(toHex(answer)),
    onTelnet: () => {},
    onCarriageReturn: () => {},
  });
  assertEquals(replies, []);
  pipe.offerTelnet();
  pipe.offerTelnet();
  assertEquals(await allOf(pipe.lines), ["a"]);
  assertEquals(replies, ["ff fd 00"]);
});

Deno.test("linesOf().offerTelnet() survives a refusal", async () => {
  const replies: string[] = [];
  const pipe = linesOf(new ChunkSource([hex("ff fc 00"), bytes("a\r\n")]), {
    maxLineBytes: 100,
    reply: (answer) => replies.push(toHex(answer)),
    onTelnet: () => pipe.offerTelnet(),
    onCarriageReturn: () => pipe.offerTelnet(),
  });
  assertEquals(await allOf(pipe.lines), ["a"]);
  assertEquals(replies, ["ff fd 00"]);
});

Deno.test("linesOf() answers with complete telnet commands only, at most one a command that came (property)", async () => {
  await fc.assert(
    fc.asyncProperty(randomlyCut(), async ({ whole, chunks }) => {
      const { replies } = await hear(chunks, 40);
      assertMatch(replies, /^(?:ff f[b-e] [0-9a-f]{2}(?: |$))*$/);
      assertLess(replies.length / 9, whole.length / 3 + 1);
    }),
    { numRuns: 300 },
  );
});
