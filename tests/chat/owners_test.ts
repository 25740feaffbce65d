import { assertEquals } from "@std/assert";
import { Identity } from "../../lib/accounts/identity.ts";
import { MAX_OWNERS, Owners } from "../../lib/chat/owners.ts";
import { ann, personOf } from "../support/samples.ts";

Deno.test("Owners knows whoever has the same name and address, until they are taken out", () => {
  const owners = new Owners(["ann@192.0.2.1"]);
  const [here, elsewhere] = [Identity.of("ANN", "192.0.2.1"), Identity.of("ann", "192.0.2.2")];
  assertEquals([owners.has(here), owners.has(elsewhere), owners.isEmpty], [true, false, false]);
  assertEquals([owners.delete(here), owners.delete(here)], [true, false]);
  assertEquals([owners.keys(), owners.isEmpty], [[], true]);
});

Deno.test("Owners.add() is bounded, and takes again whoever is one already", () => {
  const people = Array.from({ length: 101 }, (_, i) => Identity.of(`guest${i}`, "192.0.2.1"));
  const owners = new Owners();
  assertEquals(MAX_OWNERS, 100);
  assertEquals(people.map((person) => owners.add(person)), people.map((_, i) => i < MAX_OWNERS));
  assertEquals([owners.canAdd(people[0]!), owners.canAdd(people[100]!), owners.add(people[0]!)], [
    true,
    false,
    true,
  ]);
  owners.delete(people[0]!);
  assertEquals(owners.add(people[100]!), true);
});

Deno.test("Owners are orphaned where nobody is one but the program that keeps the room", () => {
  const bot = personOf(ann, 1, true);
  const owners = new Owners();
  assertEquals(owners.isOrphaned, true);
  owners.add(bot.identity);
  assertEquals(owners.isOrphaned, false); // it was given the room like anybody else
  owners.keeper = bot;
  assertEquals([owners.isOrphaned, owners.isEmpty], [true, false]);
  owners.add(Identity.of("bob", "192.0.2.1"));
  assertEquals(owners.isOrphaned, false);
});

Deno.test("Owners.hasNetwork() knows the networks of all owners, and none that only ends like one", () => {
  const networksOf = (...addresses: string[]) =>
    addresses.map((address) => Identity.of("x", address).network);
  assertEquals(new Owners().hasNetwork("192.0.2.1"), false);
  const owners = new Owners(["bob@10.192.0.2.1", "ann@192.0.2.9", "eve@2001:db8::1"]);
  const has = (...addresses: string[]) =>
    networksOf(...addresses).map((network) => owners.hasNetwork(network));
  assertEquals(has("192.0.2.9", "2001:db8::1", "192.0.2.1", "2.9", ""), [true, true, false, false, false]);
  const neighbours = ["2001:db8::2", "2001:db8:0:0:1::", "2001:db8:0:1::1", "::ffff:192.0.2.9"];
  assertEquals(has(...neighbours), [true, true, false, true]);
});
