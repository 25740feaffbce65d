/**
 * One connection from its first line to its last, without a network and with time in the test's hands.
 */

import { assertEquals } from "@std/assert";
import { editorOf } from "../../lib/doors/editor.ts";
import { type EditorModule } from "../../lib/doors/late_editor.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { Chat } from "../support/chat.ts";
import { arrive } from "./arriving.ts";
import { settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

const WELCOME_LINE = "Welcome to the chat! Please enter your username:\n";
const DO_BINARY = "\xff\xfd\x00"; // IAC DO BINARY, RFC 856; windows-1252 reads 0xff and 0xfd as themselves

Deno.test("a visit offers telnet after a name with CR that took 400 ms, and not a millisecond earlier", async () => {
  for (const [ms, offer] of [[399, ""], [400, DO_BINARY]] as const) {
    using chat = new Chat();
    const { connection, gone } = arrive(chat);
    await settled();
    assertEquals(connection.heard, WELCOME_LINE);
    await chat.clock.advance(ms);
    await connection.type("ann\r\n");
    await chat.flush();
    assertEquals(connection.heard.slice(WELCOME_LINE.length).includes(DO_BINARY), offer !== "", `${ms} ms`);
    connection.feed(null);
    await chat.flush();
    await gone;
  }
});

Deno.test("a visit never offers telnet where it is switched off, and at once where it is always on", async () => {
  for (const [telnet, offer] of [["never", ""], ["always", DO_BINARY]] as const) {
    using chat = new Chat();
    const { connection, gone } = arrive(chat, { telnet, editor: "never" });
    await chat.flush();
    assertEquals(connection.heard, WELCOME_LINE + offer);
    await chat.clock.advance(1000);
    await connection.type("ann\r\n");
    await chat.flush();
    assertEquals(connection.heard.split(DO_BINARY).length - 1, offer === "" ? 0 : 1);
    connection.feed(null);
    await chat.flush();
    await gone;
  }
});

/** What a telnet in a terminal says: IAC WILL BINARY, IAC WILL TERMINAL-TYPE, and its name. */
const AN_XTERM = [255, 251, 0, 255, 251, 24, 255, 250, 24, 0, ...new TextEncoder().encode("XTERM"), 255, 240];
const OFFER = "\xff\xfb\x01\xff\xfb\x03"; // IAC WILL ECHO, IAC WILL SUPPRESS-GO-AHEAD

Deno.test("a visit loads an editor at the first word of telnet, and offers it when it has come", async () => {
  const { promise, resolve } = Promise.withResolvers<EditorModule>();
  let loads = 0;
  using chat = new Chat();
  const { connection, gone } = arrive(chat, { telnet: "always" }, silentLog, () => {
    loads++;
    return promise;
  });
  await settled();
  assertEquals(loads, 0);
  connection.feed(Uint8Array.from(AN_XTERM));
  await chat.flush();
  assertEquals([loads, connection.heard.includes(OFFER)], [1, false]);
  resolve({ editorOf });
  await chat.flush();
  assertEquals([loads, connection.heard.includes(OFFER)], [1, true]);
  connection.feed(null);
  await chat.flush();
  await gone;
});

Deno.test("a visit ends lines with CR as soon as an editor is wished for: it is drawn behind them when it comes", async () => {
  using chat = new Chat();
  const { connection, gone, background } = arrive(
    chat,
    {},
    silentLog,
    () => Promise.reject(new Error("not yet")),
  );
  await connection.type("ann\n/set editor on\n");
  await chat.flush();
  assertEquals(connection.heard.slice(-3), ".\r\n");
  connection.feed(null);
  await chat.flush();
  await gone;
  await background.settled();
});

Deno.test("a visit goes on without an editor that cannot be loaded, and says nothing of one that comes after the goodbye", async () => {
  for (const isLate of [false, true]) {
    const { promise, resolve, reject } = Promise.withResolvers<EditorModule>();
    const book = new LogBook();
    using chat = new Chat();
    const { connection, background } = arrive(chat, {}, book.log, () => promise);
    connection.feed(Uint8Array.from(AN_XTERM));
    await chat.flush();
    if (!isLate) reject(new Error("no more files"));
    await connection.type("ann\r\n/set editor on\r\nhi\r\n/quit\r\n");
    await chat.flush();
    if (isLate) resolve({ editorOf });
    await chat.flush();
    assertEquals([connection.heard.includes("Hello ann"), connection.heard.includes("Goodbye!")], [
      true,
      true,
    ]);
    assertEquals(connection.heard.includes(OFFER), false);
    assertEquals(book.lines.filter((line) => line.startsWith("error")), []);
    await chat.clock.advance(500);
    await background.settled();
  }
});

Deno.test("a visit says goodbye, ends its half, waits a moment for the peer's end, and closes", async () => {
  using chat = new Chat();
  const { connection, gone } = arrive(chat);
  await settled();
  await connection.type("ann\n/quit\n");
  await chat.flush();
  assertEquals(connection.heard.endsWith("Goodbye!\n"), true);
  assertEquals([connection.hasEnded, connection.isClosed], [true, false]);
  await chat.clock.advance(500);
  await gone;
  assertEquals([connection.isClosed, chat.fanOut.readers.size, chat.fold.people.size], [true, 0, 0]);
});

Deno.test("a visit waits farewellMs for a peer that reads nothing, and no longer", async () => {
  using chat = new Chat();
  const { connection, gone } = arrive(chat);
  await settled();
  await connection.type("ann\n");
  await chat.flush();
  connection.isStuck = true;
  chat.fanOut.endAll({ kind: "stopping" });
  await chat.clock.advance(1999);
  assertEquals(connection.isClosed, false);
  await chat.clock.advance(1);
  await gone;
  assertEquals([connection.isClosed, chat.fanOut.readers.size, chat.fold.people.size], [true, 0, 0]);
});

Deno.test("a visit logs a bug in a session, says goodbye, and closes the socket", async () => {
  using chat = new Chat();
  chat.hub.enter = () => {
    throw new TypeError("a bug");
  };
  const book = new LogBook();
  const { connection, gone } = arrive(chat, {}, book.log);
  await settled();
  await connection.type("ann\n");
  await chat.clock.advance(3000);
  await gone;
  assertEquals([connection.isClosed, chat.fanOut.readers.size], [true, 0]);
  assertEquals(book.lines.filter((line) => line.startsWith("error: Bug in the session of")).length, 1);
});

Deno.test("a visit keeps no promise before something is said, and ends all the same: with goodbye", async () => {
  for (const telnet of ["auto", "always"] as const) {
    using chat = new Chat();
    const { connection, gone, background } = arrive(chat, { telnet });
    await chat.flush();
    assertEquals(background.size, telnet === "auto" ? 0 : 1); // it is asked something before it speaks
    chat.fanOut.endAll({ kind: "stopping" });
    await chat.clock.advance(500);
    await gone;
    assertEquals(connection.heard.endsWith("Goodbye: the server is stopping.\n"), true, connection.heard);
    assertEquals([chat.fanOut.readers.size, chat.clock.timers], [0, 1]); // the fan-out's sweep
  }
});

Deno.test("a visit that comes while the server is stopping is welcomed, and ends", async () => {
  for (const telnet of ["auto", "always"] as const) {
    using chat = new Chat();
    chat.fanOut.endAll({ kind: "stopping" });
    const { connection, gone } = arrive(chat, { telnet });
    await chat.clock.advance(500);
    await gone;
    assertEquals(connection.heard, WELCOME_LINE + "Goodbye: the server is stopping.\n");
  }
});

Deno.test("a visit ends when nothing is said for nameMs, and not a millisecond earlier", async () => {
  using chat = new Chat();
  const { connection, gone } = arrive(chat, { nameMs: 10_000 });
  await chat.clock.advance(9999);
  assertEquals(connection.heard, WELCOME_LINE);
  await chat.clock.advance(501);
  await gone;
  assertEquals(chat.fanOut.readers.size, 0);
});

Deno.test("a visit logs a bug in its welcome, closes the socket, and gives the place to another", async () => {
  using chat = new Chat();
  const book = new LogBook();
  chat.fanOut.seat = () => {
    throw new TypeError("a bug");
  };
  const { connection, gone, crowd } = arrive(chat, {}, book.log);
  await gone;
  assertEquals([connection.isClosed, crowd.guests], [true, 0]);
  assertEquals(book.lines.filter((line) => line.startsWith("error: Bug in the session of")).length, 1);
});
