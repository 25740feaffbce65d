/** What becomes of a folder and of the file in it when a store is opened. */

import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { SCHEMA_VERSION } from "../../../lib/store/sqlite/schema.ts";
import { SqliteStore } from "../../../lib/store/sqlite/sqlite_store.ts";
import { StoreFailure, StoreTooNew } from "../../../lib/store/store.ts";
import { line, lines } from "../../contracts/samples.ts";
import { StoreFolder } from "../store_folder.ts";

/** A folder with some lines in it. */
function filled(): StoreFolder {
  const folder = new StoreFolder();
  using store = folder.open();
  for (let id = 1; id <= 5000; id += 100) store.save(lines(id, id + 99));
  while (store.index(1000) > 0);
  return folder;
}

/** Changes a file with a program that is not a store. */
function change(folder: StoreFolder, sql: string): void {
  const db = new DatabaseSync(folder.file);
  db.exec(sql);
  db.close();
}

/** Compares many bytes; assertEquals would take long to tell where they differ. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Where the page begins on which a text is. */
function findPage(bytes: Uint8Array, text: string): number {
  const at = new TextDecoder("latin1").decode(bytes).indexOf(text);
  return at - at % 4096;
}

Deno.test("SqliteStore.open() refuses a file of a newer version and leaves it as it is", () => {
  for (const journal of ["WAL", "DELETE"]) {
    using folder = filled();
    change(folder, `PRAGMA journal_mode = ${journal}`);
    change(folder, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    const before = Deno.readFileSync(folder.file);
    for (const open of [() => folder.open(), () => SqliteStore.openToRead(folder.path)]) {
      assertThrows(
        open,
        StoreTooNew,
        `of version ${SCHEMA_VERSION + 1}, and this program knows versions up to`,
      );
      assert(isSame(Deno.readFileSync(folder.file), before), "it was changed");
    }
    change(folder, `PRAGMA user_version = ${SCHEMA_VERSION}`);
    folder.open()[Symbol.dispose](); // the lock was let go
  }
});

Deno.test("SqliteStore.openToRead() wants a file, and one of its own version", () => {
  using folder = new StoreFolder();
  assertThrows(() => SqliteStore.openToRead(folder.path), StoreFailure, "there is no");
  assertThrows(() => SqliteStore.openToRead(`${folder.path}/nowhere`), StoreFailure, "there is no");
  assertEquals(folder.names(), []);
  Deno.writeTextFileSync(folder.file, "");
  assertThrows(() => SqliteStore.openToRead(folder.path), StoreFailure, "is empty");
});

Deno.test("SqliteStore.open() leaves a file of another program as it is", () => {
  for (const table of ["birds", "meta"]) {
    using folder = new StoreFolder();
    change(folder, `CREATE TABLE ${table} (name TEXT)`);
    const before = Deno.readFileSync(folder.file);
    assertThrows(() => folder.open(), StoreFailure, "of a chat-server");
    assert(isSame(Deno.readFileSync(folder.file), before), "it was changed");
  }
});

Deno.test("SqliteStore.open() makes a store of an empty file", () => {
  using folder = new StoreFolder();
  Deno.writeTextFileSync(folder.file, "");
  using store = folder.open();
  store.save([line(1)]);
});

/** Ways to damage a file. */
const DAMAGE: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  "that holds something else": () => new TextEncoder().encode("Dear diary, ".repeat(1000)),
  "of random bytes": (bytes) => bytes.map((_, at) => (at * 7919 + (at >> 8) * 104729) & 0xff),
  "that is cut off": (bytes) => bytes.slice(0, bytes.length / 2),
  "that is cut off in its first page": (bytes) => bytes.slice(0, 1000),
  "whose head asks for another format": (bytes) => bytes.with(47, 0xff),
  "whose version makes no sense": (bytes) => bytes.with(60, 0xff),
  "whose pages are overwritten": (bytes) => bytes.map((byte, at) => at < 4096 ? byte : 0xa5),
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  Deno.test(`SqliteStore.open() puts a file aside ${what}, and begins a new one`, () => {
    using folder = filled();
    const damaged = damage(Deno.readFileSync(folder.file));
    Deno.writeFileSync(folder.file, damaged);
    const now = Date.UTC(2026, 11, 31, 23, 59, 58);
    using store = SqliteStore.open(folder.path, { now });
    const aside = `${folder.file}.damaged-20261231T235958`;
    assertEquals(store.loss, { fault: "damaged", aside });
    assert(isSame(Deno.readFileSync(aside), damaged), "it was changed");
    store.save([line(1)]);
    assertEquals([...store.all()], [line(1)]);
  });
}

Deno.test("SqliteStore.open() never puts a damaged file in the place of another", () => {
  using folder = new StoreFolder();
  for (const text of ["one", "two"]) {
    Deno.writeTextFileSync(folder.file, text.repeat(1000));
    SqliteStore.open(folder.path, { now: 0 })[Symbol.dispose]();
  }
  const [first, second] = folder.names().filter((name) => name.includes("damaged"));
  assertMatch(first!, /^chat\.sqlite\.damaged-19700101T000000$/);
  assert(second!.startsWith(first!));
});

Deno.test("SqliteStore tells of damage that shows later, and touches nothing", () => {
  using folder = filled();
  const bytes = Deno.readFileSync(folder.file);
  const first = findPage(bytes, "line 100");
  bytes.fill(0xa5, first, first + 4096);
  Deno.writeFileSync(folder.file, bytes);
  using store = folder.open();
  assertThrows(() => [...store.all()], StoreFailure, "the file is damaged");
  store.save([line(5001)]);
  assertEquals(folder.names().filter((name) => name.includes("damaged")), []);
});

Deno.test("SqliteStore.open() fails in words where there cannot be a folder or a file", () => {
  using folder = new StoreFolder();
  Deno.writeTextFileSync(`${folder.path}/occupied`, "");
  assertThrows(() => SqliteStore.open(`${folder.path}/occupied`), StoreFailure, "the folder cannot be made");
  assertThrows(
    () => SqliteStore.open(`${folder.path}/occupied/in`),
    StoreFailure,
    "the folder cannot be made",
  );
  Deno.mkdirSync(folder.file);
  assertThrows(() => folder.open(), StoreFailure);
});

Deno.test("SqliteStore.openToRead() refuses a file of SQLite that is no chat's", () => {
  using folder = new StoreFolder();
  change(folder, `CREATE TABLE birds (name TEXT); PRAGMA user_version = ${SCHEMA_VERSION}`);
  assertThrows(
    () => SqliteStore.openToRead(folder.path),
    StoreFailure,
    "the file is not that of a chat-server",
  );
});

Deno.test("SqliteStore.open() fails in words where the lock is something else", () => {
  using folder = new StoreFolder();
  Deno.writeTextFileSync(`${folder.path}/chat.lock`, "not a lock\n".repeat(1000));
  const { fault, told } = assertThrows(() => SqliteStore.open(folder.path), StoreFailure);
  assertEquals(fault, undefined); // or the chat's own file would be put aside next
  assertMatch(told, /^the file cannot be opened .*chat\.lock": it is something else, move it away/);
});

Deno.test("SqliteStore.open() tells the operator what stands in the way, where that is and what helps", () => {
  const obstacles: Readonly<Record<string, (folder: StoreFolder) => void>> = {
    'chat.sqlite": it is a folder, move it away': ({ file }) => Deno.mkdirSync(file),
    'chat.sqlite": it is a link to nowhere, mend the link, or remove it': ({ file, path }) =>
      Deno.symlinkSync(`${path}/no/where`, file),
    'chat.sqlite-wal": it is a folder, move it away': ({ file }) => Deno.mkdirSync(`${file}-wal`),
    'chat.sqlite": it is not a file, move it away': ({ file }) => Deno.symlinkSync("/dev/null", file),
    'chat.lock": it is not a file, move it away': ({ path }) =>
      Deno.symlinkSync("/dev/null", `${path}/chat.lock`),
  };
  for (const [hint, obstruct] of Object.entries(obstacles)) {
    using folder = new StoreFolder();
    obstruct(folder);
    const failure = assertThrows(() => folder.open(), StoreFailure);
    assertEquals(failure.hint, `"${folder.path}/${hint}`);
    assert(!failure.message.includes(folder.path), failure.message); // everybody may read it
  }
});

Deno.test("SqliteStore.open() mends what lies beside the file where that was made while the file was read-only", () => {
  using folder = filled();
  for (const end of ["-wal", "-shm"]) {
    Deno.writeTextFileSync(folder.file + end, "");
    Deno.chmodSync(folder.file + end, 0o400);
  }
  using store = folder.open();
  store.save([line(9001)]);
  const modes = ["", "-wal", "-shm"].map((end) => Deno.statSync(folder.file + end).mode! & 0o777);
  assertEquals(modes, [0o600, 0o600, 0o600]);
});
