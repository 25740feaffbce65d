import { assertEquals } from "@std/assert";
import { addressText, plainAddress } from "../../lib/model/address.ts";

Deno.test("addressText() puts IPv6 addresses in brackets and leaves everything else as it is", () => {
  assertEquals(addressText("127.0.0.1", 8080), "127.0.0.1:8080");
  assertEquals(addressText("::1", 8080), "[::1]:8080");
  assertEquals(addressText("chat.example", 23), "chat.example:23");
});

Deno.test("plainAddress() writes an IPv4 peer of a socket for both families as on one for IPv4", () => {
  for (
    const mapped of [
      "192.0.2.9",
      "::ffff:192.0.2.9",
      "::FFFF:192.0.2.9",
      "::ffff:c000:209",
      "0:0:0:0:0:ffff:192.0.2.9",
      "0000:0000:0000:0000:0000:ffff:c000:0209",
    ]
  ) {
    assertEquals(plainAddress(mapped), "192.0.2.9", mapped);
  }
  assertEquals(plainAddress("::ffff:0:1"), "0.0.0.1");
});

Deno.test("plainAddress() leaves every other address as it is", () => {
  const others = [
    "::",
    "::1",
    "2001:db8::ffff:1.2.3.4",
    "::ffff:0:192.0.2.9",
    "64:ff9b::192.0.2.9",
    "::192.0.2.9",
  ];
  others.push(
    "fe80::1%eth0",
    "1::ffff:1.2.3.4",
    "::ffff:1",
    "::ffff:1.2.3",
    "chat.example",
    "/run/chat.sock",
    "",
  );
  for (const address of others) assertEquals(plainAddress(address), address);
});
