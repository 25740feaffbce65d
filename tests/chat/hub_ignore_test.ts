/**
 * The hub's silence: who ignores somebody gets none of their lines, whatever the ignored one does, and nobody can tell.
 */

import { assertEquals, assertLessOrEqual } from "@std/assert";
import { nameKey } from "../../lib/accounts/identity.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { Chat, type Typist } from "../support/chat.ts";
import { text } from "../support/samples.ts";

/** Ann ignores troll; bob does not. */
async function start(chat: Chat) {
  const [ann, bob, troll] = [chat.enter("ann"), chat.enter("bob"), chat.enter("troll")];
  await chat.flush();
  for (const typist of [ann, bob, troll]) typist.hears();
  chat.services.ignorers.add(ann.guest, troll.guest.person);
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
  assertEquals(ann.guest.correspondence.last, undefined);
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
  chat.services.ignorers.add(ann.guest, bob.guest.person);
  chat.services.ignorers.remove(ann.guest, nameKey("Troll"));
  await troll.types("hello");
  await bob.types("hello");
  assertEquals(said(ann), ["troll: hello"]);
  chat.services.ignorers.remove(ann.guest, nameKey("nobody"));
  chat.services.ignorers.remove(ann.guest, nameKey("bob"));
  await bob.types("again");
  assertEquals(said(ann), ["bob: again"]);
});

Deno.test("Ignorers.remove() of the name somebody has now gives their lines back, whatever they were called before", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await troll.types("/nick angel");
  chat.services.ignorers.remove(ann.guest, nameKey("angel"));
  await troll.types("sorry");
  assertEquals(said(ann), ["angel: sorry"]);
});

Deno.test("Ignorers keeps a list of ignored names short, however often the ignored one takes another", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  for (let i = 0; i < 1000; i++) chat.hub.rename(troll.guest, cleanText(`troll${i}`));
  await chat.flush();
  ann.hears(); // more new names than there was room for
  await troll.types("hello");
  assertEquals(said(ann), []);
  assertLessOrEqual(ann.guest.ignored.size, 100);
});

Deno.test("Ignorers forgets whom somebody ignored when they leave: whoever takes their name hears everybody", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  ann.leaves();
  const again = chat.enter("ann");
  await troll.types("hello");
  assertEquals(said(again), ["troll: hello"]);
  assertEquals(chat.services.ignorers.deafTo(troll.guest.person), undefined);
});

Deno.test("Ignorers keeps two who ignore each other apart, and others together", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  chat.services.ignorers.add(troll.guest, ann.guest.person);
  await ann.types("from ann");
  await troll.types("from troll");
  assertEquals([said(ann), said(bob), said(troll)], [[], ["ann: from ann", "troll: from troll"], []]);
  chat.hub.whisper(ann.guest, troll.guest.person, text("psst"));
  await chat.flush();
  assertEquals([said(ann), said(troll)], [["[ann -> troll] psst"], []]);
});

/** What somebody sees of the past in `/history`, and in `/search` for this word. */
async function past(typist: Typist, word: string): Promise<[history: string[], found: string[]]> {
  const answers: string[][] = [];
  for (const command of ["/history", `/search ${word}`]) {
    typist.hears();
    await typist.types(command);
    answers.push(typist.hears().filter((line) => /^\d\d:\d\d /.test(line)).map((line) => line.slice(6)));
  }
  return answers as [string[], string[]];
}

Deno.test("Ignorers.add() keeps away what somebody says in the past too, under names in between", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  await troll.types("rude 1");
  for (const name of ["mid", "MID", "saint", "last"]) {
    await troll.types(`/nick ${name}`);
    await troll.types("rude 2");
    await troll.types("/me rude 3");
  }
  await bob.types("rude? no");
  assertEquals(await past(ann, "rude"), [["bob: rude? no"], ["bob: *rude*? no"]]);
  assertEquals((await past(bob, "rude"))[0].length, 10);
  ann.hears();
  await ann.types("/join #ops");
  await troll.types("/join #ops");
  await troll.types("/nick ops1");
  await troll.types("rude");
  await troll.types("/nick ops2");
  await ann.types("/leave");
  ann.hears();
  await ann.types("/join #ops");
  assertEquals(said(ann).filter((line) => /rude/.test(line)), [], "nor in the replay");
});

Deno.test("Ignorers.add() leaves others in the past who had the same name before or after", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  await bob.types("/nick mid");
  await bob.types("bob before");
  await bob.types("/nick bob");
  await troll.types("/nick mid");
  await troll.types("rude");
  await troll.types("/nick last");
  await bob.types("/nick mid");
  await bob.types("bob after");
  assertEquals((await past(ann, "bob"))[0], ["mid: bob before", "mid: bob after"]);
  await bob.types("/nick bob");
  const other = chat.enter("mid");
  await other.types("somebody else");
  assertEquals((await past(ann, "else"))[1], ["mid: somebody *else*"]);
});

Deno.test("Ignorers.add() goes on in the past after the ignored one has left, and after they came back", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await troll.types("/nick mid");
  await troll.types("rude");
  await troll.types("/nick last");
  troll.leaves();
  assertEquals(await past(ann, "rude"), [[], []]);
  const again = chat.enter("LAST");
  await again.types("/nick other");
  await again.types("rude again");
  await again.types("/nick nobody");
  assertEquals(await past(ann, "rude"), [[], []]);
});

Deno.test("Ignorers.remove() brings the past back, under every name, by the name that was chosen or by the latest", async () => {
  for (const name of ["troll", "last"]) {
    using chat = new Chat();
    const { ann, troll } = await start(chat);
    await troll.types("/nick mid");
    await troll.types("rude");
    await troll.types("/nick last");
    await ann.types(`/unignore ${name}`);
    assertEquals((await past(ann, "rude"))[0], ["mid: rude"]);
    await troll.types("hello");
    assertEquals(said(ann).at(-1), "last: hello");
  }
});

Deno.test("Ignorers.remove() of the name that was chosen gives back who came again and took others", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  await troll.types("/nick last");
  await troll.types("rude");
  troll.leaves();
  const again = chat.enter("last");
  await again.types("/nick fresh");
  await ann.types("/unignore troll");
  assertEquals([...ann.guest.ignored], []);
  await again.types("hello");
  assertEquals(said(ann).at(-1), "fresh: hello");
  assertEquals((await past(ann, "rude"))[0], ["last: rude", "fresh: hello"]);
});

Deno.test("Ignorers.remove() of one leaves the past of another away who has left, came again and took other names", async () => {
  using chat = new Chat();
  const { ann, bob, troll } = await start(chat);
  chat.services.ignorers.add(ann.guest, bob.guest.person);
  await troll.types("/nick last");
  await troll.types("rude");
  troll.leaves();
  const again = chat.enter("last");
  await again.types("/nick fresh");
  await again.types("rude again");
  await ann.types("/unignore bob");
  assertEquals(await past(ann, "rude"), [[], []]);
});

Deno.test("Ignorers.add() hides no line of the ignorer's own", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  troll.leaves();
  await ann.types("/nick troll");
  await ann.types("my own");
  await ann.types("/nick ann");
  assertEquals((await past(ann, "own"))[0], ["troll: my own"]);
});

Deno.test("Ignorers keeps whose past one does not see within bounds, however often they come back", async () => {
  using chat = new Chat();
  const { ann, troll } = await start(chat);
  troll.leaves();
  for (let i = 0; i < 1000; i++) chat.enter("troll").leaves();
  await chat.flush();
  assertLessOrEqual(ann.guest.silenced.size, 200);
});
