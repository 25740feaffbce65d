/** People: `/whois`, `/ignore`, `/unignore`. That ignoring works is tried in `hub_ignore_test.ts`. */

import { assertEquals, assertMatch } from "@std/assert";
import { cleanText } from "../../lib/text/clean_text.ts";
import { answer, enter, party, speakTo } from "../support/party.ts";

const MINUTE = 60_000;

Deno.test("/whois tells somebody's rooms and how long they have been here and quiet", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await bob.types("/join #ops");
  await chat.clock.advance(2 * MINUTE);
  await bob.types("hi");
  await chat.clock.advance(MINUTE);
  assertEquals(await answer(ann, "/whois BOB"), [
    "bob has been here for 3 minutes, said nothing for 1 minute, is in #lobby, #ops.",
  ]);
  await bob.types("/away lunch");
  speakTo(bob, { json: true });
  assertEquals(await answer(ann, "/whois bob"), [
    "bob [bot] has been here for 3 minutes, said nothing for 1 minute, is in #lobby, #ops, is away: lunch.",
  ]);
});

Deno.test("/whois does not mind a clock that was set", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  for (const days of [40, -80]) {
    await bob.types("hi");
    chat.clock.setBy += days * 24 * 60 * MINUTE;
    await chat.clock.advance(MINUTE);
    assertMatch((await answer(ann, "/whois bob"))[0]!, /said nothing for 1 minute,/);
  }
});

Deno.test("/whois does not tell of private rooms the asker may not know of", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("/join #secret");
  await bob.types("/room private");
  const rooms = async () => /is in (.*)\.$/.exec((await answer(ann, "/whois bob"))[0]!)?.[1];
  assertEquals(await rooms(), "#lobby");
  await bob.types("/leave #lobby");
  assertEquals(await rooms(), undefined);
  await bob.types("/invite ann");
  assertEquals(await rooms(), "#secret");
});

Deno.test("/whois never tells an address", async () => {
  using test = await party(["ann", "bob"]);
  for (const dialect of [{}, { json: true }, { language: "zh" as const }]) {
    speakTo(test.ann, dialect);
    assertEquals((await answer(test.ann, "/whois bob")).join().includes("192.0.2"), false);
  }
});

Deno.test("/whois says what it needs and whom it does not know", async () => {
  using test = await party(["ann"]);
  assertEquals(await answer(test.ann, "/whois"), ["/whois needs more words: type /whois NAME."]);
  assertEquals(await answer(test.ann, "/whois joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
});

Deno.test("/ignore and /unignore say what they do, and the ignored one is told nothing", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  assertEquals(await answer(ann, "/ignore"), ["You ignore nobody."]);
  assertEquals(await answer(ann, "/ignore BOB"), [
    "You get no lines from bob any more; /unignore bob undoes this.",
  ]);
  await ann.types("/ignore eve");
  assertEquals(await answer(ann, "/ignore"), ["You ignore bob, eve."]);
  await bob.types("hi");
  assertEquals(ann.hears(), []);
  assertEquals(await answer(ann, "/unignore Bob"), ["You get lines from bob again."]);
  assertEquals([bob.hears(), eve.hears()], [[], ["bob: hi"]]);
  await bob.types("again");
  assertEquals(ann.hears(), ["bob: again"]);
  assertEquals(await answer(ann, "/ignore"), ["You ignore eve."]);
});

Deno.test("/unignore works for people who have left", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("/ignore bob");
  bob.leaves();
  await chat.flush();
  assertEquals(await answer(ann, "/unignore bob"), ["You get lines from bob again."]);
  const { bob: again } = await enter(chat, "bob");
  ann.hears();
  await again.types("hi");
  assertEquals(ann.hears(), ["bob: hi"]);
});

Deno.test("/ignore and /unignore say why they do nothing", async () => {
  using test = await party(["ann", "bob"]);
  const { ann } = test;
  assertEquals(await answer(ann, "/ignore joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
  assertEquals(await answer(ann, "/ignore ANN"), ["/ignore is for other people, and that is your own name."]);
  assertEquals(await answer(ann, "/unignore"), ["/unignore needs more words: type /unignore NAME."]);
  assertEquals(await answer(ann, "/unignore bob"), [
    'You do not ignore "bob": /ignore without a name lists the people you ignore.',
  ]);
});

Deno.test("/ignore takes a hundred names, and those on the list again", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann } = test;
  let { bob } = test;
  for (let i = 0; i < 100; i++) {
    chat.hub.rename(bob.guest, cleanText(`bob${i}`));
    chat.services.ignorers.add(ann.guest, bob.guest.person);
    if (i === 99) break;
    bob.leaves();
    bob = chat.enter(`other${i}`); // as if each were somebody else
  }
  await enter(chat, "eve");
  ann.hears();
  assertEquals(await answer(ann, "/ignore eve"), [
    "You already ignore 100 names: /unignore one of them first.",
  ]);
  assertEquals(await answer(ann, "/ignore bob99"), [
    "You get no lines from bob99 any more; /unignore bob99 undoes this.",
  ]);
});
