import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import {
  type BadHead,
  type Head,
  HeadReader,
  MAX_HEAD_BYTES,
  MAX_HEADER_LINES,
} from "../../lib/http/head.ts";
import { bytes } from "../support/bytes.ts";
import { assertSplitSafe } from "../support/splits.ts";

/** What a reader makes of chunks, and what it found behind the head. */
function read(chunks: Iterable<Uint8Array>): { head: Head | BadHead | undefined; rest: string } {
  const reader = new HeadReader();
  let head: Head | BadHead | undefined, rest = "";
  for (const chunk of chunks) {
    if (head !== undefined) {
      rest += new TextDecoder().decode(chunk);
      continue;
    }
    head = reader.take(chunk);
    rest += new TextDecoder().decode(reader.rest);
  }
  return { head, rest };
}

const readText = (text: string) => read([bytes(text)]).head;

/** The status a request is refused with; 0 where it is not. */
function statusOf(text: string): number | undefined {
  const head = readText(text);
  return head === undefined ? undefined : "status" in head ? head.status : 0;
}

const BROWSER = "GET /ws?x=1 HTTP/1.1\r\nHost: Chat.example:8080\r\nAccept:  text/html \t\r\n" +
  "X-A: one\r\nx-a: two\r\n\r\nbody";

Deno.test("HeadReader understands a request, wherever it is cut", async () => {
  const expected = {
    head: {
      method: "GET",
      path: "/ws",
      isOld: false,
      headers: new Map([["host", "Chat.example:8080"], ["accept", "text/html"], ["x-a", "one, two"]]),
      host: "chat.example:8080",
    },
    rest: "body",
  };
  await assertSplitSafe(bytes(BROWSER), read, expected);
});

Deno.test("HeadReader understands what people type by hand, HTTP/1.0 and what proxies send", () => {
  assertEquals(statusOf("\r\n\nGET / HTTP/1.1\nHost: a\n\n"), 0);
  const old = readText("GET / HTTP/1.0\r\n\r\n") as Head;
  assertEquals([old.isOld, old.host, old.path], [true, "", "/"]);
  const asked = readText("GET http://Other:81 HTTP/1.1\r\nHost: a\r\n\r\n") as Head;
  assertEquals([asked.host, asked.path], ["other:81", "/"]);
  assertEquals(statusOf("OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"), 0);
  assertEquals((readText("GET /hook/休息室 HTTP/1.1\r\nHost: a\r\n\r\n") as Head).path, "/hook/休息室");
});

Deno.test("HeadReader refuses what can be understood in two ways", () => {
  const withLines = (...lines: string[]) =>
    statusOf(["POST / HTTP/1.1", "Host: a", ...lines, "", ""].join("\r\n"));
  assertEquals(withLines("Content-Length: 5"), 0);
  assertEquals(withLines("Transfer-Encoding: chunked"), 0);
  for (
    const lines of [
      ["Host: b"],
      ["Content-Length: 5", "Content-Length: 5"],
      ["Content-Length: 5", "Transfer-Encoding: chunked"],
      ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
      ["Content-Length: 5, 5"],
      ["Content-Length: +5"],
      ["Content-Length: 0x5"],
      ["Content-Length: \u00a05"],
      ["Content-Length:"],
      ["X: folded", " line"],
      ["X : blank before the colon"],
      [": no name"],
      ["no colon"],
      ["X: a\rY: b"],
      ["X: a\0b"],
    ]
  ) assertEquals(withLines(...lines), 400, lines.join(" | "));
});

Deno.test("HeadReader refuses requests that are none, and hosts that are none", () => {
  for (
    const line of ["GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "G{T / HTTP/1.1", "GET /\x01 HTTP/1.1"]
  ) {
    assertEquals(statusOf(`${line}\r\nHost: a\r\n\r\n`), 400, line);
  }
  for (const line of ["PRI * HTTP/2.0", "GET / HTTP/0.9", "GET / HTTP/3.0"]) {
    assertEquals(statusOf(`${line}\r\nHost: a\r\n\r\n`), 505, line);
  }
  assertEquals(statusOf("GET / HTTP/1.1\r\n\r\n"), 400);
  for (const host of ["", "a b", "a/b", "a,b", "u@a", "a:b", "a:1:2", "a:99999", "a..1", "[::1", "\u65e5"]) {
    assertEquals(statusOf(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`), 400, host);
  }
  const broken = new Uint8Array([...bytes("GET /"), 0xff, ...bytes(" HTTP/1.1\r\nHost: a\r\n\r\n")]);
  assertEquals((read([broken]).head as BadHead).status, 400);
});

Deno.test("HeadReader has bounds, and takes what is just within them", async () => {
  const lines = (count: number) => "X: y\r\n".repeat(count - 1);
  assertEquals(statusOf(`GET / HTTP/1.1\r\nHost: a\r\n${lines(MAX_HEADER_LINES)}\r\n`), 0);
  assertEquals(statusOf(`GET / HTTP/1.1\r\nHost: a\r\n${lines(MAX_HEADER_LINES + 1)}\r\n`), 431);
  const sized = (size: number) => {
    const [before, behind] = ["GET / HTTP/1.1\r\nHost: a\r\nX: ", "\r\n\r\n"];
    return before + "x".repeat(size - before.length - behind.length) + behind;
  };
  assertEquals(statusOf(sized(MAX_HEAD_BYTES)), 0);
  assertEquals(statusOf(sized(MAX_HEAD_BYTES + 1)), 431);
  assertEquals(statusOf(`GET /${"a".repeat(MAX_HEAD_BYTES)}`), 414);
  assertEquals(statusOf("GET / HTTP/1.1\r\nHost: a\r\n"), undefined);
  await assertSplitSafe(bytes("\r\n".repeat(20) + BROWSER), ([...chunks]) => statusOfChunks(chunks), 0);
});

function statusOfChunks(chunks: Uint8Array[]): number | undefined {
  const { head } = read(chunks);
  return head === undefined ? undefined : "status" in head ? head.status : 0;
}

Deno.test("HeadReader takes any bytes, and cuts make no difference", () => {
  const mutated = fc.tuple(
    fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
  );
  fc.assert(fc.property(mutated, ([changes, sizes]) => {
    const input = bytes(BROWSER);
    for (const [at, byte] of changes) if (at < input.length) input[at] = byte;
    const chunks: Uint8Array[] = [];
    for (let at = 0, turn = 0; at < input.length; turn++) {
      const size = sizes[turn % sizes.length]!;
      chunks.push(input.subarray(at, at + size));
      at += size;
    }
    const whole = read([input]).head;
    assertEquals(read(chunks).head, whole);
    if (whole !== undefined && "status" in whole) assert(/^[A-Z].*\.$/.test(whole.sentence), whole.sentence);
  }));
});
