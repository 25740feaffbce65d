/** `/search`: finds what was said. */

import { assertEquals } from "@std/assert";
import { answer, forget, party, speakTo } from "../../support/party.ts";
import { TroubledStore } from "../../support/troubled_store.ts";

const MINUTE = 60_000;
const USAGE = "type /search WORDS [from:NAME] [in:#ROOM] [since:2d].";

/** What a search finds, without the sentence below. */
async function found(typist: Parameters<typeof answer>[0], query: string): Promise<string[]> {
  return (await answer(typist, `/search ${query}`)).slice(0, -1);
}

Deno.test("/search finds lines with all the words, in any order and letter case, and marks them", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  for (const said of ["Green tea, please", "tea? no", "green", "teapot", "TEA for the green team"]) {
    await bob.types(said);
  }
  assertEquals(await answer(ann, "/search green tea"), [
    "12:00 bob: *Green* *tea*, please",
    "12:00 bob: *TEA* for the *green* team",
    '2 lines with "green tea".',
  ]);
  speakTo(ann, { color: true });
  assertEquals((await found(ann, "teapot"))[0]!.includes("\x1b[1;33mteapot\x1b[0m"), true);
});

Deno.test("/search finds Chinese, Japanese and Thai inside what was said, one character too", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  for (const said of ["大家你好吗", "东京タワーへ行く", "สวัสดีครับ"]) await bob.types(said);
  assertEquals(await found(ann, "你好"), ["12:00 bob: 大家*你好*吗"]);
  assertEquals(await found(ann, "家"), ["12:00 bob: 大*家*你好吗"]);
  assertEquals(await found(ann, "タワー"), ["12:00 bob: 东京*タワー*へ行く"]);
  assertEquals(await found(ann, "ครับ"), ["12:00 bob: สวัสดี*ครับ*"]);
});

Deno.test("/search looks in all rooms one is in, in no other, and nowhere before one might", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("tea in the lobby");
  await bob.types("/join #ops");
  await bob.types("tea in ops");
  await eve.types("/join #secret");
  await eve.types("/room private");
  await eve.types("tea in secret");
  assertEquals(await found(ann, "tea"), ["12:00 bob: *tea* in the lobby"]);
  await ann.types("/join #ops");
  await ann.types("/join #secret");
  await eve.types("more tea");
  await bob.types("/msg ann private tea");
  assertEquals(await found(ann, "tea"), [
    "12:00 [#lobby] bob: *tea* in the lobby",
    "12:00 [#ops] bob: *tea* in ops",
    "12:00 eve: more *tea*",
  ]);
});

Deno.test("/search in one room, from one person, and of the last minutes", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { chat, ann, bob, eve } = test;
  await bob.types("tea 1");
  await eve.types("tea 2");
  await chat.clock.advance(2 * MINUTE);
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  await bob.types("tea 3");
  assertEquals(await found(ann, "tea in:#lobby"), [
    "12:00 [#lobby] bob: *tea* 1",
    "12:00 [#lobby] eve: *tea* 2",
  ]);
  assertEquals(await found(ann, "tea from:EVE"), ["12:00 [#lobby] eve: *tea* 2"]);
  assertEquals(await found(ann, "From:eve TEA In:#Lobby"), ["12:00 [#lobby] eve: *tea* 2"]); // as phones write
  assertEquals(await found(ann, "since:1m tea"), ["12:02 bob: *tea* 3"]);
  assertEquals((await found(ann, "tea Since:1H")).length, 3);
  assertEquals((await found(ann, "tea since:30d")).length, 3);
  assertEquals(await answer(ann, "/search from:bob in:lobby"), ["12:00 [#lobby] bob: tea 1", "1 line."]);
  assertEquals(await answer(ann, "/search tea from:joe"), ['No line with "tea" in your rooms.']);
});

Deno.test("/search takes what is no filter for a word", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("see http://example.org from: in:");
  for (const words of ["http://example.org", "from:", "in: see"]) {
    assertEquals((await found(ann, words)).length, 1);
  }
});

Deno.test("/search shows the newest twenty and says that there are more", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  for (let i = 1; i <= 21; i++) await bob.types(`tea ${i}`);
  const heard = await answer(ann, "/search tea");
  assertEquals([heard.length, heard[0]], [21, "12:00 bob: *tea* 2"]);
  assertEquals(heard.at(-1), 'The newest 20 lines with "tea"; there may be more: add words to find fewer.');
});

Deno.test("/search shows what others said before many lines of whom one ignores, and no more of those", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await eve.types("the key");
  for (let i = 0; i < 50; i++) await bob.types("no key");
  await ann.types("/ignore bob");
  forget(ann);
  assertEquals(await answer(ann, "/search key"), ["12:00 eve: the *key*", '1 line with "key".']);
});

Deno.test("/search does not show whom one ignores", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("tea");
  await eve.types("more tea");
  await ann.types("/ignore bob");
  assertEquals(await found(ann, "tea"), ["12:00 eve: more *tea*"]);
});

Deno.test("/search says how it is typed, and why it cannot look", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/search"), [`/search needs more words: ${USAGE}`]);
  for (const typed of ["in:#lobby", "since:2d", "tea since:soon", "tea since:2", "tea since:9999999d"]) {
    assertEquals(await answer(ann, `/search ${typed}`), [`"${typed}" does not fit /search: ${USAGE}`]);
  }
  await bob.types("/join #ops");
  assertEquals(await answer(ann, "/search tea in:#ops"), ["You are not in #ops: /join #ops first."]);
  assertEquals(await answer(ann, "/search tea in:#nowhere"), [
    "There is no room #nowhere here: /rooms lists them, /join makes new ones.",
  ]);
});

Deno.test("/search for something without a letter finds nothing, and not everything", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("tea!!!");
  assertEquals(await answer(ann, "/search !!!"), ['No line with "!!!" in your rooms.']);
});

Deno.test("/search in trouble finds what was saved, and says that lines may be missing", async () => {
  const disk = new TroubledStore();
  using test = await party(["ann", "bob"], { open: disk.open });
  const { ann, bob } = test;
  await bob.types("tea");
  disk.breakDown();
  await bob.types("more tea");
  assertEquals(await answer(ann, "/search tea"), [
    "Kept lines cannot be read at the moment: the disk is full. The chat itself goes on.",
  ]);
  disk.mend();
  assertEquals(await answer(ann, "/search tea"), [
    "12:00 bob: *tea*",
    '1 line with "tea".',
    "New lines are not being saved (the disk is full), so some may be missing here.",
  ]);
});

Deno.test("/search takes 16 words at most", async () => {
  using test = await party(["ann"]);
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");
  assertEquals((await found(test.ann, words(16))).length, 0);
  assertEquals(
    (await answer(test.ann, `/search ${words(17)}`)).join().includes("type at most 16 words."),
    true,
  );
});

Deno.test("/search in: a room that keeps no history says so", async () => {
  using test = await party(["ann"]);
  for (const line of ["/join #ops", "/room history off"]) await test.ann.types(line);
  assertEquals((await answer(test.ann, "/search tea in:#ops")).length, 1);
});
