/**
 * The hub's silence: who ignores somebody gets none of their lines, whatever the ignored one does, and nobody can tell.
 */

import { assertEquals, assertLessOrEqual } from "@std/assert";
import { nameKey } from "../lib/guest.ts";
import { cleanText } from "../lib/render/clean_text.ts";
import { Chat, type Typist } from "./support/chat.ts";
import { text } from "./support/samples.ts";

/** Ann ignores troll; bob does not. */
async function start(chat: Chat) {
  const [ann, bob, troll] = [chat.enter("ann"), chat.enter("bob"), chat.enter("troll")];
  await chat.flush();
  for (const typist of [ann, bob, troll]) typist.hears();
  chat.hub.ignorers.add(ann.guest, troll.guest);
  return { ann, bob, troll };
}

/** The lines people said that somebody heard. */
function said(typist: Typist): string[] {
  return typist.hears().filter((line) => !line.startsWith("Server: "));
}

Deno.test("Ignorers.add() keeps away what somebody says, does and whispers, and they see no difference", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  await troll.types("hello");
  await troll.types("/me waves");
  await troll.types("/msg ann psst");
  await bob.types("hi");
  assertEquals(ann.hears(), ["bob: hi"]);
  assertEquals(bob.hears(), ["troll: hello", "* troll waves"]);
  assertEquals(troll.hears(), ["[troll -> ann] psst", "bob: hi"]);
  assertEquals(ann.guest.correspondent, undefined);
});

Deno.test("Ignorers.add() does not keep the ignorer's own lines away", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await ann.types("hello");
  await ann.types("/msg troll no");
  assertEquals(troll.hears(), ["ann: hello", "[ann -> troll] no"]);
  assertEquals(ann.hears(), ["[ann -> troll] no"]);
});

Deno.test("Ignorers.add() goes on under another name, and until they come back", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await troll.types("/nick angel");
  await troll.types("hello");
  troll.leaves();
  for (const name of ["angel", "ANGEL", "troll"]) {
    const again = chat.enter(name);
    await again.types("me again");
    assertEquals(said(ann), []);
    again.leaves();
  }
});

Deno.test("Ignorers.add() keeps another name that looks like it away, and one that does not is heard", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  troll.leaves();
  const [lookAlike, other] = [chat.enter("ＴＲＯＬＬ"), chat.enter("trolley")];
  await lookAlike.types("hello");
  await other.types("hello");
  assertEquals(said(ann), ["trolley: hello"]);
});

Deno.test("Ignorers.add() of a name reaches whoever takes it later", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  troll.leaves();
  await bob.types("/nick troll");
  await bob.types("hello");
  assertEquals(said(ann), []);
});

Deno.test("Ignorers.remove() gives the lines back, of the one person only", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  chat.hub.ignorers.add(ann.guest, bob.guest);
  chat.hub.ignorers.remove(ann.guest, nameKey("Troll"));
  await troll.types("hello");
  await bob.types("hello");
  assertEquals(said(ann), ["troll: hello"]);
  chat.hub.ignorers.remove(ann.guest, nameKey("nobody"));
  chat.hub.ignorers.remove(ann.guest, nameKey("bob"));
  await bob.types("again");
  assertEquals(said(ann), ["bob: again"]);
});

Deno.test("Ignorers.remove() of the name somebody has now gives their lines back, whatever they were called before", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await troll.types("/nick angel");
  chat.hub.ignorers.remove(ann.guest, nameKey("angel"));
  await troll.types("sorry");
  assertEquals(said(ann), ["angel: sorry"]);
});

Deno.test("Hub keeps a list of ignored names short, however often the ignored one takes another", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  for (let i = 0; i < 1000; i++) chat.hub.rename(troll.guest, cleanText(`troll${i}`));
  await chat.flush();
  ann.hears(); // more new names than there was room for
  await troll.types("hello");
  assertEquals(said(ann), []);
  assertLessOrEqual(ann.guest.ignored.size, 100);
});

Deno.test("Hub forgets whom somebody ignored when they leave: who takes their name hears everybody", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  ann.leaves();
  const again = chat.enter("ann");
  await troll.types("hello");
  assertEquals(said(again), ["troll: hello"]);
  assertEquals(troll.guest.unheardBy.size, 1);
});

Deno.test("Hub keeps two who ignore each other apart, and others together", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  chat.hub.ignorers.add(troll.guest, ann.guest);
  await ann.types("from ann");
  await troll.types("from troll");
  assertEquals([said(ann), said(bob), said(troll)], [[], ["ann: from ann", "troll: from troll"], []]);
  chat.hub.whisper(ann.guest, troll.guest, text("psst"));
  await chat.flush();
  assertEquals([said(ann), said(troll)], [["[ann -> troll] psst"], []]);
});
