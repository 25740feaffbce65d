/** What a visit tells of its door: to the log, to metrics, and to the guest. */

import { assertEquals } from "@std/assert";
import { DOORS } from "../../lib/model/door.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import type { Person } from "../../lib/chat/person.ts";
import { Chat } from "../support/chat.ts";
import { settled } from "../support/fake_clock.ts";
import { loadEditor } from "../support/loaded_editor.ts";
import { LogBook } from "../support/log_book.ts";
import { arrive, TCP } from "./arriving.ts";

Deno.test("a visit is counted by its door, from its beginning to its end, and consoles see which it is", async () => {
  for (const door of DOORS) {
    using chat = new Chat();
    const { connection, gone, tally, visit } = arrive(chat, {}, silentLog, loadEditor, { ...TCP, door });
    assertEquals(tally.doors[door], { accepted: 1, open: 1 });
    assertEquals(visit.snapshot().fields?.["door"], door);
    connection.feed(null);
    await chat.flush();
    await gone;
    for (const each of DOORS) {
      assertEquals(tally.doors[each], { accepted: each === door ? 1 : 0, open: 0 }, each);
    }
  }
});

Deno.test("the log names the door of a connection, unless it is plain TCP", async () => {
  for (const [door, line] of [["tcp", ""], ["tls", " (tls)"], ["wss", " (wss)"]] as const) {
    using chat = new Chat();
    const book = new LogBook();
    const { connection, gone } = arrive(chat, {}, book.log, loadEditor, { ...TCP, door });
    assertEquals(book.lines, [`info: Accepted connection from 192.0.2.1:1${line}`]);
    connection.feed(null);
    await chat.flush();
    await gone;
  }
});

Deno.test("a page is told in JSON who it speaks to, and that a name is wanted; its guest is encrypted as it is", async () => {
  using chat = new Chat();
  const way = { door: "wss", isEncrypted: true, isPage: true } as const;
  const { connection, gone } = arrive(chat, {}, silentLog, loadEditor, way);
  await settled();
  const told = connection.heard.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(told.map(({ kind, you }) => [kind, you]), [["hello", null], ["prompt", undefined]]);
  await connection.type('{"verb":"line","argument":"ann","ref":1}\n');
  await chat.flush();
  const ann = chat.fold.names.find("ann") as Person;
  assertEquals([ann.isBot, ann.secrecy.isEncrypted], [false, true]);
  connection.feed(null);
  await chat.flush();
  await gone;
});
