import { assertEquals } from "@std/assert";
import { replyBytes, sentence } from "../../lib/http/reply.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("replyBytes() tells length, date and that the connection closes", () => {
  assertEquals(
    text(replyBytes(sentence(404, "你好.", { allow: "GET" }), false, 0)),
    [
      "HTTP/1.1 404 Not Found",
      "date: Thu, 01 Jan 1970 00:00:00 GMT",
      "connection: close",
      "x-content-type-options: nosniff",
      "referrer-policy: no-referrer",
      "cross-origin-resource-policy: same-origin",
      "cache-control: no-store",
      "allow: GET",
      "content-type: text/plain; charset=utf-8",
      "content-length: 8",
      "",
      "你好.\n",
    ].join("\r\n"),
  );
});

Deno.test("replyBytes() has no body to HEAD, and tells of none where nothing has changed", () => {
  const full = text(replyBytes(sentence(200, "hello"), false, 0));
  const bare = text(replyBytes(sentence(200, "hello"), true, 0));
  assertEquals(bare + "hello\n", full);
  const unchanged = text(replyBytes({ status: 304, type: "text/html", body: "" }, false, 0));
  assertEquals(/\r\ncontent-/.test(unchanged), false);
});
