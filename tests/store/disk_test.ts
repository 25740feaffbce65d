/** A store on a disk that is full, or that nobody may write. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { backup } from "../../lib/store/sqlite/backup.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { StoreFailure } from "../../lib/store/store.ts";
import { line, lines, LOBBY } from "../contracts/samples.ts";
import { DataFolder, smallDisks } from "../support/data_folder.ts";
import { testWith } from "../support/outside_tool.ts";
import { StoreFolder } from "./store_folder.ts";

/** A disk that is soon full; undefined where this machine lets nobody mount one. */
function smallDisk(): Promise<DataFolder | undefined> {
  return DataFolder.onSmallDisk(12 * 1024);
}

const SMALL_DISKS = await smallDisks();

/** A test with a small disk; left out where there cannot be one (`sqlite_file_test.ts` has a double of it). */
function testOnDisk(name: string, run: (path: string) => void | Promise<void>): void {
  testWith(SMALL_DISKS, name, async () => {
    await using disk = await smallDisk();
    await run(disk!.path);
  });
}

/** Saves ten long lines. */
function saveMore(store: SqliteStore): void {
  store.save(lines(store.lastId + 1, store.lastId + 10, { text: "x".repeat(3000) }));
}

/** Saves lines until the disk is full; returns how many were saved. */
function fill(store: SqliteStore): number {
  const failure = assertThrows(() => {
    while (store.lastId < 10_000) saveMore(store);
  }, StoreFailure);
  assert(/the disk is full/.test(failure.message), failure.message);
  assert(failure.cause instanceof Error);
  return store.lastId;
}

testOnDisk(
  "SqliteStore fails in words on a full disk, goes on reading, and saves again when there is room",
  (path) => {
    const ballast = `${path}/ballast`;
    Deno.writeFileSync(ballast, new Uint8Array(5 * 1024 * 1024)); // room for all that the log of the file may hold
    using store = SqliteStore.open(path);
    const saved = fill(store);
    for (let times = 0; times < 3; times++) assertThrows(() => saveMore(store), StoreFailure);
    assertEquals([...store.all()].length, saved);
    const wanted = { words: "", from: "ann", rooms: [{ room: LOBBY, after: 0 }], limit: 3 };
    assertEquals(store.search(wanted).messages.map(({ id }) => id), [saved - 2, saved - 1, saved]);
    Deno.removeSync(ballast);
    store.save(lines(saved + 1, saved + 3));
    while (store.index(100) > 0);
    assertEquals([...store.all()].map(({ id }) => id), Array.from({ length: saved + 3 }, (_, at) => at + 1));
    assertEquals(store.search(wanted).messages.map(({ id }) => id), [saved + 1, saved + 2, saved + 3]);
  },
);

testOnDisk("SqliteStore keeps what it saved when the disk was full at the end", (path) => {
  let saved: number;
  {
    using store = SqliteStore.open(path);
    saved = fill(store);
  }
  using store = SqliteStore.open(path);
  assertEquals([...store.all()].length, saved);
});

testOnDisk("backup() leaves nothing behind where the disk is full", (path) => {
  using folder = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 10_000, { text: "x".repeat(1000) }));
  assertThrows(() => backup(folder.path, `${path}/copy.sqlite`), StoreFailure, "the disk is full");
  assertEquals([...Deno.readDirSync(path)], []);
});

testOnDisk("SqliteStore.open() fails in words on a disk that nobody may write", async (path) => {
  SqliteStore.open(path)[Symbol.dispose]();
  await remount(path, "ro");
  assertThrows(() => SqliteStore.open(path), StoreFailure, "cannot be opened or made");
  assertThrows(() => SqliteStore.open(`${path}/new`), StoreFailure, "the folder cannot be made");
  await remount(path, "rw");
  using store = SqliteStore.open(path);
  store.save([line(1)]);
});

/** Waits while the disk is busy: a program that another test starts just then has our open files, too, for a moment. */
async function remount(path: string, as: "ro" | "rw"): Promise<void> {
  const mount = new Deno.Command("mount", { args: ["-o", `remount,${as}`, path] });
  for (let tries = 1;; tries++) {
    const { success, stderr } = await mount.output();
    if (success) return;
    const why = new TextDecoder().decode(stderr);
    assert(why.includes("busy") && tries < 100, why);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
