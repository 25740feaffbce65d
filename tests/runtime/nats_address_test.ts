import { assertEquals } from "@std/assert";
import { natsAddresses, shownAddress } from "../../lib/runtime/nats_address.ts";

Deno.test("natsAddresses() reads one address or several, with the usual port and any other", () => {
  assertEquals(natsAddresses("nats://10.0.0.5:4222"), [{ host: "10.0.0.5", port: 4222, isTls: false }]);
  assertEquals(natsAddresses("tls://nats.example.org , nats://[::1]:80"), [
    { host: "nats.example.org", port: 4222, isTls: true },
    { host: "::1", port: 80, isTls: false },
  ]);
  assertEquals(natsAddresses("nats://a:443/")?.[0]?.port, 443);
});

Deno.test("natsAddresses() reads a user and a password, and shownAddress() keeps them to itself", () => {
  const [address] = natsAddresses("nats://node:s%40cret@hub:4333")!;
  assertEquals(address, { host: "hub", port: 4333, isTls: false, user: "node", password: "s@cret" });
  assertEquals(shownAddress(address!), "nats://hub:4333");
  assertEquals(shownAddress({ host: "::1", port: 1, isTls: true }), "tls://[::1]:1");
});

Deno.test("natsAddresses() takes nothing else", () => {
  const wrong = [
    "",
    "nats",
    "nats://",
    "10.0.0.5:4222",
    "http://a",
    "ws://a",
    "nats://a/b",
    "nats://a?b",
    "nats://a b",
  ];
  for (const text of [...wrong, "nats://a,", "nats://a:99999", "nats://a,b"]) {
    assertEquals(natsAddresses(text), undefined, text);
  }
});
