/** Talking: plain lines, `/me`, `/msg`, `/reply`, `/away`. */

import { assertEquals } from "@std/assert";
import { Chat } from "../support/chat.ts";
import { answer, enter, forget, party, speakTo } from "../support/party.ts";

const BLUE = "\x1b[34m", RESET = "\x1b[0m", DIM = "\x1b[2m", MAGENTA = "\x1b[35m", BOLD = "\x1b[1;33m";

Deno.test("a plain line is said to the others in the current room, who see where it is from if they are elsewhere", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("/join #ops");
  forget(bob);
  await ann.types("hello");
  await bob.types("hi, ops");
  await ann.types("//shrug");
  await ann.types("   ");
  assertEquals([ann.hears(), bob.hears(), eve.hears()], [
    [],
    ["[#lobby] ann: hello", "[#lobby] ann: /shrug"],
    ["ann: hello", "ann: /shrug"],
  ]);
});

Deno.test("/me tells the others what one does", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  speakTo(eve, { color: true });
  assertEquals(await answer(ann, "/me waves at eve"), []);
  assertEquals([bob.hears(), eve.hears()], [
    ["* ann waves at eve"],
    [`${BLUE}* ann${RESET} waves at ${BOLD}eve${RESET}`],
  ]);
  assertEquals(await answer(ann, "/me"), ["/me needs more words: type /me TEXT."]);
  assertEquals(bob.hears(), []);
});

Deno.test("/msg writes to one person, who sees it look unlike a room's line", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  speakTo(bob, { color: true });
  assertEquals(await answer(ann, "/msg BOB hi  there"), ["[ann -> bob] hi  there"]);
  assertEquals([bob.hears(), eve.hears()], [[`${MAGENTA}[ann -> bob]${RESET} hi  there`], []]);
  assertEquals(await answer(ann, "/w bob again"), ["[ann -> bob] again"]);
});

Deno.test("/msg says why it cannot be sent", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/msg"), ["/msg needs more words: type /msg NAME TEXT."]);
  assertEquals(await answer(ann, "/msg bob"), ['"bob" does not fit /msg: type /msg NAME TEXT.']);
  assertEquals(await answer(ann, "/msg joe hi"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
  assertEquals(await answer(ann, "/msg Ann hi"), ["/msg is for other people, and that is your own name."]);
  assertEquals(bob.hears(), []);
});

Deno.test("/reply writes to the one who wrote last, or to whom one wrote", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  assertEquals(await answer(ann, "/reply hi"), [
    "Nobody has written to you yet: /msg NAME TEXT writes to somebody.",
  ]);
  await bob.types("/msg ann one");
  await eve.types("/msg ann two");
  assertEquals(await answer(ann, "/reply to two"), ["[ann -> eve] to two"]);
  assertEquals(await answer(bob, "/r still there?"), ["[bob -> ann] still there?"]);
  assertEquals(await answer(ann, "/r yes"), ["[ann -> bob] yes"]);
  assertEquals(await answer(ann, "/reply"), ["/reply needs more words: type /reply TEXT."]);
  assertEquals(bob.hears(), ["[ann -> bob] yes"]);
});

Deno.test("/reply follows somebody to another name, and not to somebody else under the old one", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await bob.types("/msg ann hi");
  await bob.types("/nick rob");
  const { bob: other } = await enter(chat, "bob");
  assertEquals(await answer(ann, "/r who are you?"), ["[ann -> rob] who are you?"]);
  bob.leaves();
  await chat.flush();
  assertEquals(await answer(ann, "/r hello?"), [
    'Nobody here is called "rob": /who lists everybody who is here.',
  ]);
  assertEquals(other.hears(), ["Server: rob has left the chat"]);
});

Deno.test("/away tells who writes that nobody reads, with the reason, until a line is said", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/away lunch"), [
    "You are away: lunch. Saying a line, or /away again, brings you back.",
  ]);
  assertEquals(await answer(bob, "/msg ann hi"), [
    "[bob -> ann] hi",
    "ann is away: lunch. Your line waits on their screen.",
  ]);
  assertEquals(await answer(bob, "/r again"), [
    "[bob -> ann] again",
    "ann is away: lunch. Your line waits on their screen.",
  ]);
  forget(ann);
  assertEquals(await answer(ann, "/r just a moment"), ["[ann -> bob] just a moment"]); // still away
  assertEquals(await answer(ann, "here"), ["You are back."]);
  assertEquals(await answer(bob, "/msg ann hi"), ["[bob -> ann] hi"]);
});

Deno.test("/away alone says so without a reason, and takes it back the second time", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/away"), [
    "You are away. Saying a line, or /away again, brings you back.",
  ]);
  assertEquals(await answer(bob, "/who"), ["2 people are here: ann (away), bob. You are bob."]);
  assertEquals(await answer(ann, "/away tea"), [
    "You are away: tea. Saying a line, or /away again, brings you back.",
  ]);
  assertEquals(await answer(ann, "/away"), ["You are back."]);
  assertEquals(await answer(ann, "   "), []);
  assertEquals(await answer(bob, "/who"), ["2 people are here: ann, bob. You are bob."]);
});

Deno.test("in an announce room only owners speak, and everybody else is told so", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #news");
  await ann.types("/room announce");
  await bob.types("/join #news");
  forget(ann, bob);
  const refusal = ["Your line was not sent: in #news only its owners speak."];
  assertEquals(await answer(bob, "hello"), refusal);
  assertEquals(await answer(bob, "/me waves"), refusal);
  assertEquals(await answer(bob, " "), []);
  await ann.types("news");
  assertEquals([ann.hears(), bob.hears()], [[], ["ann: news"]]);
  await bob.types("/join #lobby");
  assertEquals(await answer(bob, "hello"), []);
});

Deno.test("a line that cannot be sent does not bring one back", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #news");
  await ann.types("/room announce");
  await bob.types("/join #news");
  await bob.types("/away");
  await bob.types("hello");
  assertEquals(bob.guest.person.away, "" as typeof bob.guest.person.away);
});

Deno.test("colours: the room, the name, the reader's own name in it", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  speakTo(bob, { color: true });
  await bob.types("/join #ops");
  forget(bob);
  await ann.types("bob, Bob");
  assertEquals(bob.hears(), [
    `${DIM}[#lobby]${RESET} ${BLUE}[ann]${RESET} ${BOLD}bob${RESET}, ${BOLD}Bob${RESET}`,
  ]);
});
