import { assertEquals } from "@std/assert";
import { party } from "../support/party.ts";

Deno.test("Queries.parted() ends the queries with one person, and no others", async () => {
  using test = await party(["ann", "bob", "eve", "joe"]);
  const { chat, ann, bob, eve, joe } = test, { queries } = chat.services;
  queries.begin(ann.guest, bob.guest.person);
  queries.begin(eve.guest, bob.guest.person);
  queries.begin(eve.guest, joe.guest.person); // instead
  assertEquals(queries.parted(bob.guest.person), [ann.guest]);
  assertEquals(queries.parted(bob.guest.person), []);
  assertEquals([ann, eve].map(({ guest }) => guest.correspondence.query?.person.name), [undefined, "joe"]);
  const parted = [ann, eve].map(({ guest }) => guest.correspondence.parted);
  assertEquals(parted, [{ kind: "has_left", name: bob.guest.name }, undefined]);
});

Deno.test("whoever leaves is kept by nobody's query, and keeps nobody", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test, { queries } = chat.services;
  queries.begin(ann.guest, bob.guest.person);
  queries.begin(bob.guest, ann.guest.person);
  bob.leaves();
  assertEquals([ann, bob].map(({ guest }) => guest.correspondence.query), [undefined, undefined]);
  assertEquals(queries.parted(ann.guest.person), []);
});

Deno.test("Queries.forget() lets go without touching a screen, twice as well", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test, { queries } = chat.services;
  queries.begin(ann.guest, bob.guest.person);
  queries.forget(ann.guest);
  queries.forget(ann.guest);
  queries.end(ann.guest);
  assertEquals(queries.parted(bob.guest.person), []);
});
