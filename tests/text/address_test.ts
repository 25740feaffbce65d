import { assertEquals } from "@std/assert";
import { addressBytes, addressText, networkOf, plainAddress } from "../../lib/text/address.ts";

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

Deno.test("networkOf() counts IPv4 addresses one by one, and IPv6 ones by their /64, however they are written", () => {
  assertEquals(networkOf("192.0.2.1"), "192.0.2.1");
  assertEquals(networkOf("127.0.0.1"), "127.0.0.1");
  for (
    const address of [
      ...["2001:db8::1", "2001:db8:0:0:ffff:ffff:ffff:ffff", "2001:0DB8:0000:0000::", "2001:db8::1:2:3:4"],
      ...["2001:db8:0:0:0:0:192.0.2.1", "2001:db8::%eth0", "2001:db8:0::7"],
    ]
  ) assertEquals(networkOf(address), "2001:db8:0:0::/64", address);
  assertEquals(networkOf("2001:db8:0:1::1"), "2001:db8:0:1::/64");
  assertEquals(networkOf("2001:db8:1::1"), "2001:db8:1:0::/64");
  assertEquals(networkOf("fd77::10"), networkOf("fd77::14"));
});

Deno.test("networkOf() counts an address that stands for an IPv4 one as that", () => {
  for (
    const address of [
      ...["::ffff:192.0.2.1", "::ffff:c000:201", "::FFFF:192.0.2.1", "0:0:0:0:0:ffff:192.0.2.1"],
      ...["64:ff9b::192.0.2.1", "64:ff9b::c000:201", "2002:c000:201::1", "2002:c000:0201:ffff::2"],
    ]
  ) assertEquals(networkOf(address), "192.0.2.1", address);
  assertEquals(networkOf("64:ff9b:1::c000:201"), "64:ff9b:1:0::/64"); // somebody's own prefix (RFC 8215)
});

Deno.test("networkOf() counts every machine of a link, and this one, alone", () => {
  assertEquals(networkOf("::1"), "0:0:0:0:0:0:0:1");
  assertEquals(networkOf("::2"), "0:0:0:0::/64");
  assertEquals(networkOf("fe80::1") === networkOf("fe80::2"), false);
  assertEquals(networkOf("fe80::1%eth0") === networkOf("fe80::1%eth1"), false);
  assertEquals(networkOf("fe80:0::1%ETH0"), networkOf("fe80::1%eth0"));
  assertEquals(networkOf("febf::1") === networkOf("febf::2"), false);
  assertEquals(networkOf("fec0::1"), networkOf("fec0::2"));
});

Deno.test("networkOf() leaves alone what is no address", () => {
  for (
    const text of ["", "unix", "a:b", "1:2:3", "::1::2", "1:2:3:4:5:6:7:8:9", "12345::", "1::2:3:4:5:6:7:8"]
  ) {
    assertEquals(networkOf(text), text);
  }
});

Deno.test("addressBytes() knows an address in all its spellings, and nothing else", () => {
  assertEquals(addressBytes("192.0.2.7")?.join(), "192,0,2,7");
  assertEquals(addressBytes("::ffff:192.0.2.7")?.join(), "0,0,0,0,0,0,0,0,0,0,255,255,192,0,2,7");
  assertEquals(addressBytes("2001:db8::7")?.join(), "32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,7");
  for (
    const text of [
      ...["", "chat", "1.2.3", "1.2.3.4.5", "192.0.2.256", "192.0.2.07", "::300.1.1.1", "::1.300.1.1"],
      ...["::1.1.1.300", "fe80::1%eth0", "1::2::3", "::12345"],
    ]
  ) assertEquals(addressBytes(text), undefined, text);
});
