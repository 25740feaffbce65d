/** `/query`: plain lines go to one person alone. */

import { assertEquals } from "@std/assert";
import { Chat, PLAIN } from "../support/chat.ts";
import { EditedTerminal } from "../support/edited_terminal.ts";
import { answer, enter, forget, party, speakTo } from "../support/party.ts";

const START = (name: string, room = "#lobby") => [
  `What you type goes to ${name} alone now: /query takes you back to ${room}.`,
];
const OVER = (
  name: string,
  room = "#lobby",
) => [`What you type goes to ${room} now, because ${name} has left.`];

Deno.test("in a query plain lines go to one person alone, and come back from it as /msg does", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  assertEquals(await answer(ann, "/query BOB"), START("bob"));
  assertEquals(await answer(ann, "psst"), ["[ann -> bob] psst"]);
  assertEquals(await answer(ann, "//shrug"), ["[ann -> bob] /shrug"]);
  assertEquals(await answer(ann, "  "), []);
  assertEquals([bob.hears(), eve.hears()], [["[ann -> bob] psst", "[ann -> bob] /shrug"], []]);
  assertEquals(await answer(ann, "/query"), ["What you type goes to #lobby now."]);
  assertEquals(await answer(ann, "hello"), []);
  assertEquals([bob.hears(), eve.hears()], [["ann: hello"], ["ann: hello"]]);
  assertEquals(await answer(ann, "/query"), ["What you type goes to #lobby now."]); // does no harm
});

Deno.test("what one does in a query goes to that person alone", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/query bob");
  assertEquals(await answer(ann, "/me waves"), ["[ann -> bob] * ann waves"]);
  assertEquals([bob.hears(), eve.hears()], [["[ann -> bob] * ann waves"], []]);
});

Deno.test("/query says why it cannot begin, and leaves lines where they go", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/query joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
  assertEquals(await answer(ann, "/query Ann"), ["/query is for other people, and that is your own name."]);
  assertEquals(await answer(ann, "/query bob hi"), ['"bob hi" does not fit /query: type /query [NAME].']);
  await ann.types("hi");
  assertEquals(bob.hears(), ["ann: hi"]);
});

Deno.test("in a query lines of rooms are marked with their room, as for everybody whose lines go elsewhere", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/query bob");
  forget(ann);
  await bob.types("one");
  await ann.types("/query");
  await bob.types("two");
  assertEquals(ann.hears(), ["[#lobby] bob: one", "What you type goes to #lobby now.", "bob: two"]);
});

Deno.test("a query follows somebody to another name, and not to somebody else under the old one", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("/query bob");
  await bob.types("/nick rob");
  const { bob: other } = await enter(chat, "bob");
  assertEquals(await answer(ann, "who are you?"), ["[ann -> rob] who are you?"]);
  assertEquals(other.hears(), []);
});

Deno.test("when somebody leaves, the query is over, and a line that may be meant for them is not said aloud", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { chat, ann, bob, eve } = test;
  await ann.types("/query bob");
  forget(ann);
  bob.leaves();
  const { bob: other } = await enter(chat, "bob");
  assertEquals(ann.hears(), [
    "Server: bob has left the chat",
    ...OVER("bob"),
    "Server: bob has joined the chat",
  ]);
  forget(eve);
  assertEquals(await answer(ann, "my secret"), [
    "Your line was not sent: perhaps it was for bob, who has left. What you type goes to #lobby now.",
  ]);
  assertEquals([eve.hears(), other.hears()], [[], []]);
  await ann.types("hello all");
  assertEquals([eve.hears(), other.hears()], [["ann: hello all"], ["ann: hello all"]]);
});

Deno.test("after somebody left, saying where lines go next makes the first one go there", async () => {
  for (const command of ["/query", "/query eve", "/join #lobby", "/join #new"]) {
    using test = await party(["ann", "bob", "eve"]);
    const { chat, ann, bob, eve } = test;
    await ann.types("/query bob");
    bob.leaves();
    await chat.flush();
    assertEquals((await answer(ann, command)).length, 1, command);
    assertEquals(await answer(ann, "hello"), command === "/query eve" ? ["[ann -> eve] hello"] : [], command);
    assertEquals(eve.hears().at(-1)?.includes("hello"), command === "/join #new" ? false : true, command);
  }
});

Deno.test("going into a room, or back to one, ends a query", async () => {
  for (const command of ["/join #lobby", "/join #new", "/join #ops"]) {
    using test = await party(["ann", "bob", "eve"]);
    const { ann, bob, eve } = test;
    await eve.types("/join #ops");
    await ann.types("/query bob");
    await ann.types(command);
    forget(bob);
    assertEquals(await answer(ann, "hello"), [], command);
    assertEquals(bob.hears(), command === "/join #lobby" ? ["ann: hello"] : [], command);
  }
});

Deno.test("a refused /join ends no query", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("/join #ops");
  await bob.types("/room invite-only");
  await ann.types("/query bob");
  await ann.types("/join #ops");
  assertEquals(await answer(ann, "let me in"), ["[ann -> bob] let me in"]);
});

Deno.test("whoever leaves a room, or is put out of it, stays in a query, and is told so", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("/join #ops");
  await ann.types("/join #ops");
  await ann.types("/leave #lobby");
  await ann.types("/query eve");
  forget(ann, eve);
  await bob.types("/kick ann");
  assertEquals(ann.hears(), ["bob removed you from #ops. What you type goes to eve now."]);
  assertEquals(await answer(ann, "still private"), ["[ann -> eve] still private"]);
  await ann.types("/join #new");
  await ann.types("/query eve");
  assertEquals(await answer(ann, "/leave"), ["You left #new. What you type goes to eve now."]);
  assertEquals(await answer(ann, "/query"), ["What you type goes to #lobby now."]);
  const said = (lines: string[]) => lines.filter((line) => line.includes("private"));
  assertEquals([said(bob.hears().slice(1)), said(eve.hears())], [[], ["[ann -> eve] still private"]]);
});

Deno.test("two people write to each other alone, and one who goes away says so", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/query bob");
  await bob.types("/query ann");
  await bob.types("/away lunch");
  forget(ann, bob);
  assertEquals(await answer(ann, "hi"), [
    "[ann -> bob] hi",
    "bob is away: lunch. Your line waits on their screen.",
  ]);
  bob.leaves();
  await test.chat.flush();
  assertEquals(ann.hears(), ["Server: bob has left the chat", ...OVER("bob")]);
});

Deno.test("what goes to one person is kept nowhere, and reaches nobody who ignores the sender", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await bob.types("/ignore ann");
  await ann.types("/query bob");
  forget(bob);
  assertEquals(await answer(ann, "psst"), ["[ann -> bob] psst"]); // who ignores is not told of
  assertEquals(bob.hears(), []);
  assertEquals(await answer(ann, "/history"), ["There are no kept lines of #lobby that you may see."]);
});

Deno.test("nobody is told of a query's end when the server stops", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("/query bob");
  forget(ann);
  chat.hub.leave(bob.guest, { kind: "stopping" });
  await chat.flush();
  assertEquals(ann.hears(), []);
});

Deno.test("a query speaks the reader's language, and its lines look like whispers", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  speakTo(ann, { language: "zh", color: true });
  const dim = (text: string) => `\x1b[2m${text}\x1b[0m`;
  assertEquals(await answer(ann, "/query bob"), [dim("现在你的话只发给 bob：输入 /query 回到 #lobby。")]);
  assertEquals(await answer(ann, "hi"), ["\x1b[35m[ann -> bob]\x1b[0m hi"]);
  forget(ann);
  bob.leaves();
  await test.chat.flush();
  assertEquals(ann.hears().at(-1), dim("bob 已经离开，现在你的话会发到 #lobby。"));
  assertEquals(await answer(ann, "hi"), [
    dim("这一行没有发送：也许是写给 bob 的，而对方已经离开。现在你的话会发到 #lobby。"),
  ]);
});

Deno.test("what goes to one person is shown once where lines are edited: by the editor", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await chat.flush();
  forget(ann, bob);
  ann.editor = new EditedTerminal();
  await ann.types("/query bob");
  forget(ann);
  assertEquals(await answer(ann, "psst"), []);
  assertEquals(await answer(ann, "/msg bob again"), ["[ann -> bob] again"]);
  assertEquals(bob.hears(), ["[ann -> bob] psst", "[ann -> bob] again"]);
  ann.speaks({ ...PLAIN, json: true });
  assertEquals((await answer(ann, "as a program")).map((line) => JSON.parse(line).kind), [
    "whispered",
    "done",
  ]);
});
