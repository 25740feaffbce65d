/** What is told of a file, whole or damaged, and what is saved of it: on every page of it, once. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { backup } from "../../../lib/store/sqlite/backup.ts";
import { Checker } from "../../../lib/store/sqlite/checker.ts";
import { recover } from "../../../lib/store/sqlite/recover.ts";
import { SCHEMA_VERSION } from "../../../lib/store/sqlite/schema.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { type Loss, StoreFailure, StoreTooNew } from "../../../lib/store/store.ts";
import { verify } from "../../../lib/store/sqlite/verify.ts";
import type { Message } from "../../../lib/model/message.ts";
import { line, lines, named, roomNamed, savedRoom } from "../../contracts/samples.ts";
import { hurtMiddle, overwrite, PAGE, pagesIn, pagesOf, renumber, swap } from "../hurt.ts";
import { StoreFolder } from "../store_folder.ts";

/** A closed store of several pages of everything. */
function filled(): StoreFolder {
  const folder = new StoreFolder();
  using store = folder.open();
  for (let id = 1; id < 1000; id += 100) store.save(lines(id, id + 98));
  store.save(lines(1001, 1300, { room: "#ops", name: "bob", kind: "acted", text: "x".repeat(60) }));
  store.save([line(1400, { text: "long ".repeat(1500).trim() })]);
  store.saveRoom(savedRoom("#lobby"));
  store.saveRoom(
    savedRoom("#ops", { kind: "private", owners: ["ann@192.0.2.1"], pastFrom: 1001, topic: "ops" }),
  );
  for (let key = 0; key < 200; key++) store.saveSeen(`key ${key}@192.0.2.1`, key, 1000 + key);
  while (store.index(100) > 0);
  return folder;
}

function allOf(folder: StoreFolder): Message[] {
  using store = folder.open();
  return [...store.all()];
}

function lossOf(folder: StoreFolder): Loss | undefined {
  using store = folder.open();
  return store.loss;
}

Deno.test("verify() tells what a whole file holds, and makes nothing beside it", () => {
  using folder = filled();
  Deno.renameSync(folder.file, `${folder.path}/copy`);
  const before = folder.names();
  assertEquals(verify(`${folder.path}/copy`), {
    ...{ lines: 1291, rooms: 2, from: 1000, to: 1_400_000 },
    ...{ version: SCHEMA_VERSION, faults: [] },
  });
  assertEquals(folder.names(), before);
});

Deno.test("verify() looks at a file that is written just then", () => {
  using folder = filled();
  using store = folder.open();
  store.save([line(1500)]);
  assertEquals([verify(folder.file).lines, verify(folder.file).faults], [1292, []]);
  store.save([line(1501)]);
});

Deno.test("verify() refuses what is no chat's, and a file of a newer version", () => {
  using folder = filled();
  const refused = (path: string) => assertThrows(() => verify(path), StoreFailure).message;
  assertEquals(refused(`${folder.path}/no`), `there is no "${folder.path}/no"`);
  assertEquals(refused(folder.path), "it is not a file");
  Deno.writeTextFileSync(`${folder.path}/diary`, "Dear diary, ".repeat(1000));
  assertEquals(refused(`${folder.path}/diary`), "it is not the file of a chat-server");
  {
    using other = new SqliteFile(`${folder.path}/other`, "write");
    other.exec(`CREATE TABLE birds (name TEXT); PRAGMA user_version = 1`);
  }
  assertEquals(refused(`${folder.path}/other`), "it is not the file of a chat-server");
  using file = new SqliteFile(folder.file, "write");
  file.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
  assertThrows(() => verify(folder.file), StoreTooNew);
});

Deno.test("verify() finds a file emptied, cut off, and without its head", () => {
  const ways: Record<string, (bytes: Uint8Array) => Uint8Array> = {
    emptied: () => new Uint8Array(),
    "cut off": (bytes) => bytes.slice(0, bytes.length / 2),
    "without its head": (bytes) => bytes.map((byte, at) => at < PAGE ? 0x55 : byte),
  };
  for (const [way, damage] of Object.entries(ways)) {
    using folder = filled();
    Deno.writeFileSync(folder.file, damage(Deno.readFileSync(folder.file)));
    assert(verify(folder.file).faults.length > 0, way);
  }
});

Deno.test("verify() finds parts that do not fit together", () => {
  const misfits: Record<string, string> = {
    "UPDATE rooms SET kind = 'privatf' WHERE name = '#ops'": "rooms with a broken kind or list of owners: 1",
    "UPDATE rooms SET owners = '[{' WHERE name = '#ops'": "rooms with a broken kind or list of owners: 1",
    "UPDATE rooms SET hooks = '[{' WHERE name = '#ops'": "rooms with a broken list of webhooks: 1",
    "DELETE FROM shelves WHERE room = '#ops'": "lines that belong to no room: 300",
    "DELETE FROM blocks WHERE block = 0": "lines that are missing in the index of their room: 253",
    "DELETE FROM words WHERE rowid = 7": "lines that no search finds: 1",
    "DELETE FROM messages WHERE id = 7": "entries of the search index without a line: 1",
  };
  for (const [sql, fault] of Object.entries(misfits)) {
    using folder = filled();
    {
      using file = new SqliteFile(folder.file, "write");
      file.exec(sql);
    }
    assertEquals(verify(folder.file).faults, [fault]);
  }
});

Deno.test("whichever page is lost, verify() says so, backup() makes no copy that lacks anything, recover() saves the rest", () => {
  using folder = filled();
  using copies = new StoreFolder();
  const all = allOf(folder), whole = Deno.readFileSync(folder.file);
  const texts = new Map(all.map((message) => [message.id, message]));
  let damaged = 0;
  for (let page = 1; page <= pagesIn(folder.file); page++) {
    Deno.writeFileSync(folder.file, whole);
    overwrite(folder.file, page, new Uint8Array(PAGE).fill(0xa5));
    const { faults } = verify(folder.file);
    if (faults.length > 0) damaged++;
    let copied = true;
    try {
      assertEquals(backup(folder.path, copies.file), all.length, `page ${page}`);
    } catch (error) {
      assert(error instanceof StoreFailure && faults.length > 0, `page ${page}: ${error}`);
      copied = false;
    }
    assertEquals(copies.names(), copied ? ["chat.sqlite"] : []);
    if (copied) {
      assertEquals(allOf(copies).length, all.length);
      Deno.removeSync(copies.file);
    }
    const { lines } = recover(folder.file, copies.file);
    const recovered = allOf(copies);
    assertEquals([recovered.length, verify(copies.file).faults], [lines, []]);
    for (const message of recovered) {
      const original = texts.get(message.id)!;
      const text = message.id === 1400 ? original.text : message.text; // its text has a page of its own
      assertEquals({ ...message, room: original.room, text }, original, `page ${page}`);
      assert([original.room, "#shelf-1", "#shelf-2"].includes(message.room));
    }
    assert(all.length - lines <= 200, `page ${page}: ${lines}`);
    for (const name of copies.names()) Deno.removeSync(`${copies.path}/${name}`);
  }
  assert(damaged > 0.9 * pagesIn(folder.file), `${damaged} of ${pagesIn(folder.file)}`);
});

Deno.test("whichever two pages changed places, verify() says so, nothing reads for ever, recover() has every line", () => {
  using folder = filled();
  using copies = new StoreFolder();
  const all = allOf(folder), whole = Deno.readFileSync(folder.file), pages = pagesIn(folder.file);
  for (let page = 2; page <= pages; page += 3) {
    Deno.writeFileSync(folder.file, whole);
    swap(folder.file, page, 2 + (page + 6) % (pages - 1));
    assert(verify(folder.file).faults.length > 0, `page ${page}`);
    assertThrows(() => backup(folder.path, copies.file), StoreFailure, "damaged");
    recover(folder.file, copies.file);
    assertEquals(allOf(copies).map(({ id }) => id), all.map(({ id }) => id), `page ${page}`);
    for (const name of copies.names()) Deno.removeSync(`${copies.path}/${name}`);
    using checker = new Checker(folder.file);
    try {
      while (!checker.read(100));
    } catch (error) {
      assert(error instanceof StoreFailure);
    }
    using store = folder.open();
    try {
      for (const _ of store.all());
      store.rooms();
    } catch (error) {
      assert(error instanceof StoreFailure);
    }
  }
});

Deno.test("a line whose id is damaged is found out, and recover() puts it back in its place", () => {
  using folder = filled();
  using copies = new StoreFolder();
  const all = allOf(folder), whole = Deno.readFileSync(folder.file);
  const page = pagesOf(folder.file, 13, "line 450")[0]!;
  const last = whole[(page - 1) * PAGE + 4]! - 1; // of the rows on the page
  for (
    const [at, id] of [[0, 129], [0, 16_000], [5, 129], [5, 16_000], [last, 129], [last, 16_000]] as const
  ) {
    Deno.writeFileSync(folder.file, whole);
    renumber(folder.file, page, at, id);
    const fails = (read: () => unknown) => assertThrows(read, StoreFailure, "damaged");
    assert(verify(folder.file).faults.length > 0, `${at}: ${id}`);
    fails(() => backup(folder.path, copies.file));
    fails(() => allOf(folder));
    using checker = new Checker(folder.file);
    fails(() => {
      while (!checker.read(100));
    });
    recover(folder.file, copies.file);
    assertEquals(allOf(copies), all, `${at}: ${id}`);
    for (const name of copies.names()) Deno.removeSync(`${copies.path}/${name}`);
  }
});

Deno.test("recover() keeps a room closed that does not tell any more who may come in", () => {
  using folder = filled();
  using copies = new StoreFolder();
  {
    using file = new SqliteFile(folder.file, "write");
    file.exec("UPDATE rooms SET kind = 'privatf', owners = '[' WHERE name = '#ops'");
  }
  recover(folder.file, copies.file);
  assertEquals(lossOf(folder)?.fault, "damaged");
  using copy = copies.open();
  const [, { kind, owners } = savedRoom("#no")] = copy.rooms();
  assertEquals([kind, owners], ["invite-only", []]);
});

Deno.test("recover() gives back rooms, people's places and ids, and brings back nothing that was erased", () => {
  using folder = filled();
  using copies = new StoreFolder();
  {
    using store = folder.open();
    store.save(lines(2001, 2600, { room: "#gone", text: "a secret" }));
    store.save(lines(3001, 3600, { name: "eve", text: "a secret" }));
    store.save([line(4000, { name: "ann" })]);
    store.eraseLines(roomNamed("#gone"));
    store.forget(named("eve"), 0);
  }
  const rooms = (() => {
    using store = folder.open();
    return store.rooms();
  })();
  hurtMiddle(folder.file);
  recover(folder.file, copies.file);
  assert(!copies.contains("secret"));
  using copy = copies.open();
  assertEquals([copy.rooms(), copy.seen("key 7@192.0.2.1"), copy.lastId], [rooms, 7, 4000]);
});

Deno.test("recover() reads what is only in the log, and leaves the damaged file as it is", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 500));
  for (const end of ["", "-wal"]) Deno.copyFileSync(folder.file + end, `${copies.path}/damaged${end}`);
  const size = Deno.statSync(`${copies.path}/damaged`).size;
  assert(size < PAGE * 3, `${size}`); // all of it is in the log
  assertEquals(recover(`${copies.path}/damaged`, copies.file), { lines: 500, rooms: 1 });
  assertEquals(Deno.statSync(`${copies.path}/damaged`).size, size);
  using copy = copies.open();
  assertEquals([...copy.all()], lines(1, 500));
});

Deno.test("recover() overwrites nothing, and makes nothing of what is no chat's", () => {
  using folder = filled();
  using copies = new StoreFolder();
  Deno.writeTextFileSync(copies.file, "something dear");
  assertThrows(() => recover(folder.file, copies.file), StoreFailure, "exists already");
  assertEquals(Deno.readTextFileSync(copies.file), "something dear");
  const to = `${copies.path}/new`;
  assertThrows(() => recover(copies.file, to), StoreFailure, "nothing in it can be read");
  assertThrows(() => recover(`${copies.path}/no`, to), StoreFailure, "there is no");
  assertThrows(() => recover(copies.path, to), StoreFailure, "not a file");
  assertEquals(copies.names(), ["chat.sqlite"]);
});
