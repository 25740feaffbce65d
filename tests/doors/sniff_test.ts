import { assertEquals } from "@std/assert";
import { protocolOf } from "../../lib/doors/sniff.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What is known after each byte, as runs: `"2 undefined, 1 tls"`. */
function after(text: string): string {
  const all = Array.from(text, (_, i) => String(protocolOf(bytes(text.slice(0, i + 1)))));
  const runs: [number, string][] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (last?.[1] === one) last[0]++;
    else runs.push([1, one]);
  }
  return runs.map(([count, one]) => `${count} ${one}`).join(", ");
}

Deno.test("a hello of TLS is known by two bytes", () => {
  assertEquals(after("\x16\x03\x01\x00"), "1 undefined, 3 tls");
  assertEquals(after("\x16\x16"), "1 undefined, 1 chat");
});

Deno.test("a request of HTTP is known by its whole first line, however it is cut", () => {
  assertEquals(after("GET / HTTP/1.1\r\n"), "15 undefined, 1 http");
  assertEquals(after("POST /hook/ops HTTP/1.0\n"), "23 undefined, 1 http");
});

Deno.test("SSH is known by its version, one byte after the other", () => {
  assertEquals(after("SSH-2.0-OpenSSH_9.2"), "7 undefined, 12 ssh");
  assertEquals(after("SSH-1.99-x\n"), "8 undefined, 3 ssh");
  assertEquals(after("SSH-1.5-x\n"), "6 undefined, 4 chat"); // nobody speaks that any more
  assertEquals(after("SSH\n"), "3 undefined, 1 chat");
  assertEquals(after("ssh-2.0-x"), "9 chat");
});

Deno.test("whatever people begin with is chat, at the latest with the end of their line", () => {
  for (
    const line of [
      "anna\n",
      "GET\n",
      "GET /\n",
      "GET up HTTP/x\n",
      "ANNA\r\n",
      "\n",
      "你好\n",
      "SSH\n",
      "SSH-2\r\n",
    ]
  ) {
    assertEquals(
      after(String.fromCharCode(...new TextEncoder().encode(line))).split(" ").at(-1),
      "chat",
      line,
    );
  }
  assertEquals(after("anna\n"), "5 chat");
  assertEquals(after("\xff\xfb\x1f"), "3 chat");
});
