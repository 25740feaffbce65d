import { assertEquals } from "@std/assert";
import { hostIn, isLocalName, isNamed, isNear } from "../../lib/http/hosts.ts";

Deno.test("hostIn() leaves out the port and the dot of the root", () => {
  assertEquals(["a:80", "a", "[::1]:80", "[::1]", "a.b.:1"].map(hostIn), ["a", "a", "[::1]", "[::1]", "a.b"]);
});

Deno.test("isLocalName() tells names that no stranger can point anywhere", () => {
  const local = ["nas", "localhost", "a.localhost", "nas.local", "chat.lan", "x.home.arpa", "y.internal"];
  for (const name of local) assertEquals(isLocalName(name), true, name);
  for (const name of ["chat.example", "local.example.com", "notlocal.com", "xlan.de"]) {
    assertEquals(isLocalName(name), false, name);
  }
});

Deno.test("isNamed() knows names in any case, and a star for one word", () => {
  const names = ["Chat.Example.com", "*.example.org", ""];
  for (const name of ["chat.example.com", "a.example.org"]) assertEquals(isNamed(name, names), true, name);
  for (const name of ["example.org", "a.b.example.org", "xexample.org", "evil.com"]) {
    assertEquals(isNamed(name, names), false, name);
  }
});

Deno.test("isNear() tells addresses that strangers do not reach", () => {
  const near =
    "127.0.0.1 ::1 10.1.2.3 192.168.0.1 172.16.0.1 172.31.9.9 100.64.0.1 169.254.1.1 fe80::1 fd00::1 fc12::1 ::ffff:10.0.0.1";
  for (const address of near.split(" ")) assertEquals(isNear(address), true, address);
  for (
    const address of "8.8.8.8 172.32.0.1 172.15.0.1 100.128.0.1 192.169.0.1 2001:db8::1 ::12 1.10.0.1".split(
      " ",
    )
  ) {
    assertEquals(isNear(address), false, address);
  }
});
