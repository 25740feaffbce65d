import { assertEquals, assertRejects } from "@std/assert";
import { trustedNetworks } from "../../lib/guard/trusted_networks.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";

const CASES: readonly (readonly [list: string, trusted: string[], others: string[]])[] = [
  ["", [], ["127.0.0.1", "::1", "10.0.0.1"]],
  [" , ", [], ["127.0.0.1"]],
  ["loopback", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"], [
    "128.0.0.1",
    "1.27.0.0",
    "::2",
    "12.7.0.1",
  ]],
  ["loopback,loopback", ["127.0.0.1"], ["10.0.0.1"]],
  ["192.168.1.7", ["192.168.1.7", "::ffff:192.168.1.7"], ["192.168.1.8", "127.0.0.1"]],
  ["10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], ["11.0.0.0", "9.255.255.255", "::1"]],
  ["10.0.0.0/32", ["10.0.0.0"], ["10.0.0.1"]],
  ["0.0.0.0/0", ["8.8.8.8"], ["2001:db8::1"]],
  ["2001:db8::/32", ["2001:db8::1", "2001:db8:ffff::"], ["2001:db9::1", "10.0.0.1"]],
  ["2001:db8::7", ["2001:db8::7"], ["2001:db8::8"]],
  [
    " loopback , 10.0.0.0/8,fd00::/8 ",
    ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1", "10.9.9.9", "fd12::1"],
    ["192.168.0.1", "fe80::1"],
  ],
  ["::ffff:10.0.0.0/104", ["10.1.2.3", "::ffff:10.1.2.3"], ["11.0.0.0", "::1"]],
  ["::ffff:192.168.1.7", ["192.168.1.7", "::ffff:192.168.1.7"], ["192.168.1.8"]],
  ["::/0", ["2001:db8::1", "::ffff:8.8.8.8", "8.8.8.8"], ["no address"]],
  ["10.0.0.0/8", [], ["no address", "", "fe80::1%eth0"]],
];

for (const [list, trusted, others] of CASES) {
  Deno.test(`trustedNetworks("${list}") trusts ${trusted.length} and not ${others.length} of the tried`, async () => {
    const isTrusted = await trustedNetworks(list);
    assertEquals(trusted.filter((address) => !isTrusted(address)), [], "should be trusted");
    assertEquals(others.filter(isTrusted), [], "should not be trusted");
  });
}

const BAD = [
  "10.0.0.0/", // must never mean everybody
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0.0/8.5",
  "10.0.0.0/1e1",
  "10.0.0.0/8/9",
  "10.0.0.0/x",
  "10.0.0",
  "10.0.0.256",
  "2001:db8::/129",
  "2001:db8::/",
  "localhost",
  "everybody",
  "/8",
  "*",
];

for (const part of BAD) {
  Deno.test(`trustedNetworks() refuses "${part}" and quotes it`, async () => {
    await assertRejects(() => trustedNetworks(part), StartRefused, `Cannot trust the network "${part}"`);
    await assertRejects(() => trustedNetworks(`loopback,${part}`), StartRefused, `"${part}"`);
  });
}
