import { assertEquals } from "@std/assert";
import {
  adminAddressText,
  isIpAddress,
  isLoopback,
  parseAdminAddress,
} from "../../lib/runtime/admin_address.ts";

const tcp = (hostname: string, port: number) => ({ kind: "tcp", hostname, port, isOptional: false }) as const;

Deno.test("parseAdminAddress() reads every form", () => {
  assertEquals(parseAdminAddress("auto"), { ...tcp("127.0.0.1", 8081), isOptional: true });
  assertEquals(parseAdminAddress("none"), { kind: "none" });
  assertEquals(parseAdminAddress("127.0.0.1:8081"), tcp("127.0.0.1", 8081));
  assertEquals(parseAdminAddress("[::1]:0"), tcp("::1", 0));
  assertEquals(parseAdminAddress("[fe80::1%eth0]:65535"), tcp("fe80::1%eth0", 65_535));
  assertEquals(parseAdminAddress("chat.example:80"), tcp("chat.example", 80));
  assertEquals(parseAdminAddress("unix:/run/chat/admin.sock"), {
    kind: "unix",
    path: "/run/chat/admin.sock",
  });
  assertEquals(parseAdminAddress("unix:admin socket"), { kind: "unix", path: "admin socket" });
});

Deno.test("parseAdminAddress() has no use for anything else", () => {
  const useless = [
    "",
    "8081",
    ":8081",
    "host",
    "host:",
    "host:x",
    "host:65536",
    "host:-1",
    "::1:8081",
    "[::1]",
  ];
  useless.push(
    "[::1:8081",
    "[host]:1",
    "unix:",
    "unix:a\nb",
    "AUTO",
    " auto",
    "http://127.0.0.1:8081",
    "a b:1",
  );
  for (const text of useless) assertEquals(parseAdminAddress(text), undefined, text);
});

Deno.test("adminAddressText() is what parseAdminAddress() reads", () => {
  for (const text of ["none", "127.0.0.1:8081", "[::1]:8081", "unix:/run/admin.sock"]) {
    assertEquals(adminAddressText(parseAdminAddress(text)!), text);
  }
});

Deno.test("isLoopback() is true for this machine however it is written, and for nothing else", () => {
  for (
    const host of [
      "127.0.0.1",
      "127.8.9.10",
      "127.1",
      "localhost",
      "LOCALHOST",
      "::1",
      "[::1]",
      "0:0:0:0:0:0:0:1",
      "::ffff:127.0.0.1",
      "[::ffff:7f00:1]",
    ]
  ) {
    assertEquals(isLoopback(host), true, host);
  }
  const others = ["0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "127.evil.example", "127.0.0.1.evil.example"];
  others.push("localhost.evil.example", "chat", "fe80::1%eth0", "::ffff:10.0.0.1", "", "a b");
  for (const host of others) assertEquals(isLoopback(host), false, host);
});

Deno.test("isIpAddress() tells addresses from names", () => {
  for (const host of ["192.0.2.1", "::1", "[2001:db8::1]", "::ffff:192.0.2.1", "127.1"]) {
    assertEquals(isIpAddress(host), true, host);
  }
  for (const host of ["localhost", "1.2.3.4.example", "evil.example", "", "a b"]) {
    assertEquals(isIpAddress(host), false, host);
  }
});
