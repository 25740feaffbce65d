import { assertEquals } from "@std/assert";
import { strangerOf } from "../../lib/model/stranger.ts";

Deno.test("strangerOf() knows the first line of an HTTP request", () => {
  for (
    const line of [
      "GET / HTTP/1.1",
      "POST /login?x=1 HTTP/1.0",
      "HEAD http://host/ HTTP/1.1",
      "OPTIONS * HTTP/1.1",
      "CONNECT host:443 HTTP/1.1",
      "PROPFIND /dav HTTP/1.1",
      "PRI * HTTP/2.0",
    ]
  ) assertEquals(strangerOf(line), "http", line);
});

Deno.test("strangerOf() knows an SSH banner", () => {
  assertEquals(strangerOf("SSH-2.0-OpenSSH_9.2p1 Debian-2"), "ssh");
  assertEquals(strangerOf("SSH-1.99-x"), "ssh");
});

Deno.test("strangerOf() takes people for people", () => {
  for (
    const line of [
      "",
      "ann",
      "GET",
      "GET /",
      "get / http/1.1",
      "I like HTTP/1.1",
      "SSH",
      "SSH-fan",
      "ssh-2.0",
      " GET / HTTP/1.1",
      "小明",
    ]
  ) assertEquals(strangerOf(line), undefined, line);
});
