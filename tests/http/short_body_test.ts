import { assertEquals } from "@std/assert";
import { type Head, HeadReader } from "../../lib/http/head.ts";
import type { Reply } from "../../lib/http/reply.ts";
import { shortBody } from "../../lib/http/short_body.ts";
import { bytes } from "../support/bytes.ts";
import { ChunkSource } from "../support/fake_socket.ts";
import { assertSplitSafe } from "../support/splits.ts";

function headWith(lines: string, version = "1.1"): Head {
  return new HeadReader().take(bytes(`POST / HTTP/${version}\r\nHost: a\r\n${lines}\r\n`)) as Head;
}

/** A client that sends no more. */
const NOTHING = { read: () => Promise.resolve(null), write: () => Promise.resolve() };

/** What is made of a body, and what was sent meanwhile. */
async function read(head: Head, rest: Uint8Array, chunks: Iterable<Uint8Array>, maxBytes = 10) {
  let sent = "";
  const incoming = new ChunkSource(chunks);
  const source = {
    read: (into: Uint8Array) => incoming.read(into),
    write(bytes: Uint8Array) {
      sent += new TextDecoder().decode(bytes);
      return Promise.resolve();
    },
  };
  const body = await shortBody(head, rest, source, maxBytes);
  return { body: typeof body === "object" ? (body as Reply).status : body, sent };
}

Deno.test("shortBody() reads a text of the length that was told, wherever it is cut", async () => {
  const head = headWith("Content-Length: 6\r\n"), expected = { body: "你好", sent: "" };
  await assertSplitSafe(bytes("你好 and more"), (chunks) => read(head, new Uint8Array(0), chunks), expected);
  await assertSplitSafe(
    bytes("你好 and more"),
    ([first, ...chunks]) => read(head, first!, chunks),
    expected,
  );
});

Deno.test("shortBody() tells whoever asks to go on, once", async () => {
  const go = "HTTP/1.1 100 Continue\r\n\r\n", none = new Uint8Array(0), chunks = [bytes("hello")];
  const expecting = "Content-Length: 5\r\nExpect: 100-Continue\r\n";
  assertEquals(await read(headWith(expecting), none, chunks), { body: "hello", sent: go });
  assertEquals(await read(headWith(expecting), bytes("hello"), []), { body: "hello", sent: "" });
  assertEquals(await read(headWith(expecting, "1.0"), none, chunks), { body: "hello", sent: "" });
});

Deno.test("shortBody() refuses what is too long, in chunks, no text, or has other wishes", async () => {
  const none = new Uint8Array(0), chunks = [Uint8Array.of(0xff, 0xfe)];
  const statusOf = async (lines: string) => (await read(headWith(lines), none, chunks)).body;
  assertEquals(await statusOf(""), 411);
  assertEquals(await statusOf("Transfer-Encoding: chunked\r\n"), 411);
  assertEquals(await statusOf("Content-Length: 11\r\n"), 413);
  assertEquals(await statusOf("Content-Length: 99999999999\r\nExpect: 100-continue\r\n"), 413);
  assertEquals(await statusOf("Content-Length: 2\r\nExpect: tea\r\n"), 417);
  assertEquals(await statusOf("Content-Length: 2\r\n"), 415);
  assertEquals(await statusOf("Content-Length: 3\r\n"), undefined); // it ends before
  assertEquals((await read(headWith("Content-Length: 0\r\n"), none, [])).body, "");
});

Deno.test("shortBody() lets a line end stand behind the text, and names the bound of the text", async () => {
  const ask = (length: number) =>
    shortBody(headWith(`Content-Length: ${length}\r\n`), bytes("x".repeat(10) + "\r\n"), NOTHING, 10, 2);
  assertEquals(await ask(12), "x".repeat(10) + "\r\n");
  assertEquals((await ask(13) as Reply).body, "The text is too long: it may have 10 bytes.\n");
});
