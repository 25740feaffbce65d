import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { StoreFolder } from "../store_folder.ts";

/** A file with a table of texts. */
function textsIn(folder: StoreFolder): SqliteFile {
  const file = new SqliteFile(folder.file, "write");
  file.exec("CREATE TABLE texts (text TEXT)");
  return file;
}

function add(file: SqliteFile, ...texts: string[]): void {
  const put = file.prepare("INSERT INTO texts VALUES (?)");
  file.write(() => texts.forEach((text) => put.run(text)));
}

function count(file: SqliteFile): unknown {
  return file.prepare("SELECT count(*) AS texts FROM texts").get()!["texts"];
}

Deno.test("SqliteFile.write() does everything or nothing", () => {
  using folder = new StoreFolder();
  using file = textsIn(folder);
  add(file, "one");
  assertThrows(() =>
    file.write(() => {
      file.exec("INSERT INTO texts VALUES ('two')");
      throw new TypeError("a bug");
    }), TypeError);
  assertEquals(count(file), 1);
  assertEquals(file.write(() => "what it returns"), "what it returns");
});

Deno.test("SqliteFile.write() fails in words where there is no room, and works again when there is", () => {
  using folder = new StoreFolder();
  using file = textsIn(folder);
  file.exec("PRAGMA max_page_count = 20"); // a disk that is full
  for (let times = 0; times < 3; times++) {
    assertThrows(() => add(file, "small", "x".repeat(100_000)), StoreFailure, "the disk is full");
    assertEquals(count(file), 0);
  }
  add(file, "small");
  file.exec("PRAGMA max_page_count = 1000000");
  add(file, "x".repeat(100_000));
  assertEquals(count(file), 2);
});

Deno.test("SqliteFile.write() waits for another program a moment only", () => {
  using folder = new StoreFolder();
  using file = textsIn(folder);
  using other = new SqliteFile(folder.file, "write");
  other.exec("BEGIN IMMEDIATE");
  const start = performance.now();
  assertThrows(() => add(file, "one"), StoreFailure, "another program is using the file");
  assertLess(performance.now() - start, 500);
  other.exec("ROLLBACK");
  add(file, "one");
  assertEquals(count(file), 1);
});

Deno.test("SqliteFile.shrink() gives free pages back", () => {
  using folder = new StoreFolder();
  using file = textsIn(folder);
  add(file, "x".repeat(1_000_000));
  file.exec("DELETE FROM texts");
  const free = file.freePages;
  assert(free > 200 && file.usedBytes < 100_000);
  file.shrink(50);
  assertEquals(file.freePages, free - 50);
});

Deno.test("SqliteFile.emptyLog() empties the log unless somebody reads", () => {
  using folder = new StoreFolder();
  using file = textsIn(folder);
  add(file, "one");
  {
    using reader = new SqliteFile(folder.file, "read");
    reader.exec("BEGIN");
    count(reader);
    add(file, "two");
    assertEquals([file.emptyLog(), count(reader)], [false, 1]);
  }
  assertEquals([file.emptyLog(), Deno.statSync(`${folder.file}-wal`).size], [true, 0]);
});

Deno.test("SqliteFile cannot be opened to read where there is none, and may be closed twice", () => {
  using folder = new StoreFolder();
  assertThrows(() => new SqliteFile(folder.file, "read"), StoreFailure, "cannot be opened");
  const file = textsIn(folder);
  file[Symbol.dispose]();
  file[Symbol.dispose]();
});

Deno.test("SqliteFile refuses what is no file of SQLite, and lets go of it", () => {
  using folder = new StoreFolder();
  Deno.writeTextFileSync(folder.file, "no file of SQLite\n".repeat(1000));
  assertThrows(() => new SqliteFile(folder.file, "write"), StoreFailure);
  Deno.renameSync(folder.file, `${folder.path}/other`);
  using file = textsIn(folder);
  assertEquals(count(file), 0);
});
