/** A client of SSH that was silent until it was welcomed to the chat: it is brought to its own door. */

import { assertEquals } from "@std/assert";
import type { Caller } from "../../lib/doors/connection.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { readOn } from "../support/at_the_entrance.ts";
import { Chat } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { loadEditor } from "../support/loaded_editor.ts";
import { arrive, TCP } from "./arriving.ts";

const WELCOME_LINE = "Welcome to the chat! Please enter your username:\n";
const VERSION = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6\r\n";

/** Somebody who has been welcomed, and whom the door for SSH has been given. */
function welcomed(chat: Chat, settings: Partial<Config> = {}) {
  const brought: Caller[] = [];
  const ssh = (caller: Caller) => void brought.push(caller);
  return { ...arrive(chat, settings, silentLog, loadEditor, TCP, { ssh }), brought };
}

/** Nobody is left of them in the chat. */
async function assertGone(chat: Chat, { tally, background }: ReturnType<typeof welcomed>): Promise<void> {
  await chat.clock.advance(10_000); // slow readers are looked for, and found no more
  assertEquals([chat.fanOut.readers.size, tally.doors.tcp.open, background.size, chat.clock.timers], [
    0,
    0,
    0,
    0,
  ]);
  assertEquals([...chat.fold.people.values()], []);
}

Deno.test("a version of SSH behind the welcome is brought to its door, however it is cut, with its place and every byte", async () => {
  for (let at = 1; at <= VERSION.length; at++) {
    using chat = new Chat();
    const came = welcomed(chat), { connection, brought, crowd } = came;
    await chat.flush();
    await connection.type(VERSION.slice(0, at));
    await chat.flush();
    const rest = [VERSION.slice(at)].filter((text) => text !== "");
    if (brought.length === 0) await connection.type(rest.pop()!);
    await chat.flush();
    const [caller] = brought;
    assertEquals([brought.length, caller?.connection, caller?.ssh], [1, connection, undefined], `${at}`);
    assertEquals([connection.heard, connection.isClosed, crowd.guests], [WELCOME_LINE, false, 1]);
    await assertGone(chat, came);
    const reading = readOn(caller!);
    await settled();
    for (const text of rest) await connection.type(text);
    connection.feed(null);
    assertEquals(await reading, VERSION);
    if (caller!.ticket.kind === "place") caller!.ticket[Symbol.dispose]();
    assertEquals(crowd.guests, 0);
  }
});

Deno.test("whoever types a name that begins like a version is a guest, one byte after the other, and so is one who stops there", async () => {
  for (const name of ["SSH", "S", "SSH-fan", "Sam"]) {
    using chat = new Chat();
    const { connection, brought, gone } = welcomed(chat);
    for (const key of `${name}\n`) await connection.type(key);
    await chat.flush();
    assertEquals([chat.fold.names.find(name) !== undefined, brought.length], [true, 0], name);
    await connection.type(VERSION);
    connection.feed(null);
    await chat.flush();
    await gone;
    assertEquals(brought, []);
  }
  using chat = new Chat();
  const { connection, gone } = welcomed(chat);
  await connection.type("SSH-");
  connection.feed(null);
  await chat.flush();
  await gone;
});

Deno.test("a version that is begun and never ended is out of time as whoever says no name", async () => {
  using chat = new Chat();
  const came = welcomed(chat, { nameMs: 1000 }), { connection, gone, crowd } = came;
  await connection.type("SSH-2.");
  await chat.clock.advance(1000);
  await chat.flush();
  connection.feed(null);
  await gone;
  assertEquals(
    connection.heard.slice(WELCOME_LINE.length),
    "Goodbye: no name came within 1 second. You are welcome to try again.\n",
  );
  assertEquals(crowd.guests, 0);
});

Deno.test("a client that does not read its welcome is let go of, and is never brought to the door", async () => {
  using chat = new Chat();
  const came = welcomed(chat, { farewellMs: 500 }), { connection, gone, brought, crowd } = came;
  await chat.flush();
  connection.isStuck = true;
  for (const reader of chat.fanOut.readers) reader.tell({ kind: "still_here" });
  await connection.type(VERSION);
  await chat.flush();
  await chat.clock.advance(500);
  await gone;
  assertEquals([brought.length, crowd.guests], [0, 0]);
});

Deno.test("where the server stops while a version comes, its client is told so", async () => {
  using chat = new Chat();
  const { connection, brought, gone } = welcomed(chat);
  await connection.type("SSH-2.0");
  chat.fanOut.endAll({ kind: "stopping" });
  await connection.type("-x\r\n");
  connection.feed(null);
  await chat.flush();
  await gone;
  assertEquals([connection.heard.slice(WELCOME_LINE.length), brought.length], [
    "Goodbye: the server is stopping.\n",
    0,
  ]);
});
