import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import fc from "fast-check";
import { linesOf } from "../../lib/wire/line_pipe.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { PeerGone } from "../../lib/wire/socket_text.ts";
import { bytes, hex } from "../support/bytes.ts";
import { settled } from "../support/fake_clock.ts";
import { allOf, ChunkSource, LiveSource } from "../support/fake_socket.ts";
import { assertSplitSafe, randomlyCut } from "../support/splits.ts";

const IAC = 0xff;

/** What came of a connection: its lines, the telnet answers in hex, and how often the listeners were told. */
interface Heard {
  readonly lines: readonly string[];
  readonly replies: string;
  readonly telnet: number;
  readonly returns: number;
}

function heard(part: Partial<Heard>): Heard {
  return { lines: [], replies: "", telnet: 0, returns: 0, ...part };
}

function toHex(some: Uint8Array): string {
  return Array.from(some, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Hears a connection to its end. */
async function hear(chunks: readonly Uint8Array[], maxLineBytes = 200): Promise<Heard> {
  const replies: string[] = [];
  let telnet = 0, returns = 0;
  const { lines } = linesOf(new ChunkSource(chunks), {
    maxLineBytes,
    reply: (answer) => replies.push(toHex(answer)),
    onTelnet: () => telnet++,
    onCarriageReturn: () => returns++,
  });
  return { lines: await allOf(lines), replies: replies.join(" "), telnet, returns };
}

const CASES: readonly (readonly [does: string, sent: Uint8Array, heard: Heard])[] = [
  ["hears nc: LF", bytes("ann\nhello\n"), heard({ lines: ["ann", "hello"] })],
  ["hears telnet: CR LF", bytes("ann\r\nhello\r\n"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["hears character mode: CR NUL", bytes("ann\r\0hello\r\0"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["hears microcom: CR alone", bytes("ann\rhello\r"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["takes a last line without a newline for said", bytes("ann\nlast"), heard({ lines: ["ann", "last"] })],
  ["hears nothing where nothing was sent", bytes(), heard({})],
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
  ["says goodbye at 04 on an empty line", bytes("ann\n", 4), heard({ lines: ["ann", SIGNAL.goodbye] })],
  ["takes NOP, DM, AO, GA and SUSP in silence", hex("61 ff f1 ff f2 ff f5 ff f9 ff ed 62 0a"), {
    ...heard({ lines: ["ab"], telnet: 1 }),
  }],
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
  ["takes the byte 0xFF doubled for a letter of Latin-1", bytes("a", IAC, IAC, "b\nc\n"), {
    ...heard({ lines: [`${MENDED}aÿb`, "c"] }),
  }],
  [
    "hears a Latin-1 line and the next",
    bytes("h", 0xe9, "llo\r\nnext\r\n"),
    heard({ lines: [`${MENDED}h\u00e9llo`, "next"], returns: 2 }),
  ],
  [
    "hears KildClient in Latin-1",
    hex("6e 61 ef 76 65 20 63 61 66 e9 20 ff ff 0d 0a"),
    heard({ lines: [`${MENDED}naïve café ÿ`], returns: 1 }),
  ],
  [
    "hears GNU screen's telnet after a Backspace over an emoji",
    hex("6f 6b 20 f0 a2 f0 0d 0a"),
    heard({ lines: [`${MENDED}ok \ufffd\ufffd`], returns: 1 }),
  ],
  [
    "hears TinyFugue 4 without letters that it sends as Alt",
    hex("6e 61 1b 43 1b 2f 76 65 20 63 61 66 1b 43 1b 29 20 1b 43 1b 3f 0d 0a"),
    heard({ lines: ["nave caf "], returns: 1 }),
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
    "keeps what is typed into a stock Linux telnet after DO BINARY",
    bytes("你好 я ❤ テ 😃 у М Ü “ ” ם\r\n"),
    heard({ lines: ["你好 я ❤ テ 😃 у М Ü “ ” ם"], returns: 1 }),
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
  ["tells of a TLS hello and hears nothing after it", hex("16 03 01 02 00 01 00 0a ff fd 01 0a"), {
    ...heard({ lines: [SIGNAL.tls] }),
  }],
  ["tells of UTF-16 with a mark", bytes(hex("ff fe"), "b\0o\0t\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of UTF-16 with a mark the other way round",
    bytes(hex("fe ff"), "\0b\0o\0t\0\r\0\n"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  [
    "tells of UTF-16 beyond Latin: 你好",
    hex("ff fe 60 4f 7d 59 0d 00 0a 00"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  ["tells of UTF-16 beyond Latin: Анна", hex("ff fe 10 04 3d 04 3d 04"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 beyond Latin: 가", hex("ff fe 00 ac 0d 00 0a 00"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 without a mark", bytes("b\0o\0t\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  ["tells of UTF-16 without a mark, one letter", bytes("b\0\r\0\n\0"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of UTF-16 without a mark the other way round",
    bytes("\0b\0o\0t"),
    heard({ lines: [SIGNAL.utf16] }),
  ],
  ["tells of UTF-32 with a mark", hex("ff fe 00 00 62 00 00 00"), heard({ lines: [SIGNAL.utf16] })],
  [
    "tells of a PROXY header in bytes, behind the empty lines it begins with",
    bytes("\r\n\r\n\0\r\nQUIT\n", hex("21 11 00 0c"), new Uint8Array(12), "ann\n"),
    heard({ lines: ["", "", SIGNAL.proxy], returns: 2 }),
  ],
  ["does not wait where a PROXY header might begin", bytes("\r\n\r\nann\r\n"), {
    ...heard({ lines: ["", "", "ann"], returns: 3 }),
  }],
  ["tells of SOCKS", hex("05 01 00"), heard({ lines: [SIGNAL.program] })],
  ["tells of a remote desktop", hex("03 00 00 13 0e e0 00 00"), heard({ lines: [SIGNAL.program] })],
  ["tells of PostgreSQL", hex("00 00 00 08 04 d2 16 2f"), heard({ lines: [SIGNAL.program] })],
  ["tells of a file share", bytes(hex("00 00 00 45 ff"), "SMBr"), heard({ lines: [SIGNAL.program] })],
  ["tells of MQTT", bytes(hex("10 12 00 04"), "MQTT"), heard({ lines: [SIGNAL.program] })],
  [
    "takes DONT as the first thing a telnet says for DONT",
    bytes(hex("ff fe 01"), "ann\r\n"),
    heard({ lines: ["ann"], telnet: 1, returns: 1 }),
  ],
  [
    "takes a storm of DONT for telnet",
    bytes(hex("ff fe 48 ff fe 00 ff fd 48"), "ann\n"),
    heard({ lines: ["ann"], replies: "ff fc 48", telnet: 1 }),
  ],
  [
    "hears a byte order mark of UTF-8 in front of a line",
    bytes("\ufeffann\n"),
    heard({ lines: ["\ufeffann"] }),
  ],
  [
    "says what looked like the beginning of something else when the input ends",
    bytes("a"),
    heard({ lines: ["a"] }),
  ],
  ["takes 16 03 later on for keys", bytes("ann\n", 0x16, 0x03, "b\n"), heard({ lines: ["ann", "b"] })],
  ["takes 16 and something else for a key", bytes(0x16, "ann\n", 0x16, 0x03, "b\n"), {
    ...heard({ lines: ["ann", "b"] }),
  }],
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
  ["keeps signals out of what is typed", bytes(SIGNAL.tls, "\n"), heard({ lines: ["tls"] })],
  [
    "refuses a line that is too long and keeps the next",
    bytes("x".repeat(201), "rest\r\nnext\r\n"),
    heard({ lines: [SIGNAL.tooLong, "next"], returns: 2 }),
  ],
];

for (const [does, sent, expected] of CASES) {
  Deno.test(`linesOf() ${does}, split anywhere`, () =>
    assertSplitSafe(sent, (chunks) => hear(chunks), expected));
}

Deno.test("linesOf() refuses every option there is once, and agrees to BINARY and SUPPRESS-GO-AHEAD of the peer", async () => {
  const offers = Array.from({ length: 256 }, (_, option) => bytes(IAC, 0xfb, option));
  const { replies, lines } = await hear([...offers, ...offers, bytes("a\n")]);
  const answered = replies.split(" ff ").length;
  assertEquals(lines, ["a"]);
  assertEquals(answered, 255); // all but TIMING-MARK, whose WILL answers a question nobody asked
  assertEquals(replies.match(/ff fd \w\w/g), ["ff fd 00", "ff fd 03"]);
});

Deno.test("linesOf() hears a 200-line paste whole and in order", async () => {
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i} 你好`);
  assertEquals((await hear([bytes(lines.map((line) => line + "\r\n").join(""))])).lines, lines);
});

Deno.test("linesOf() says one sentence for 10 MB without a newline, and hears the next line", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x78);
  const { lines } = await hear([...Array(160).fill(chunk), bytes("\nnext\n")], 4096);
  assertEquals(lines, [SIGNAL.tooLong, "next"]);
});

Deno.test("linesOf() hears again after a subnegotiation of 64 KiB without an end", async () => {
  const { lines } = await hear([hex("ff fa"), new Uint8Array(64 * 1024).fill(0x61), bytes("next\n")]);
  assertEquals(lines, ["next"]);
});

Deno.test("linesOf() takes every way a person's line can end for one line, CR | LF in two segments too", async () => {
  assertEquals((await hear([bytes("a\r"), bytes("\nb\r"), bytes("\n")])).lines, ["a", "b"]);
  assertEquals((await hear([bytes("a"), bytes("\r\n"), bytes("b"), bytes("\r\n")])).lines, ["a", "b"]);
});

Deno.test("linesOf() tells of a line that ended with a CR before the line can be read", async () => {
  const seen: string[] = [];
  const { lines } = linesOf(new ChunkSource([bytes("ann\r\nhi\n")]), {
    maxLineBytes: 100,
    reply: () => {},
    onTelnet: () => {},
    onCarriageReturn: () => seen.push("CR"),
  });
  for await (const line of lines) seen.push(line);
  assertEquals(seen, ["CR", "ann", "hi"]);
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

Deno.test("linesOf() fails with PeerGone where the connection breaks, after the lines before it", async () => {
  const { lines } = linesOf(new ChunkSource([bytes("said\nhalf")], new Error("reset")), {
    maxLineBytes: 100,
    reply: () => {},
    onTelnet: () => {},
    onCarriageReturn: () => {},
  });
  const reader = lines.getReader();
  assertEquals(await reader.read(), { done: false, value: "said" });
  await assertRejects(() => reader.read(), PeerGone);
});

Deno.test("linesOf() hears the same in random chunks as in one chunk (property)", async () => {
  await fc.assert(
    fc.asyncProperty(randomlyCut(), async ({ whole, chunks }) => {
      assertEquals(await hear(chunks, 40), await hear([whole], 40));
    }),
    { numRuns: 300 },
  );
});

Deno.test("linesOf() gives lines without control characters but tab, never longer than the limit, or a signal (property)", async () => {
  const signals: readonly string[] = Object.values(SIGNAL);
  await fc.assert(
    fc.asyncProperty(randomlyCut(), async ({ chunks }) => {
      for (const heard of (await hear(chunks, 40)).lines) {
        if (signals.includes(heard)) continue;
        const line = heard.startsWith(MENDED) ? heard.slice(MENDED.length) : heard;
        // deno-lint-ignore no-control-regex
        assertMatch(line, /^[^\x00-\x08\x0a-\x1f\x7f]*$/);
        assertLess(bytes(line).length, 41);
      }
    }),
    { numRuns: 300 },
  );
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
