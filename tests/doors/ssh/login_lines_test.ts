/** What somebody sees who came by SSH to talk: the channel is a double, and time is in the test's hands. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { editorOf } from "../../../lib/doors/editor.ts";
import type { EditorModule } from "../../../lib/doors/late_editor.ts";
import type { Person } from "../../../lib/chat/person.ts";
import { silentLog } from "../../../lib/runtime/log.ts";
import { Chat } from "../../support/chat.ts";
import { LogBook } from "../../support/log_book.ts";
import { comeBySsh, FakeTerminal } from "./by_ssh.ts";

const WELCOME = "Welcome to the chat! Please enter your username:";
const HELLO = "Hello ann";

/** Somebody's bytes, as they come from a keyboard or a pipe. */
const bytes = (text: string) => new TextEncoder().encode(text);

type Come = ReturnType<typeof comeBySsh>;

/** Ends the input, and waits until all is over. */
async function end(chat: Chat, { connection, gone, background }: Come): Promise<void> {
  connection.feed(null);
  await chat.clock.advance(3000);
  await gone;
  await background.settled();
}

Deno.test("whoever comes by SSH is in under the name before the @, and asked nothing", async () => {
  for (const terminal of [undefined, new FakeTerminal(), new FakeTerminal("dumb")]) {
    using chat = new Chat();
    const come = comeBySsh(chat, terminal && { terminal });
    await chat.flush();
    assertEquals(come.connection.heard.includes(WELCOME), false);
    assertMatch(come.connection.heard, /Hello ann/);
    const { secrecy, name } = chat.fold.names.find("ann") as Person;
    assertEquals([secrecy, name], [{ isEncrypted: true, isSsh: true }, "ann"]);
    await end(chat, come);
    assertEquals([come.login.status, chat.fold.people.size], [0, 0]);
  }
});

Deno.test("whoever gives no name is asked for one", async () => {
  using chat = new Chat();
  const come = comeBySsh(chat, { name: "" });
  await chat.flush();
  assertEquals(come.connection.heard, `${WELCOME}\n`);
  await come.connection.type("ann\n");
  await chat.flush();
  assertEquals(come.connection.heard.includes(HELLO), true);
  await end(chat, come);
});

Deno.test("a name that is taken is refused in a sentence, counts as a try, and another one is asked for", async () => {
  using chat = new Chat();
  chat.enter("ann");
  const come = comeBySsh(chat, {}, { nameTries: 2 });
  await chat.flush();
  assertMatch(come.connection.heard, /^"ann" cannot be your name: [^\n]*\nWelcome to the chat![^\n]*\n$/);
  await come.connection.type("ann\n");
  await chat.clock.advance(3000);
  await come.gone;
  assertMatch(come.connection.heard, /you tried 2 names/);
  assertEquals(come.login.status, 1);
});

Deno.test("no name of a client is a command, a line or a protocol, and none is longer than a try may be", async () => {
  const names = [
    ...["/quit", "/json", "GET / HTTP/1.1", "a\nb\nc", "a\0b", "\0goodbye a", "\0only quit\0ann"],
    ...["x".repeat(1_000_000), "\u{1f600}".repeat(100_000), "\x1b]0;t\x07", "\ud800", " ", "Server"],
  ];
  for (const name of names) {
    using chat = new Chat();
    const come = comeBySsh(chat, { name }, { nameTries: 2 });
    await chat.flush();
    const { heard } = come.connection;
    assertEquals(heard.split(WELCOME).length, 2, name.slice(0, 20)); // refused, and asked once
    assertEquals([heard.length < 400, chat.fold.people.size, come.connection.isClosed], [true, 0, false]);
    await come.connection.type("ann\n");
    await chat.flush();
    assertEquals(come.connection.heard.includes(HELLO), true, name.slice(0, 20));
    await end(chat, come);
  }
});

Deno.test("a terminal gets the editor at once, colours and CR LF; the goodbye is behind the last drawing, and read", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob");
  const come = comeBySsh(chat, { terminal: new FakeTerminal() });
  const { connection, login } = come;
  await chat.flush();
  assertStringIncludes(connection.heard, "\x1b[?2004h");
  assertEquals(connection.heard.replaceAll("\r\n", "").includes("\n"), false);
  assertMatch(connection.heard, /#lobby> /);
  await connection.type("hel\x7flo\r");
  await chat.flush();
  assertEquals(bob.terminal.heard.includes("ann: helo\n"), true, bob.terminal.heard);
  await connection.type("half\x03");
  await connection.type("\x04");
  await chat.flush();
  assertEquals(connection.heard.endsWith("Goodbye!\x1b[0m\r\n"), true);
  assertStringIncludes(connection.heard, "\x1b[?2004l");
  assertEquals([connection.hasEnded, connection.isClosed, login.status], [true, false, 0]);
  await chat.clock.advance(500);
  await come.gone;
  assertEquals(bob.terminal.heard.includes("half"), false);
});

Deno.test("a terminal is drawn for its size, and for every new one; none is drawn behind the goodbye", async () => {
  using chat = new Chat();
  const terminal = new FakeTerminal();
  terminal.columns = 20;
  const come = comeBySsh(chat, { terminal });
  const { connection } = come;
  await chat.flush();
  await connection.type("0123456789abcdefghij");
  await chat.flush();
  const narrow = connection.heard.split("#lobby").at(-1)!;
  assertEquals(narrow.includes("0123456789"), false);
  connection.heard = "";
  terminal.resize(100);
  await chat.flush();
  assertMatch(connection.heard, /0123456789abcdefghij/);
  for (const columns of [0, -1, NaN, 1e9, 1, 4294967295]) terminal.resize(columns);
  await chat.flush();
  await connection.type("\x15/quit\r");
  await chat.flush();
  const { length } = connection.heard;
  terminal.resize(33);
  await chat.flush();
  assertEquals(connection.heard.length, length);
  await end(chat, come);
});

Deno.test("keys are echoed as long as there is no editor, and what was begun goes along when it comes", async () => {
  for (const cut of [0, 1, 2, 3, 4, 5]) {
    const { promise, resolve } = Promise.withResolvers<EditorModule>();
    using chat = new Chat();
    const bob = chat.enter("bob");
    const come = comeBySsh(chat, { terminal: new FakeTerminal() }, {}, silentLog, () => promise);
    const { connection } = come;
    await chat.flush();
    for (const key of "helo\r".slice(0, cut)) await connection.type(key);
    await chat.flush();
    const echoed = connection.heard.split("\r\n").at(cut === 5 ? -2 : -1)!;
    assertEquals(echoed.endsWith("helo".slice(0, cut)), true, echoed);
    resolve({ editorOf });
    await chat.flush();
    await connection.type("helo\r".slice(cut));
    await chat.flush();
    assertMatch(connection.heard, /#lobby> /);
    assertEquals(bob.terminal.heard.split("ann: helo\n").length, 2, `cut at ${cut}`);
    await end(chat, come);
  }
});

Deno.test("keys are echoed where there is no editor to be had, or none that the terminal can show, or none is wanted", async () => {
  const ways = [
    { name: "xterm", load: () => Promise.reject(new Error("no more files")), settings: {} },
    { name: "dumb", load: undefined, settings: {} },
    { name: "", load: undefined, settings: {} },
    { name: "xterm", load: undefined, settings: { editor: "never" } },
  ] as const;
  for (const { name, load, settings } of ways) {
    using chat = new Chat();
    const bob = chat.enter("bob");
    const come = comeBySsh(chat, { terminal: new FakeTerminal(name) }, settings, silentLog, load);
    const { connection } = come;
    await chat.flush();
    await connection.type("hx\x7fi\r");
    await chat.flush();
    assertEquals(connection.heard.endsWith("hx\b \bi\r\n"), true, connection.heard);
    assertEquals([connection.heard.includes("\x1b[J"), connection.heard.includes("\x1b[?2004")], [
      false,
      false,
    ]);
    assertEquals(connection.heard.includes("\x1b["), name === "xterm"); // colours
    assertEquals(bob.terminal.heard.includes("ann: hi\n"), true);
    await connection.type("half");
    await end(chat, come);
    assertEquals(bob.terminal.heard.includes("half"), false); // nobody has pressed Enter
  }
});

Deno.test("a terminal may ask for an editor, and for none: then its keys are echoed", async () => {
  using chat = new Chat();
  const come = comeBySsh(chat, { terminal: new FakeTerminal("dumb") });
  const { connection } = come;
  await chat.flush();
  await connection.type("/set editor on\r");
  await chat.flush();
  assertMatch(connection.heard, /#lobby> /);
  await connection.type("/set editor off\r");
  await chat.flush();
  connection.heard = "";
  await connection.type("hi\r");
  await chat.flush();
  assertEquals(connection.heard, "hi\r\n");
  await end(chat, come);
});

Deno.test("an echo stands where it was typed among what others say, and a reader who stops holds nobody", async () => {
  using chat = new Chat();
  const bob = chat.enter("bob");
  const come = comeBySsh(chat, { terminal: new FakeTerminal("dumb") });
  await chat.flush();
  come.connection.heard = "";
  await come.connection.type("hal");
  await bob.types("before");
  await chat.flush();
  await come.connection.type("lo\r");
  await chat.flush();
  assertEquals(come.connection.heard, "halbob: before\r\nlo\r\n");
  come.connection.isStuck = true;
  for (let i = 0; i < 3000; i++) await come.connection.type("x\x7f");
  assertEquals(
    [...chat.fanOut.readers].every(({ outbox }) => outbox.snapshot().filling.bytes <= 1_048_576),
    true,
  );
  await end(chat, come);
});

Deno.test("without a terminal lines are lines, nothing is telnet, and the last one counts without its end", async () => {
  const telnet = Uint8Array.of(255, 251, 31, 255, 250, 31, 0, 80, 0, 24, 255, 240); // IAC WILL NAWS, and a size
  for (const size of [1, 2, 5, Infinity]) {
    using chat = new Chat();
    const bob = chat.enter("bob");
    const come = comeBySsh(chat, {}, { telnet: "always" });
    await chat.flush();
    const all = bytes("one\ntwo\nthree");
    for (let at = 0; at < all.length; at += size) {
      come.connection.feed(all.subarray(at, at + size));
      await chat.flush();
    }
    await end(chat, come);
    await chat.flush();
    assertEquals(bob.terminal.heard.match(/ann: \w+/g), ["ann: one", "ann: two", "ann: three"]);
    assertEquals(["\xff", "\x1b"].map((sign) => come.connection.heard.includes(sign)), [false, false]);
    assertMatch(come.connection.heard, /Goodbye!\n$/);
  }
  using chat = new Chat();
  const bob = chat.enter("bob");
  const come = comeBySsh(chat);
  await chat.flush();
  come.connection.feed(Uint8Array.from([...telnet, ...bytes("hi\n")]));
  await chat.flush();
  assertEquals(/\xff\xfd|\xff\xfb/.test(come.connection.heard), false);
  assertEquals(bob.terminal.heard.includes("hi"), true); // its bytes were no text, and were shown as such
  await end(chat, come);
});

Deno.test("the fingerprint of a key is for operators: in the log and at the console, and nobody else is told", async () => {
  using chat = new Chat();
  const book = new LogBook(), key = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
  const bob = chat.enter("bob");
  const come = comeBySsh(chat, { key }, {}, book.log);
  await chat.flush();
  assertEquals(book.lines, [`info: Accepted connection from 192.0.2.1:1 (ssh, key ${key})`]);
  assertEquals(come.visit.snapshot().fields?.["key"], key);
  await come.connection.type("/whois ann\n/who\n");
  await bob.types("/whois ann");
  await bob.types("/who");
  await chat.flush();
  for (const told of [bob.terminal.heard, come.connection.heard]) {
    assertEquals([told.includes("SHA256"), told.includes("ann [ssh]")], [false, true], told);
  }
  await end(chat, come);
});

Deno.test("whoever is put out leaves with status 1, whoever leaves with 0", async () => {
  for (const [kind, status] of [["kicked", 1], ["stopping", 1], ["quit", 0]] as const) {
    using chat = new Chat();
    const come = comeBySsh(chat, { terminal: new FakeTerminal() });
    await chat.flush();
    chat.fanOut.endAll({ kind });
    await chat.flush();
    assertMatch(come.connection.heard, /Goodbye/);
    assertEquals([come.connection.hasEnded, come.login.status], [true, status]);
    await end(chat, come);
  }
});

Deno.test("colours are shown where they are always wanted, or where a terminal can show them and nobody minds", async () => {
  const ways = [
    ...[["auto", "xterm", true], ["auto", "dumb", false], ["auto", undefined, false]] as const,
    ...[["always", "dumb", true], ["always", undefined, true], ["never", "xterm", false]] as const,
  ];
  for (const [color, name, isColored] of ways) {
    using chat = new Chat();
    const terminal = name === undefined ? undefined : new FakeTerminal(name);
    const come = comeBySsh(chat, { terminal }, { color, editor: "never" });
    await chat.flush();
    assertEquals(come.connection.heard.includes("\x1b["), isColored, `${color} ${name}`);
    await end(chat, come);
  }
});
