/** How a session ends, and what it leaves behind. */

import { assertEquals, assertRejects } from "@std/assert";
import type { Log } from "../../lib/runtime/log.ts";
import { SIGNAL } from "../../lib/terminal/signal.ts";
import { PeerGone } from "../../lib/wire/socket_text.ts";
import { Chat } from "../support/chat.ts";
import { begin, sessionOf } from "../support/conversation.ts";
import { settled } from "../support/fake_clock.ts";
import { TroubledStore } from "../support/troubled_store.ts";

Deno.test("a session without a name ends after nameMs, one with a name does not", async () => {
  using chat = new Chat();
  const silent = begin(chat);
  const ann = begin(chat);
  ann.say("ann");
  await chat.clock.advance(59_000);
  assertEquals(silent.reader.signal.aborted, false);
  await chat.clock.advance(2000);
  assertEquals(await silent.farewell, { kind: "nameless", nameMs: 60_000 });
  assertEquals(chat.fold.people.size, 1);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session ends while it still waits for the first byte", async () => {
  using chat = new Chat();
  const { reader } = chat.seat();
  const never = new Promise<never>(() => {});
  const farewell = sessionOf(chat, reader, never);
  reader.end({ kind: "stopping" });
  assertEquals(await farewell, { kind: "stopping" });
});

Deno.test("a session ends with quit on /quit and on a goodbye signal, and hears nothing after it", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  ann.say("ann");
  for (const goodbye of ["/quit", SIGNAL.goodbye]) {
    const bob = begin(chat);
    for (const line of ["bob", goodbye, "too late"]) bob.say(line);
    assertEquals(await bob.farewell, { kind: "quit" });
  }
  await chat.flush();
  assertEquals(ann.terminal.heard.includes("too late"), false);
  ann.type.close();
  await ann.farewell;
});

Deno.test("a session leaves the hub when its peer is gone, and when a bug ends it", async () => {
  using chat = new Chat();
  const ann = begin(chat);
  ann.say("ann");
  await settled();
  ann.type.error(new PeerGone("reset"));
  assertEquals(await ann.farewell, { kind: "hung_up" });
  const bob = begin(chat);
  bob.say("bob");
  await settled();
  bob.type.error(new TypeError("a bug"));
  await assertRejects(() => bob.farewell, TypeError, "a bug");
  assertEquals(chat.fold.people.size, 0);
});

Deno.test("a session leaves the hub also when a bug ends it while somebody is let in", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  disk.failure = new TypeError("a bug");
  const ann = begin(chat);
  ann.say("ann");
  await assertRejects(() => ann.farewell, TypeError, "a bug");
  assertEquals([chat.fold.people.size, chat.rooms.lobby.members.size, chat.fold.names.find("ann")], [
    0,
    0,
    undefined,
  ]);
});

Deno.test("a session leaves the hub also when a bug keeps the others from hearing that somebody came", async () => {
  const log: Log = (_, __, { sign } = {}) => {
    if (sign === "joined") throw new TypeError("a bug");
  };
  using chat = new Chat({ log });
  const ann = begin(chat);
  ann.say("ann");
  await assertRejects(() => ann.farewell, TypeError, "a bug");
  assertEquals([chat.fold.people.size, chat.rooms.lobby.members.size, chat.fold.names.find("ann")], [
    0,
    0,
    undefined,
  ]);
});

Deno.test("a session whose reader has been ended already does not begin", async () => {
  using chat = new Chat();
  const { reader } = chat.seat();
  reader.end({ kind: "stopping" });
  assertEquals(await sessionOf(chat, reader, new Promise(() => {})), { kind: "stopping" });
});
