import { assertEquals, assertThrows } from "@std/assert";
import { migrate, SCHEMA_VERSION, schemaVersion } from "../../../lib/store/sqlite/schema.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { StoreTooNew } from "../../../lib/store/store.ts";
import { StoreFolder } from "../store_folder.ts";

/** Steps of a program that keeps numbers, and later their squares. */
const STEPS = [
  "CREATE TABLE numbers (number INTEGER NOT NULL) STRICT",
  "ALTER TABLE numbers ADD COLUMN square INTEGER; UPDATE numbers SET square = number * number",
];

function rowsOf(file: SqliteFile): unknown[] {
  return file.prepare("SELECT * FROM numbers").all().map((row) => ({ ...row }));
}

Deno.test("migrate() takes an empty file through all steps", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  assertEquals(schemaVersion(file), 0);
  migrate(file, STEPS);
  file.exec("INSERT INTO numbers VALUES (3, 9)");
  assertEquals([schemaVersion(file, 2), rowsOf(file)], [2, [{ number: 3, square: 9 }]]);
});

Deno.test("migrate() takes an older file through the steps it has not seen, and keeps what is in it", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file, STEPS.slice(0, 1));
  file.exec("INSERT INTO numbers VALUES (3), (4)");
  migrate(file, STEPS);
  assertEquals(rowsOf(file), [{ number: 3, square: 9 }, { number: 4, square: 16 }]);
  migrate(file, STEPS);
  assertEquals(schemaVersion(file, 2), 2);
});

Deno.test("migrate() does a step wholly or not at all", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file, STEPS.slice(0, 1));
  file.exec("INSERT INTO numbers VALUES (3)");
  assertThrows(() => migrate(file, [STEPS[0]!, "DELETE FROM numbers; SELECT nonsense"]), Error, "nonsense");
  assertEquals([schemaVersion(file, 1), rowsOf(file)], [1, [{ number: 3 }]]);
  migrate(file, STEPS);
  assertEquals(rowsOf(file), [{ number: 3, square: 9 }]);
});

Deno.test("migrate() takes steps that are functions, and undoes them where they fail", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file, [STEPS[0]!, (file) => file.exec("INSERT INTO numbers VALUES (7)")]);
  assertEquals([schemaVersion(file, 2), rowsOf(file)], [2, [{ number: 7 }]]);
  const failing = (file: SqliteFile) => {
    file.exec("DELETE FROM numbers");
    throw new Error("half done");
  };
  assertThrows(() => migrate(file, [STEPS[0]!, "", failing]), Error, "half done");
  assertEquals([schemaVersion(file, 2), rowsOf(file)], [2, [{ number: 7 }]]);
});

Deno.test("migrate() refuses a file that has seen steps it does not know", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file, STEPS);
  assertThrows(() => migrate(file, STEPS.slice(0, 1)), StoreTooNew, "version 2");
});

Deno.test("migrate() makes the program's own schema of an empty file", () => {
  using folder = new StoreFolder();
  using file = new SqliteFile(folder.file, "write");
  migrate(file);
  assertEquals(schemaVersion(file), SCHEMA_VERSION);
});
