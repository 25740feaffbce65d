/** What the log tells: in which order it is followed, and that a bug in showing it does not keep the rest from happening. */

import type { Deed } from "../../lib/chat/deed.ts";
import type { GuestId, Person } from "../../lib/chat/person.ts";
import { assertEquals, assertThrows } from "@std/assert";
import type { Life } from "../../lib/cluster/bus.ts";
import type { Log } from "../../lib/runtime/log.ts";
import type { Name } from "../../lib/text/clean.ts";
import { Chat } from "../support/chat.ts";
import { LateLog } from "../support/late_bus.ts";
import { LogBook } from "../support/log_book.ts";
import { enter } from "../support/party.ts";
import { lobby, ops, text } from "../support/samples.ts";

const eveName = "eve" as Name;

/** What else is known of a person who comes. */
const SOMEBODY = { isBot: false, isEncrypted: false };

Deno.test("what follows from an entry follows also where a bug keeps it from being shown", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  await bob.types("/leave #lobby");
  const { fanOut, rooms, deeds } = chat, room = rooms.find(ops)!;
  const { deliver } = fanOut;
  fanOut.deliver = (to, event, except) => {
    if (event.kind === "removed") throw new TypeError("a bug");
    deliver.call(fanOut, to, event, except);
  };
  assertThrows(() => deeds.remove(bob.guest.person, room, ann.guest.person, text("")), TypeError, "a bug");
  assertEquals([room.members.has(bob.guest.person), rooms.lobby.members.has(bob.guest.person)], [
    false,
    true,
  ]);
  assertEquals(bob.guest.current, rooms.lobby);
  deeds.say("said", bob, bob.guest.current, text("still here"));
});

Deno.test("whoever goes out of a room is in the one where their lines go, also where a bug keeps it from being shown", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann", "bob");
  await ann.types("/join #ops");
  const { fanOut, rooms, deeds } = chat;
  const { deliver } = fanOut;
  fanOut.deliver = () => {
    throw new TypeError("a bug");
  };
  assertThrows(() => deeds.leave(ann.guest, rooms.find(ops)!), TypeError, "a bug");
  fanOut.deliver = deliver;
  assertEquals(ann.guest.current, rooms.lobby);
});

Deno.test("a bug in showing what somebody elsewhere did is logged, and keeps nobody here from anything", async () => {
  const book = new LogBook();
  const log: Log = (level, sentence, fields) => {
    if (fields?.sign === "joined" && fields["name"] === "eve") throw new TypeError("a bug");
    book.log(level, sentence, fields);
  };
  using chat = new Chat({ log });
  const { ann } = await enter(chat, "ann");
  chat.log.append({ kind: "joined", name: eveName, address: "192.0.2.9", ...SOMEBODY });
  assertEquals(book.lines.filter((line) => line.startsWith("error")).length, 1);
  await ann.types("/who");
  assertEquals(ann.hears().at(-1)?.includes("eve"), true);
});

Deno.test("what a node catches up with was done when it was done, and is no news to the operator", () => {
  const book = new LogBook(), bus = new LateLog<Deed>().bus("here's life" as Life);
  using chat = new Chat({ log: book.log, bus });
  const entry = { life: "there's life" as Life, time: chat.clock.time() - 60_000 };
  const joined: Deed = { kind: "joined", name: eveName, address: "192.0.2.9", ...SOMEBODY };
  const gone: Deed = { kind: "left", who: 1 as GuestId, farewell: "quit" };
  for (const [at, deed] of [joined, gone, joined].entries()) {
    bus.post((listener) => listener.told({ ...entry, seq: at + 1, deed, isPast: true }));
  }
  bus.hear();
  const since = [...chat.fold.people.values()].map(({ since }) => since);
  assertEquals([since, book.lines], [[chat.clock.now() - 60_000], []]);
  bus.post((listener) => listener.told({ ...entry, seq: 4, deed: { ...gone, who: 3 as GuestId } }));
  bus.hear();
  assertEquals(book.lines.length, 1); // that is news, though told late
});

Deno.test("nobody comes later than now, whatever the log's clock shows", () => {
  const bus = new LateLog<Deed>().bus("here's life" as Life);
  using chat = new Chat({ bus });
  const deed: Deed = { kind: "joined", name: eveName, address: "192.0.2.9", ...SOMEBODY };
  const time = chat.clock.time() + 60_000;
  bus.post((listener) => listener.told({ seq: 1, time, deed, life: "there's life" as Life }));
  bus.hear();
  assertEquals([...chat.fold.people.values()].map(({ since }) => since), [chat.clock.now()]);
});

Deno.test("nothing is remembered of somebody elsewhere who was ignored here and left", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  chat.log.append({ kind: "joined", name: eveName, address: "192.0.2.9", ...SOMEBODY });
  const eve = chat.fold.names.find("eve") as Person;
  await ann.types("/ignore eve");
  chat.log.append({ kind: "said", who: eve.id, room: lobby, text: text("unheard") });
  assertEquals(chat.services.ignorers.deafTo(eve), new Set([ann.guest]));
  chat.log.append({ kind: "left", who: eve.id, farewell: "quit" });
  await chat.flush();
  assertEquals(chat.services.ignorers.deafTo(eve), undefined);
  assertEquals(ann.hears().slice(-1), ["Server: eve has left the chat"]);
});
