/**
 * A program that saves lines in a folder without end, and writes the last id to standard output whenever lines are saved.
 * Arguments: the folder, and how many lines are saved at a time.
 *
 * @module
 */

import { writeSync } from "node:fs";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { lines } from "../contracts/samples.ts";

const [folder, size] = Deno.args;
using store = SqliteStore.open(folder!);
for (;;) {
  const first = store.lastId + 1;
  store.save(lines(first, first + Number(size) - 1));
  store.index(3);
  writeSync(1, `${store.lastId}\n`);
}
