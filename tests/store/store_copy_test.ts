import { assertEquals } from "@std/assert";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { copyOf, takeIn } from "../../lib/store/store_copy.ts";
import { toldStoreOpener } from "../../lib/store/told_store.ts";
import { DataFolder } from "../support/data_folder.ts";
import { savedRoom } from "../contracts/samples.ts";
import { lobby, messageOf, ops, text } from "../support/samples.ts";

const line = (id: number, room = lobby) => messageOf({ id, room, text: text("hello") });

const PRESENCE = { position: "7", people: new Map([[3, "ann"], [5, "ben"]]) };

Deno.test("a store in memory takes in a copy of another one: rooms, who is in, and lines in their order", () => {
  const bounds = { lines: 10, length: 1000 }, store = new MemoryStore(bounds);
  store.save([
    line(2, ops),
    line(4, lobby),
    line(6, ops),
  ]);
  store.saveRoom(savedRoom("#ops"));
  store.savePresence(PRESENCE);
  const copy = structuredClone(copyOf(store, false)); // as threads hand it over
  assertEquals(copy.lines.map(({ id }) => id), [2, 4, 6]);
  const other = takeIn(copy, new MemoryStore(bounds));
  assertEquals(copyOf(other, false), copyOf(store, false));
});

Deno.test("a store that is told begins with the copy, whatever has been written since, and lines stay in the file", async () => {
  await using folder = await DataFolder.make();
  using writer = SqliteStore.open(folder.path);
  writer.save([line(2)]);
  writer.savePresence(PRESENCE);
  const copy = structuredClone(copyOf(writer, true));
  assertEquals([copy.lines, copy.lastId], [[], 2]);
  writer.save([line(4)]);
  writer.saveRoom(savedRoom("#ops"));
  writer.savePresence({ position: "9", people: new Map([[5, undefined]]) });
  const written = { trouble: () => undefined, concern: () => undefined, opened: () => 1, erased: () => 0 };
  const open = await toldStoreOpener(folder.path, written, copy);
  {
    using store = open(false);
    assertEquals([store.lastId, store.rooms(), store.presence()], [2, copy.rooms, PRESENCE]);
  }
  using again = open(false); // it was in trouble, and asks for what there is now
  assertEquals([again.lastId, again.rooms().length, again.presence()], [2, copy.rooms.length + 1, undefined]);
});
