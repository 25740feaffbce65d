import { assert, assertEquals, assertThrows } from "@std/assert";
import { backup, TABLES } from "../../../lib/store/sqlite/backup.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { line, lines, LOBBY, named, roomNamed, savedRoom } from "../../contracts/samples.ts";
import { StoreFolder } from "../store_folder.ts";

Deno.test("backup() makes one file that is a store with all that is kept", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  using store = folder.open();
  store.save([
    ...lines(1, 12_000),
    line(2 ** 40, { room: "#big", name: "bob", kind: "acted", text: "大家你好" }),
  ]);
  store.saveRoom(savedRoom("#big", { topic: "big ids", owners: ["key"] }));
  store.saveSeen("key", 2 ** 40, 5);
  const presence = { position: "at 7", people: new Map([[5, "ann"]]) };
  store.savePresence(presence);
  store.index(100);
  backup(folder.path, copies.file);
  store.save([line(2 ** 40 + 1)]);
  assertEquals(copies.names(), ["chat.sqlite"]);
  using copy = copies.open();
  assertEquals([...copy.all()], [...store.all()].slice(0, -1));
  assertEquals([copy.lastId, copy.rooms(), copy.seen("key")], [2 ** 40, store.rooms(), 2 ** 40]);
  assertEquals(copy.presence(), presence);
  while (copy.index(100) > 0);
  const big = [{ room: roomNamed("#big"), after: 0 }];
  assertEquals(copy.search({ words: "你好", rooms: big, limit: 5 }).messages.length, 1);
});

Deno.test("backup() knows every table of a store: what is not copied is made again, or is about to go", () => {
  using folder = new StoreFolder();
  folder.open()[Symbol.dispose]();
  using file = new SqliteFile(folder.file, "read");
  const tables = file.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'");
  const copied = TABLES.map(({ table }) => table as string);
  assertEquals(tables.map(({ name }) => name as string).sort(), [...copied, "forgotten"].sort());
});

Deno.test("backup() leaves out what is about to be erased, and keeps the last id", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 1000, { text: "a secret" }));
  store.save(lines(1001, 2000, { text: "a secret", room: "#other", name: "bob" }));
  store.save([line(2001, { name: "bob", text: "stays" })]);
  store.save([line(2002)]);
  store.forget(named("ann"), 0);
  store.eraseLines(roomNamed("#other"));
  backup(folder.path, copies.file);
  assert(!copies.contains("secret"));
  using copy = copies.open();
  assertEquals([[...copy.all()].map(({ text }) => text), copy.lastId], [["stays"], 2002]);
  assertEquals([copy.hasLines(LOBBY), copy.hasLines(roomNamed("#other"))], [true, false]);
});

Deno.test("backup() refuses a file that exists, and a folder without a chat", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  assertThrows(() => backup(folder.path, copies.file), StoreFailure, "there is no");
  folder.open()[Symbol.dispose]();
  Deno.writeTextFileSync(copies.file, "something dear");
  assertThrows(() => backup(folder.path, copies.file), StoreFailure, "exists already");
  assertEquals(Deno.readTextFileSync(copies.file), "something dear");
  assertThrows(() => backup(folder.path, `${copies.path}/no/where`), StoreFailure);
  assertEquals(copies.names(), ["chat.sqlite"]);
});

Deno.test("backup() begins anew where an earlier one was broken off", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  using store = folder.open();
  store.save([line(1)]);
  Deno.writeTextFileSync(`${copies.file}.unfinished`, "half a copy");
  backup(folder.path, copies.file);
  assertEquals(copies.names(), ["chat.sqlite"]);
  using copy = copies.open();
  assertEquals([...copy.all()], [line(1)]);
});

Deno.test("backup() leaves nothing behind where the copy cannot be finished", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 10));
  const { emptyLog } = SqliteFile.prototype;
  using mended = new DisposableStack();
  mended.defer(() => SqliteFile.prototype.emptyLog = emptyLog);
  SqliteFile.prototype.emptyLog = () => false; // as when somebody looks into the half-made copy
  assertThrows(() => backup(folder.path, copies.file), StoreFailure, "the copy could not be finished");
  assertEquals(copies.names(), []);
});
