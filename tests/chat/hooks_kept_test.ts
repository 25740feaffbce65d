/** What becomes of webhooks when the server starts again, when the store is in trouble, and when their room goes. */

import { atOnce } from "../support/at_once.ts";
import { assert, assertEquals } from "@std/assert";
import type { SavedHook, SavedRoom } from "../../lib/model/saved_room.ts";
import type { Name, RoomName } from "../../lib/text/clean.ts";
import { savedRoom } from "../contracts/samples.ts";
import { Chat } from "../support/chat.ts";
import { ops, text } from "../support/samples.ts";
import { TroubledStore } from "../support/troubled_store.ts";

const DAY_MS = 86_400_000;

const deploy: SavedHook = { name: "deploy" as Name, by: "ann" as Name, hash: "hash 1" };

const withHook: SavedRoom = savedRoom("#ops", { owners: ["ann@192.0.2.1"], hooks: [deploy] });

/** Has somebody who owns #ops make it. */
function make(chat: Chat, hook: SavedHook = deploy, name = "ann"): void {
  const owner = chat.fold.names.find(name);
  assert(owner?.kind === "person");
  chat.deeds.makeHook(owner, chat.rooms.find(ops)!, hook);
}

/** Has a program say something; returns whether it could. */
function post(chat: Chat, { name }: SavedHook = deploy): boolean {
  const before = chat.fold.hooks.get(deploy.hash)?.trail.lines;
  chat.services.dispatcher.append({ kind: "posted", room: ops, hook: name, text: text("hi") });
  return chat.fold.hooks.get(deploy.hash)?.trail.lines !== before;
}

Deno.test("a webhook speaks again after a restart, and its name is still taken", () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    chat.deeds.make(chat.enter("ann").guest);
    make(chat);
    assertEquals(disk.inner.rooms().find(({ name }) => name === ops)?.hooks, [deploy]);
  }
  using chat = new Chat({ open: disk.open });
  assert(post(chat));
  const { reader } = chat.seat();
  const refusal = atOnce(chat.hub.enter(reader, text("Deploy"), "192.0.2.1", { replayLines: 0 } as never));
  assertEquals(refusal.kind, "bad_name");
  const ann = chat.enter("ann"), room = chat.rooms.find(ops)!;
  chat.deeds.join(ann.guest, room);
  chat.deeds.takeHook(ann.guest.person, room, deploy.name);
  assertEquals(disk.inner.rooms().find(({ name }) => name === ops)?.hooks, []);
  assertEquals(post(chat), false);
});

Deno.test("a webhook that is made while the store is in trouble is kept as soon as it can be written", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  chat.deeds.make(chat.enter("ann").guest);
  disk.breakDown();
  make(chat);
  assert(post(chat));
  disk.mend();
  await chat.clock.advance(5000);
  assertEquals(disk.inner.rooms().find(({ name }) => name === ops)?.hooks, [deploy]);
});

Deno.test("a webhook that turns up late is silent while somebody has its name, and speaks when they gave it up", () => {
  using chat = new Chat();
  const eve = chat.enter("deploy");
  chat.deeds.restore([withHook]);
  assertEquals([chat.fold.hooks.size, post(chat)], [1, false]);
  assert(chat.fold.names.find("deploy") === eve.guest.person);
  eve.leaves();
  assert(post(chat));
  assert(chat.fold.names.find("deploy")?.kind === "hook");
});

Deno.test("whoever makes a room anew before it turns up keeps no webhook in it", () => {
  using chat = new Chat();
  chat.deeds.make(chat.enter("eve").guest);
  make(chat, { ...deploy, name: "spy" as Name, hash: "hash of eve" }, "eve");
  chat.deeds.restore([withHook]);
  assertEquals([...chat.fold.hooks.keys()], [deploy.hash]);
  assertEquals([chat.fold.names.find("spy"), post(chat)], [undefined, true]);
});

Deno.test("a webhook that turns up late is not heard by those who ignore its name", async () => {
  using chat = new Chat();
  const [ann, eve] = [chat.enter("ann"), chat.enter("deploy")];
  await ann.types("/ignore deploy");
  eve.leaves();
  chat.deeds.restore([withHook]);
  chat.deeds.join(ann.guest, chat.rooms.find(ops)!);
  await chat.flush();
  ann.hears();
  assert(post(chat));
  await chat.flush();
  assertEquals(ann.hears(), []);
});

Deno.test("a room with a webhook stays when everybody has left; its webhook goes with it when nobody used it for long", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), room = chat.deeds.make(ann.guest);
  make(chat);
  chat.deeds.leave(ann.guest, room);
  assert(chat.rooms.find(ops) === room);
  await chat.clock.advance(30 * DAY_MS - 1);
  chat.core.tidy();
  assert(chat.rooms.find(ops) === room);
  await chat.clock.advance(1);
  chat.core.tidy();
  assertEquals([chat.rooms.find(ops), chat.fold.hooks.size], [undefined, 0]);
  assertEquals(chat.fold.names.find("deploy"), undefined);
});

Deno.test("a webhook in use keeps its room", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), room = chat.deeds.make(ann.guest);
  chat.deeds.changeHistory(ann.guest.person, room, false);
  make(chat);
  chat.deeds.leave(ann.guest, room);
  await chat.clock.advance(20 * DAY_MS);
  assert(post(chat));
  await chat.clock.advance(20 * DAY_MS);
  chat.core.tidy();
  assert(chat.rooms.find(ops) === room);
});

Deno.test("a room goes when its last webhook is taken back and it is left empty", () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), room = chat.deeds.make(ann.guest, "#den" as RoomName);
  chat.deeds.makeHook(ann.guest.person, room, deploy);
  chat.deeds.takeHook(ann.guest.person, room, deploy.name);
  chat.deeds.leave(ann.guest, room);
  assertEquals(chat.rooms.find(room.label), undefined);
});
