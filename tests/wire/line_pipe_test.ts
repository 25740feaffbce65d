import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import fc from "../support/fast_check.ts";
import { linesOf } from "../../lib/wire/line_pipe.ts";
import { MENDED, SIGNAL } from "../../lib/terminal/signal.ts";
import { PeerGone } from "../../lib/wire/socket_text.ts";
import { bytes, hex } from "../support/bytes.ts";
import { ChunkSource } from "../support/fake_socket.ts";
import { randomlyCut } from "../support/splits.ts";
import { hear, heard, tryHearing } from "./hearing.ts";

tryHearing([
  ["hears nc: LF", bytes("ann\nhello\n"), heard({ lines: ["ann", "hello"] })],
  ["hears telnet: CR LF", bytes("ann\r\nhello\r\n"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["hears character mode: CR NUL", bytes("ann\r\0hello\r\0"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["hears microcom: CR alone", bytes("ann\rhello\r"), heard({ lines: ["ann", "hello"], returns: 2 })],
  ["takes a last line without a newline for said", bytes("ann\nlast"), heard({ lines: ["ann", "last"] })],
  ["hears nothing where nothing was sent", bytes(), heard({})],
  ["says goodbye at 04 on an empty line", bytes("ann\n", 4), heard({ lines: ["ann", SIGNAL.goodbye] })],
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
    "keeps what is typed into a stock Linux telnet after DO BINARY",
    bytes("你好 я ❤ テ 😃 у М Ü “ ” ם\r\n"),
    heard({ lines: ["你好 я ❤ テ 😃 у М Ü “ ” ם"], returns: 1 }),
  ],
  ["keeps signals out of what is typed", bytes(SIGNAL.tls, "\n"), heard({ lines: ["tls"] })],
  [
    "refuses a line that is too long and keeps the next",
    bytes("x".repeat(201), "rest\r\nnext\r\n"),
    heard({ lines: [SIGNAL.tooLong, "next"], returns: 2 }),
  ],
]);

Deno.test("linesOf() hears a 200-line paste whole and in order", async () => {
  const lines = Array.from({ length: 200 }, (_, i) => `line ${i} 你好`);
  assertEquals((await hear([bytes(lines.map((line) => line + "\r\n").join(""))])).lines, lines);
});

Deno.test("linesOf() says one sentence for 10 MB without a newline, and hears the next line", async () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x78);
  const { lines } = await hear([...Array(160).fill(chunk), bytes("\nnext\n")], 4096);
  assertEquals(lines, [SIGNAL.tooLong, "next"]);
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
