import { assertEquals, assertNotEquals } from "@std/assert";
import { Identity, nameKey } from "../../lib/accounts/identity.ts";

Deno.test("Identity.of() knows somebody by their name as it looks, and by their address", () => {
  const ann = Identity.of("Ann", "192.0.2.1");
  assertEquals(ann.key, "ann@192.0.2.1");
  for (const name of ["ann", "ANN", "ａｎｎ"]) {
    assertEquals(ann.matches(Identity.of(name, "192.0.2.1")), true);
  }
  assertEquals(ann.matches(Identity.of("anna", "192.0.2.1")), false);
  assertEquals(ann.matches(Identity.of("ann", "192.0.2.2")), false);
});

Deno.test("Identity.kept() is the one whose key was kept, whatever its address looks like", () => {
  for (const address of ["192.0.2.1", "2001:db8::1", "fe80::1%eth0"]) {
    const identity = Identity.of("小明", address);
    const kept = Identity.kept(identity.key);
    assertEquals([kept.key, kept.matches(identity), kept.network], [identity.key, true, identity.network]);
  }
});

Deno.test("Identity.written() takes a name and an address as people write them", () => {
  assertEquals(Identity.written("Anna@::ffff:192.0.2.1").key, "anna@192.0.2.1");
  assertEquals(Identity.written("a@b@192.0.2.1").key, "a@b@192.0.2.1");
});

Deno.test("Identity.network is that of the address", () => {
  assertEquals(Identity.of("ann", "192.0.2.1").network, "192.0.2.1");
  assertEquals(Identity.of("ann", "2001:db8:1:2::3").network, "2001:db8:1:2::/64");
});

Deno.test("Identity.underNames() is the same person under other names, with the address as it is called today", () => {
  const others = Identity.kept("root@::ffff:192.0.2.1").underNames((own) => [own, "guest-root"]);
  assertEquals(others.map(({ key }) => key), ["root@192.0.2.1", "guest-root@192.0.2.1"]);
});

Deno.test("nameKey() is the same for names that look the same", () => {
  assertEquals(nameKey("ANN"), nameKey("ａｎｎ"));
  assertNotEquals(nameKey("ann"), nameKey("anna"));
});
