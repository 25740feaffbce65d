import { assertEquals } from "@std/assert";
import { nameKey } from "../../lib/accounts/identity.ts";
import type { Name } from "../../lib/text/clean.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, type Typist } from "../support/chat.ts";
import { enter, forget } from "../support/party.ts";

Deno.test("who ignores somebody may take another name, and goes on hearing themselves in the past", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await ann.types("/ignore bob");
  await ann.types("/nick anna");
  await ann.types("my own line");
  ann.hears();
  await ann.types("/ignore");
  assertEquals(ann.hears(), ["You ignore bob."]);
  await ann.types("/history");
  assertEquals(ann.hears().some((line) => line.endsWith("anna: my own line")), true);
  assertEquals(chat.services.ignorers.deafTo(bob.guest.person), new Set([ann.guest]));
});

Deno.test("an ignored person who takes many names leaves one of them on the list, and the one that was chosen", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), troll = chat.enter("troll");
  await ann.types("/ignore troll");
  for (const name of ["T1", "T2", "T3"]) chat.hub.rename(troll.guest, cleanText(name));
  ann.hears();
  await ann.types("/ignore");
  assertEquals(ann.hears().at(-1), "You ignore troll, T3.");
  const t1 = chat.enter("t1");
  await chat.flush();
  ann.hears();
  await t1.types("I only share a name they had");
  assertEquals(ann.hears(), ["t1: I only share a name they had"]);
});

/** Whom somebody ignores, by the names on their list; those they did not choose in brackets. */
function listOf({ guest }: Typist): string[] {
  return Array.from(guest.ignored, ([key, { name, reason }]) => reason === key ? name : `(${name})`);
}

Deno.test("Ignorers follow somebody to another name for each of those who ignore them, and for nobody else", async () => {
  using chat = new Chat();
  const { ann, bob, eve, joe, troll } = await enter(chat, "ann", "bob", "eve", "joe", "troll");
  chat.services.ignorers.add(ann.guest, bob.guest.person);
  for (const { guest } of [eve, joe]) chat.services.ignorers.add(guest, troll.guest.person);
  chat.hub.rename(troll.guest, cleanText("Angel"));
  assertEquals([ann, eve, joe, bob].map(listOf), [["bob"], ["troll", "(Angel)"], ["troll", "(Angel)"], []]);
  troll.leaves();
  const again = chat.enter("ANGEL");
  await chat.flush();
  forget(ann, eve, joe);
  await again.types("me again");
  assertEquals([ann, eve, joe].map((typist) => typist.hears()), [["ANGEL: me again"], [], []]);
});

Deno.test("Ignorers keep a name that was chosen, also where an ignored person had it and took another", async () => {
  using chat = new Chat();
  const { ann, angel, troll } = await enter(chat, "ann", "angel", "troll");
  for (const { guest } of [angel, troll]) chat.services.ignorers.add(ann.guest, guest.person);
  angel.leaves();
  for (const name of ["angel", "saint"]) chat.hub.rename(troll.guest, cleanText(name));
  assertEquals(listOf(ann), ["angel", "troll", "(saint)"]);
});

Deno.test("Ignorers take over who ignores the name that somebody takes, and keep their other names to themselves", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await enter(chat, "ann", "bob", "troll");
  chat.services.ignorers.add(ann.guest, troll.guest.person);
  troll.leaves();
  chat.hub.rename(bob.guest, cleanText("TROLL"));
  assertEquals(chat.services.ignorers.deafTo(bob.guest.person), new Set([ann.guest]));
  chat.hub.rename(bob.guest, cleanText("bob"));
  assertEquals(listOf(ann), ["troll", "(bob)"]);
});

Deno.test("Ignorers put no more than 200 names on a list, and go on with the silence", async () => {
  using chat = new Chat();
  const { ann, troll } = await enter(chat, "ann", "troll");
  chat.services.ignorers.add(ann.guest, troll.guest.person);
  const fill = (names: number) => {
    for (let i = ann.guest.ignored.size; i < names; i++) {
      ann.guest.ignored.set(`name${i}`, { name: `name${i}` as Name, reason: `name${i}` });
    }
  };
  fill(199);
  chat.hub.rename(troll.guest, cleanText("one"));
  assertEquals(listOf(ann).slice(199), ["(one)"]);
  chat.services.ignorers.remove(ann.guest, nameKey("one"));
  chat.services.ignorers.add(ann.guest, troll.guest.person);
  for (const name of ["two", "three"]) chat.hub.rename(troll.guest, cleanText(name));
  assertEquals(listOf(ann).slice(199), ["one"]);
  await troll.types("hello");
  assertEquals(ann.hears().filter((line) => !line.startsWith("Server: ")), []);
});

Deno.test("Ignorers give back the lines of one and keep the others' away, the guest's own among them", async () => {
  using chat = new Chat();
  const { ann, Bob, Eve } = await enter(chat, "ann", "Bob", "Eve");
  for (const { guest } of [Bob, Eve]) chat.services.ignorers.add(ann.guest, guest.person);
  chat.services.ignorers.remove(ann.guest, nameKey("eve"));
  assertEquals(listOf(ann), ["Bob"]);
  for (const typist of [ann, Bob, Eve]) await typist.types("hello");
  assertEquals(ann.hears(), ["Eve: hello"]);
  ann.leaves();
  assertEquals([listOf(ann), chat.services.ignorers.deafTo(Bob.guest.person)], [[], undefined]);
});
