/** Webhooks in a store's file: in a backup, after damage, and where an older program wrote the file. */

import { assertEquals } from "@std/assert";
import { backup } from "../../../lib/store/sqlite/backup.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { recover } from "../../../lib/store/sqlite/recover.ts";
import { verify } from "../../../lib/store/sqlite/verify.ts";
import { line, named, savedRoom } from "../../contracts/samples.ts";
import { copyOldStore } from "../../support/old_store.ts";
import { StoreFolder } from "../store_folder.ts";

const hooks = [
  { name: named("deploy"), by: named("ann"), hash: "f00d" },
  { name: named("小机器人"), by: named("小明"), hash: "beef" },
];

/** A folder with rooms, one of which has webhooks. */
function filled(): StoreFolder {
  const folder = new StoreFolder();
  using store = folder.open();
  for (const name of ["#a", "#ops", "#z"]) store.saveRoom(savedRoom(name, name === "#ops" ? { hooks } : {}));
  store.save([line(1)]);
  return folder;
}

function change(folder: StoreFolder, sql: string): void {
  using file = new SqliteFile(folder.file, "write");
  file.exec(sql);
}

/** The webhooks of all rooms in a folder. */
function hooksIn(folder: StoreFolder) {
  using store = folder.open();
  return store.rooms().map(({ name, hooks }) => [name, hooks]);
}

const ALL = [["#a", []], ["#ops", hooks], ["#z", []]];

Deno.test("a backup has webhooks", () => {
  using folder = filled();
  using copies = new StoreFolder();
  backup(folder.path, copies.file);
  assertEquals<unknown>([hooksIn(folder), hooksIn(copies)], [ALL, ALL]);
});

Deno.test("recover() brings webhooks back, in the order of their rooms", () => {
  using folder = filled();
  using copies = new StoreFolder();
  recover(folder.file, copies.file);
  assertEquals<unknown>(hooksIn(copies), ALL);
});

Deno.test("recover() leaves out webhooks that are damaged, and nothing else", () => {
  for (const broken of ["[{", "7", '[{"name":"x"},7,null,"x"]', '[{"name":"\u0001","by":"b","hash":"c"}]']) {
    using folder = filled();
    using copies = new StoreFolder();
    change(folder, `UPDATE rooms SET hooks = '${broken}' WHERE name = '#ops'`);
    recover(folder.file, copies.file);
    assertEquals<unknown>(hooksIn(copies), [["#a", []], ["#ops", []], ["#z", []]], broken);
  }
});

Deno.test("recover() and verify() read a file from before there were webhooks", () => {
  using folder = new StoreFolder();
  using copies = new StoreFolder();
  copyOldStore(folder.path);
  assertEquals(verify(folder.file).faults, []);
  recover(folder.file, copies.file);
  using store = copies.open();
  assertEquals(store.rooms().map(({ hooks }) => hooks.length), [0, 0, 0, 0, 0, 0, 0]);
  assertEquals(store.rooms()[0]!.name as string, "#lobby"); // the longest kept first
});
