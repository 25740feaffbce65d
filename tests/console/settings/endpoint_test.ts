import { assertEquals } from "@std/assert";
import { endpointOf } from "../../../lib/console/settings/endpoint.ts";

Deno.test("endpointOf() reads every way to write an address", () => {
  const origins = {
    "127.0.0.1:8081": "http://127.0.0.1:8081",
    "http://10.0.0.1:80": "http://10.0.0.1:80",
    "http://10.0.0.1:80/": "http://10.0.0.1:80",
    ":9": "http://127.0.0.1:9",
    "[::1]:8081": "http://[::1]:8081",
    "http://[2001:db8::1]:8081": "http://[2001:db8::1]:8081",
    "chat.example.com:65535": "http://chat.example.com:65535",
    "auto": "http://127.0.0.1:8081",
  };
  for (const [typed, origin] of Object.entries(origins)) {
    const endpoint = endpointOf(typed);
    assertEquals([typed, endpoint?.kind === "tcp" ? endpoint.origin : undefined], [typed, origin]);
  }
  assertEquals(endpointOf("unix:/run/chat server.sock"), {
    kind: "unix",
    path: "/run/chat server.sock",
    address: "unix:/run/chat server.sock",
  });
});

Deno.test("endpointOf() connects to this machine where a server listens on all addresses", () => {
  assertEquals(endpointOf("0.0.0.0:8081")?.address, "127.0.0.1:8081");
  assertEquals(endpointOf("[::]:8081")?.address, "[::1]:8081");
});

Deno.test("endpointOf() finds nothing in what is no address", () => {
  const wrong = [
    "",
    "8081",
    "localhost",
    "none",
    "a:0",
    "a:65536",
    "a:1x",
    "unix:",
    "unix:a\nb",
    "https://a:1",
  ];
  const more = [
    "http://a:1/path",
    "user@host:1",
    "a b:1",
    "::1:80",
    "[::1:80",
    "[zz]:1",
    "a:1:2",
    "\u200ba:1",
  ];
  for (const typed of [...wrong, ...more]) assertEquals([typed, endpointOf(typed)], [typed, undefined]);
});
