import { assert, assertEquals } from "@std/assert";
import { saysBusy, saysDamaged, storeFailure } from "../../../lib/store/sqlite/failure.ts";
import { StoreFailure } from "../../../lib/store/store.ts";

/** An error as `node:sqlite` throws it: with SQLite's result code, or with its words only. */
function sqliteError(message: string, errcode?: number): Error {
  return Object.assign(new Error(message), {
    code: "ERR_SQLITE_ERROR",
    ...errcode === undefined ? {} : { errcode },
  });
}

const REASONS: Readonly<Record<string, readonly Error[]>> = {
  "the disk is full": [sqliteError("", 13), sqliteError("database or disk is full")],
  "the disk is full or failing": [sqliteError("", 10), sqliteError("", 778), sqliteError("disk I/O error")],
  "the file may not be written": [sqliteError("", 8), sqliteError("attempt to write a readonly database")],
  "the file cannot be opened or made": [sqliteError("", 14), sqliteError("unable to open database file: /x")],
  "another program is using the file": [
    ...[sqliteError("", 5), sqliteError("", 261), sqliteError("", 6)],
    ...[sqliteError("database is locked"), sqliteError("database table is locked: t")],
  ],
  "the file is damaged": [
    ...[sqliteError("", 11), sqliteError("", 267), sqliteError("", 26)],
    ...[sqliteError("database disk image is malformed"), sqliteError("file is not a database")],
    ...[sqliteError("vtable constructor failed: words"), sqliteError("vtable constructor failed: words", 1)],
    ...[sqliteError("unsupported file format", 1), sqliteError("invalid fts5 file format (found 0)", 1)],
    Object.assign(new RangeError("Value is too large to be represented"), { code: "ERR_OUT_OF_RANGE" }),
  ],
};

const FAULTS: Readonly<Record<string, string>> = {
  "the file is damaged": "damaged",
  "the disk is full or failing": "unreadable",
};

Deno.test("storeFailure() tells operators what is wrong, and keeps the cause", () => {
  for (const [reason, errors] of Object.entries(REASONS)) {
    for (const error of errors) {
      const failure = storeFailure(error);
      assert(failure instanceof StoreFailure);
      assertEquals([failure.message, failure.cause], [reason, error]);
      assertEquals(failure.fault, FAULTS[reason]);
      assertEquals(storeFailure(failure), failure);
    }
  }
});

Deno.test("storeFailure() leaves errors of the program's own alone", () => {
  const errors = [
    sqliteError("", 1),
    sqliteError("", 19),
    sqliteError("no such table: x"),
    new TypeError("x"),
    "x",
  ];
  for (const error of errors) assertEquals(storeFailure(error), error);
});

Deno.test("saysDamaged() and saysBusy() understand errors and failures", () => {
  const damaged = [
    sqliteError("", 11),
    sqliteError("file is not a database"),
    storeFailure(sqliteError("", 267)),
  ];
  for (const error of damaged) assertEquals([saysDamaged(error), saysBusy(error)], [true, false]);
  for (const error of [sqliteError("", 5), storeFailure(sqliteError("database is locked"))]) {
    assertEquals([saysDamaged(error), saysBusy(error)], [false, true]);
  }
  assertEquals([saysDamaged(new StoreFailure("else")), saysBusy(undefined)], [false, false]);
});
