import { assertEquals, assertThrows } from "@std/assert";
import type { Name } from "../../lib/text/clean.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { copyOf } from "../../lib/store/store_copy.ts";
import { type Concern, StoreFailure } from "../../lib/store/store.ts";
import { toldStoreOpener, type Written } from "../../lib/store/told_store.ts";
import { DataFolder } from "../support/data_folder.ts";
import { lobby, messageOf, ops, text } from "../support/samples.ts";

const ALL = { after: 0, limit: 100, which: "newest" } as const;
/** Nothing is the matter with what is written. */
const WELL: Written = {
  trouble: () => undefined,
  concern: () => undefined,
  opened: () => 1,
  erased: () => 0,
};
const line = (id: number, words: string, room = lobby) => messageOf({ id, room, text: text(words) });

Deno.test("ToldStore finds what it was told of, as soon as it was, and nothing else", async () => {
  await using folder = await DataFolder.make();
  using writer = SqliteStore.open(folder.path);
  writer.save([line(3, "old")]);
  const open = await toldStoreOpener(
    folder.path,
    WELL,
    copyOf(writer, true),
  );
  using store = open(false);
  assertEquals(store.lastId, 3);
  const found = (room = lobby) => ({
    lines: store.lines({ room, ...ALL }).map(({ id }) => id),
    search: store.search({ words: "new", rooms: [{ room, after: 0 }], limit: 10 }).messages.map(({ id }) =>
      id
    ),
    has: store.hasLines(room),
  });
  const said = [line(5, "new one"), line(7, "new two", ops), line(9, "new three")];
  writer.save(said);
  assertEquals(found(), { lines: [3], search: [], has: true });
  assertEquals(found(ops), { lines: [], search: [], has: false });
  for (const each of said.slice(0, 2)) store.save([each]);
  assertEquals(found(), { lines: [3, 5], search: [5], has: true });
  assertEquals(found(ops), { lines: [7], search: [7], has: true });
  writer.index(2); // what is found by the index now was looked at before
  store.save([said[2]!]);
  assertEquals(found(), { lines: [3, 5, 9], search: [5, 9], has: true });
  assertEquals(store.lines({ room: lobby, ...ALL, before: 9 }).map(({ id }) => id), [3, 5]);
  assertEquals([...store.roomsWithLines()].sort(), [...writer.roomsWithLines()].sort());
});

Deno.test("ToldStore reads of people and rooms what is written, and writes nothing", async () => {
  await using folder = await DataFolder.make();
  using writer = SqliteStore.open(folder.path);
  const open = await toldStoreOpener(
    folder.path,
    { ...WELL, erased: () => 4 },
    copyOf(writer, true),
  );
  using store = open(false);
  writer.saveSeen("ann", 5, 1);
  assertEquals(store.seen("ann"), 5);
  store.saveSeen("ann", 9, 1);
  assertEquals(store.seen("ann"), 5);
  assertEquals(store.forget("ann" as Name, 1), 4); // as many as were erased by whoever writes
  assertEquals([store.rooms(), store.index(10), store.check(10), store.scrub()], [[], 0, true, "done"]);
});

Deno.test("ToldStore is in trouble as long as whoever writes is, and goes on where it was when it is opened again", async () => {
  await using folder = await DataFolder.make();
  using writer = SqliteStore.open(folder.path);
  let trouble: string | undefined;
  const open = await toldStoreOpener(
    folder.path,
    { ...WELL, trouble: () => trouble },
    copyOf(writer, true),
  );
  const store = open(false);
  store.save([line(2, "told")]);
  trouble = "the disk is full";
  assertEquals(store.trouble, trouble); // also before anything is said
  assertThrows(() => store.save([line(4, "waits")]), StoreFailure, "the disk is full");
  assertThrows(() => store.dropRooms([ops]), StoreFailure, "the disk is full");
  store[Symbol.dispose]();
  writer.save([line(2, "told"), line(4, "waits"), line(6, "not told yet")]); // it can write again, and is ahead
  trouble = undefined;
  using again = open(false);
  assertEquals([again.lastId, again.lines({ room: lobby, ...ALL }).length], [2, 1]);
  again.save([line(4, "waits")]);
  assertEquals([again.lastId, again.lines({ room: lobby, ...ALL }).length], [4, 2]);
});

Deno.test("ToldStore reads another file as soon as whoever writes has opened another one, and says what became of the first", async () => {
  await using folder = await DataFolder.make();
  const file = `${folder.path}/chat.sqlite`;
  const first = SqliteStore.open(folder.path);
  first.save([line(2, "moved away")]);
  let opened = 1, concern: Concern | undefined = undefined;
  const written = { ...WELL, opened: () => opened, concern: () => concern };
  const open = await toldStoreOpener(folder.path, written, copyOf(first, true));
  using store = open(false);
  first[Symbol.dispose]();
  await Deno.rename(file, `${file}.old`);
  using writer = SqliteStore.open(folder.path);
  writer.save([line(4, "begun anew")]);
  const found = () => store.lines({ room: lobby, ...ALL }).map(({ id }) => id);
  store.save([line(4, "begun anew")]);
  assertEquals([found(), store.concern], [[2], undefined]);
  opened = 2;
  concern = { text: "the file was missing, and a new one is used", isFresh: true };
  assertEquals([
    found(),
    store.search({ words: "anew", rooms: [{ room: lobby, after: 0 }], limit: 9 }).messages.length,
  ], [
    [4],
    1,
  ]);
  assertEquals(store.concern, concern);
});

Deno.test("ToldStore tries again where another file cannot be opened, and is closed all the same", async () => {
  await using folder = await DataFolder.make();
  using writer = SqliteStore.open(folder.path);
  writer.save([line(2, "here")]);
  let opened = 1;
  const open = await toldStoreOpener(folder.path, { ...WELL, opened: () => opened }, copyOf(writer, true));
  using store = open(false);
  await Deno.rename(folder.path, `${folder.path}.away`);
  opened = 2;
  for (let i = 0; i < 2; i++) assertThrows(() => store.hasLines(lobby), StoreFailure);
  await Deno.rename(`${folder.path}.away`, folder.path);
  assertEquals(store.hasLines(lobby), true);
});
