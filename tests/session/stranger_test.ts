import { assertEquals } from "@std/assert";
import { strangerOf } from "../../lib/session/stranger.ts";

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

Deno.test("strangerOf() knows a PROXY header of version 1", () => {
  for (const family of ["TCP4 192.0.2.1 192.0.2.2 5 6", "TCP6 2001:db8::1 2001:db8::2 5 6", "UNKNOWN"]) {
    assertEquals(strangerOf(`PROXY ${family}`), "proxy", family);
  }
});

Deno.test("strangerOf() knows an IRC client, by what it says around its name", () => {
  for (const line of ["CAP LS", "CAP LS 302", "CAP END", "USER ann 0 * :Ann", "USER ann host server Ann"]) {
    assertEquals(strangerOf(line), "irc", line);
  }
});

Deno.test("strangerOf() knows other protocols of lines", () => {
  for (
    const line of [
      "OPTIONS rtsp://host/ RTSP/1.0",
      "OPTIONS sip:nm SIP/2.0",
      "EHLO mail.example.org",
      "HELO [192.0.2.1]",
      "EHLO localhost",
      "*1",
    ]
  ) assertEquals(strangerOf(line), "program", line);
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
      "NICK",
      "NICK ann",
      "USER",
      "USER ann",
      "CAP",
      "PROXY",
      "PROXY ann",
      "HELO everybody",
      "HELP",
      "QUIT",
      "* ann",
    ]
  ) assertEquals(strangerOf(line), undefined, line);
});
