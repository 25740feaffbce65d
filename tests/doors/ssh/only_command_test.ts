/** What somebody gets who came by SSH for one command: the answer, and nothing else. */

import { assertEquals, assertMatch } from "@std/assert";
import { silentLog } from "../../../lib/runtime/log.ts";
import { Chat } from "../../support/chat.ts";
import { loadEditor } from "../../support/loaded_editor.ts";
import { comeBySsh, FakeTerminal } from "./by_ssh.ts";

/** Comes for a command, and waits until all is over; what was heard and what is left then. */
async function does(
  chat: Chat,
  command: string,
  said: Parameters<typeof comeBySsh>[1] = {},
  settings: Parameters<typeof comeBySsh>[2] = {},
) {
  const come = comeBySsh(chat, { ...said, command }, settings);
  const { connection, login, gone, background } = come;
  await chat.flush();
  await chat.flush(); // what was said is handed out, then the answer is written
  connection.feed(null);
  await chat.clock.advance(3000);
  await gone;
  await background.settled();
  assertEquals([connection.hasEnded, connection.isClosed], [true, true]);
  return { out: connection.heard, errors: login.errors, status: login.status };
}

Deno.test("one command joins under the name of the client, prints its answer alone, and leaves", async () => {
  for (const command of ["who", "/who", " WHO ", "／ｗｈｏ", "who\n", "who\r\n/quit"]) {
    using chat = new Chat();
    const bob = chat.enter("bob");
    await bob.types("said before"); // a newcomer would be shown it again
    Object.assign(chat.settings, { motdLines: ["Be kind."] });
    bob.hears();
    const { out, errors, status } = await does(chat, command);
    if (command.includes("/quit")) assertMatch(errors, /room/); // the argument of `who`, on one line
    else assertEquals([out, errors, status], ["2 people are here: bob, ann [ssh]. You are ann.\n", "", 0]);
    assertEquals(bob.hears(), ["Server: ann has joined the chat", "Server: ann has left the chat"]);
    assertEquals(chat.fold.people.size, 1);
  }
});

Deno.test("one command may say something: the others hear it, and nothing is printed", async () => {
  for (const command of ["say hello  you", "/say hello  you", "Say hello  you"]) {
    using chat = new Chat();
    const bob = chat.enter("bob");
    assertEquals(await does(chat, command), { out: "", errors: "", status: 0 });
    assertEquals(bob.hears().slice(1, 2), ["ann: hello  you"]);
  }
  using chat = new Chat();
  const bob = chat.enter("bob");
  assertEquals(await does(chat, "msg bob psst"), { out: "", errors: "", status: 0 });
  assertEquals(bob.hears()[1], "[ann -> bob] psst");
});

Deno.test("what is no command is refused with usage, and nobody has come in for it", async () => {
  for (
    const command of [
      "",
      " ",
      "dance",
      "/dance",
      "ls -l",
      "//who",
      "say",
      "/say ",
      "scp -t .",
      "\0",
      "x".repeat(3000),
    ]
  ) {
    using chat = new Chat();
    const bob = chat.enter("bob");
    const { out, errors, status } = await does(chat, command);
    assertEquals([out, status], ["", 1], command);
    assertMatch(errors, /Usage: ssh HOST COMMAND/);
    assertEquals([bob.hears(), errors.length < 300], [[], true]);
  }
});

Deno.test("a refusal goes to standard error: of the name, of the command, and of what is too long", async () => {
  using chat = new Chat();
  chat.enter("ann");
  const taken = await does(chat, "who");
  assertMatch(taken.errors, /^"ann" cannot be your name: [^\n]*\n$/);
  assertEquals([taken.out, taken.status], ["", 1]);
  const unknown = await does(chat, "whois nobody", { name: "carl" });
  assertMatch(unknown.errors, /^Nobody here is called "nobody"/);
  assertEquals([unknown.out, unknown.status], ["", 1]);
  const long = await does(chat, `say ${"x".repeat(5000)}`, { name: "carl" });
  assertMatch(long.errors, /4,096/);
  assertEquals([long.out, long.status, chat.fold.people.size], ["", 1, 1]);
});

Deno.test("whoever gives no name with a command is told so, and not welcomed: nobody can answer", async () => {
  using chat = new Chat();
  const { out, errors, status } = await does(chat, "who", { name: "" });
  assertEquals([out, status], ["", 1]);
  assertMatch(errors, /^That cannot be your name/);
});

Deno.test("one command at a terminal has its line ends and colours, and no editor", async () => {
  using chat = new Chat();
  const { out } = await does(chat, "who", { terminal: new FakeTerminal() });
  assertEquals(out, "\x1b[2m1 person is here: ann [ssh]. You are ann.\x1b[0m\r\n");
});

Deno.test("one command hears no event, however long it takes; whoever is put out meanwhile is told so on standard error", async () => {
  const { promise, resolve } = Promise.withResolvers<never>();
  using chat = new Chat();
  chat.services.past.found = () => promise as never; // a store that is busy
  const bob = chat.enter("bob");
  const { connection, login, gone } = comeBySsh(chat, { command: "search tea" });
  await chat.flush();
  await bob.types("news");
  await bob.types("/msg ann psst");
  await bob.types("/topic tea");
  assertEquals([connection.heard, connection.hasEnded], ["", false]);
  chat.fanOut.endAll({ kind: "stopping" });
  resolve({ kind: "excerpt", messages: [] } as never);
  await chat.clock.advance(3000);
  await gone;
  assertEquals(login.errors, "Goodbye: the server is stopping.\n");
  assertEquals([connection.heard.includes("news") || connection.heard.includes("psst"), login.status], [
    false,
    1,
  ]);
});

Deno.test("one command waits for no client that reads nothing beside its output", async () => {
  using chat = new Chat();
  const come = comeBySsh(chat, { command: "dance" });
  come.login.isStuck = true;
  await chat.clock.advance(1000);
  assertEquals(come.connection.isClosed, false);
  await chat.clock.advance(3000);
  await come.gone;
  assertEquals([come.connection.isClosed, chat.fanOut.readers.size], [true, 0]);
});

Deno.test("whoever finds no place is told so: on standard error, where the output is for an answer", async () => {
  for (const command of [undefined, "who"]) {
    using chat = new Chat();
    const come = comeBySsh(chat, { command }, { maxGuests: 1 }, silentLog, loadEditor, {
      ticket: { kind: "crowded", guests: 5 },
    });
    await chat.flush();
    const { connection, login } = come;
    const [told, silent] = command === undefined
      ? [connection.heard, login.errors]
      : [login.errors, connection.heard];
    assertMatch(told, /full/);
    assertEquals([silent, login.status, connection.hasEnded], ["", 1, true]);
    connection.feed(null);
    await chat.clock.advance(3000);
    await come.gone;
  }
});

Deno.test("an answer may take a slow reader longer than a goodbye may, but not the server's stop", async () => {
  for (const isStopped of [false, true]) {
    using chat = new Chat();
    const come = comeBySsh(chat, { command: "help" }), { connection, login } = come;
    const { promise, resolve } = Promise.withResolvers<void>(), write = connection.write.bind(connection);
    connection.write = (bytes) => promise.then(() => write(bytes));
    await chat.clock.advance(10_000);
    assertEquals([connection.isClosed, chat.fold.people.size], [false, 1]);
    if (isStopped) chat.fanOut.endAll({ kind: "stopping" });
    else resolve();
    await chat.clock.advance(2000);
    if (!isStopped) connection.feed(null);
    await come.gone;
    assertEquals([/quit/.test(connection.heard), login.status], isStopped ? [false, undefined] : [true, 0]);
    resolve();
    await come.background.settled();
  }
});
