/** A store that an older server wrote: today's goes on with it. */

import { assertEquals, assertMatch } from "@std/assert";
import { SCHEMA_VERSION, schemaVersion } from "../../lib/store/sqlite/schema.ts";
import { opens } from "../../lib/accounts/password.ts";
import { SqliteFile } from "../../lib/store/sqlite/file.ts";
import type { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { Chat, PLAIN } from "../support/chat.ts";
import { copyOldStore, oldExport } from "../support/old_store.ts";
import { answer, LARGE } from "../support/party.ts";
import { StoreFolder } from "./store_folder.ts";

/** What the older server knew of its rooms: their owners, and what else is told of them. */
const ROOMS = [
  ["#lobby", "public", []],
  ["#ops", "public", ["anna@127.0.0.1", "björn@10.0.0.5"]],
  ["#secret", "password", ["dora@2001:db8:1:2::10"]],
  ["#quiet", "private", ["小明@192.0.2.7"]],
  ["#club", "invite-only", ["aлeĸcaʜдp@198.51.100.4"]],
  ["#news", "announce", ["servér@203.0.113.9", "guest-servér@203.0.113.9"]],
  ["#empty", "public", ["aero̸@192.0.2.8"]],
] as const;

/** Who has seen how much. */
const SEEN = {
  "anna@127.0.0.1": 20,
  "björn@10.0.0.5": 32,
  "dora@2001:db8:1:2::10": 8,
  "servér@203.0.113.9": 36,
  "guest-servér@203.0.113.9": 36,
  "nguyễn@192.0.2.9": 14,
} as const;

/** A folder with a copy of the store. */
function oldFolder(): StoreFolder {
  const folder = new StoreFolder();
  copyOldStore(folder.path);
  return folder;
}

Deno.test("an old store keeps its lines, rooms, owners and how far everybody has seen", async () => {
  using folder = oldFolder();
  {
    using store = folder.open();
    const rooms = store.rooms().map(({ name, kind, owners }) => [name, kind, owners]);
    assertEquals<unknown>(rooms, ROOMS);
    const seen = Object.keys(SEEN).map((key) => [key, store.seen(key)]);
    assertEquals<unknown>(Object.fromEntries(seen), SEEN);
    assertEquals(store.seen("björn@::ffff:10.0.0.5"), undefined);
    const lines = [...store.all()].map((line) => ({ ...line, time: new Date(line.time).toISOString() }));
    assertEquals<unknown>(lines, await oldExport());
    assertEquals(store.lastId, 50);
  }
  using again = folder.open(); // and once it is of today's version, it stays as it is
  assertEquals<unknown>(again.rooms().map(({ name, kind, owners }) => [name, kind, owners]), ROOMS);
  using file = new SqliteFile(folder.file, "read");
  assertEquals(schemaVersion(file), SCHEMA_VERSION);
});

Deno.test("an old store keeps a room's password", async () => {
  using folder = oldFolder();
  using store = folder.open();
  const { password } = store.rooms().find(({ name }) => (name as string) === "#secret")!;
  assertEquals([await opens("pw123", password), await opens("pw124", password)], [true, false]);
});

Deno.test("whoever owned a room of an old store owns it, from the address they had", async () => {
  using folder = oldFolder();
  using store = folder.open();
  using chat = chatOn(store);
  const owners = [
    ["anna", "127.0.0.1", "#ops"],
    ["BJÖRN", "10.0.0.5", "#ops"],
    ["dora", "2001:db8:1:2::10", "#secret"],
    ["小明", "192.0.2.7", "#quiet"],
    ["Александр", "198.51.100.4", "#club"],
    ["guest-Servér", "203.0.113.9", "#news"],
    ["Ærø", "192.0.2.8", "#empty"],
  ] as const;
  for (const [name, address, room] of owners) {
    const other = chat.enter("visitor", PLAIN, address);
    await other.types(`/join ${room}`);
    const refused = (await answer(other, "/topic mine")).join("\n"); // some are not let in, and are still in #lobby
    assertMatch(refused, /Only owners of|#lobby belongs to everybody/, room);
    const owner = chat.enter(name, PLAIN, address);
    await owner.types(`/join ${room}`);
    assertMatch((await answer(owner, "/room")).join("\n"), new RegExp(`Owners here: .*${name}`), room);
    owner.leaves();
    other.leaves();
  }
});

Deno.test("whoever was in the chat of an old store is told what they missed since then", async () => {
  using folder = oldFolder();
  using store = folder.open();
  using chat = chatOn(store);
  const missed = async (name: string, address: string) => {
    const typist = chat.enter(name, PLAIN, address);
    await chat.flush();
    const told = await answer(typist, "/since");
    typist.leaves();
    return [told.length, told[0]?.replace(/^\S+ \S+ /, ""), told.at(-1)];
  };
  assertEquals(await missed("anna", "127.0.0.1"), [
    11,
    "Łukasz: Łódź i Đà Nẵng, smørrebrød",
    "10 lines since you last left.",
  ]);
  assertEquals(await missed("Björn", "10.0.0.5"), [
    6,
    "guest-Server.: I am not the server",
    "5 lines since you last left.",
  ]);
  assertEquals(await missed("guest-Servér", "203.0.113.9"), [
    6,
    "guest-Server.: I am not the server",
    "5 lines since you last left.",
  ]);
});

function chatOn(store: SqliteStore): Chat {
  return new Chat({ bounds: LARGE, open: () => store });
}
