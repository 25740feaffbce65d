/** What is found by reading through a file: damage on every page that holds something, and nothing where all is well. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { Checker } from "../../../lib/store/sqlite/checker.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { lines, LOBBY } from "../../contracts/samples.ts";
import { hurtMiddle, overwrite, PAGE, pagesIn } from "../hurt.ts";
import { StoreFolder } from "../store_folder.ts";

/** A closed store with several pages of everything. */
function filled(): StoreFolder {
  const folder = new StoreFolder();
  using store = folder.open();
  for (let id = 1; id <= 2000; id += 100) {
    store.save(lines(id, id + 99, { text: `line ${id} ${"x".repeat(40)}` }));
  }
  for (let key = 0; key < 1000; key++) store.saveSeen(`key ${key}`, key, 1000 + key);
  while (store.index(100) > 0);
  return folder;
}

/** How many reads one round takes. */
function round(checker: Checker, rows: number): number {
  for (let reads = 1;; reads++) if (checker.read(rows)) return reads;
}

Deno.test("Checker reads all there is, in slices of so many rows, round by round", () => {
  using folder = filled();
  using checker = new Checker(folder.file);
  const reads = round(checker, 100);
  assert(reads >= 2000 / 100 + 2 * 1000 / 100, `${reads}`); // lines, keys, and the index of these
  assertEquals(round(checker, 100), reads);
  assert(round(checker, 1000) < reads / 2);
});

Deno.test("Checker reads on while the file is written, and keeps nobody from emptying its log", () => {
  using folder = filled();
  using store = folder.open();
  using checker = new Checker(folder.file);
  for (let id = 3001; id < 3100; id++) {
    store.save(lines(id, id));
    checker.read(50);
  }
  store.trim({ before: 0, maxBytes: 1e9, limit: 100 });
  round(checker, 100);
  assertEquals(store.lines({ room: LOBBY, after: 3000, limit: 500, which: "oldest" }).length, 99);
});

Deno.test("Checker finds whatever page of rows or of an index is lost, however often the file was read before", () => {
  using folder = filled();
  const whole = Deno.readFileSync(folder.file);
  const used = Array.from({ length: pagesIn(folder.file) }, (_, at) => at + 1)
    .filter((page) => [2, 5, 10, 13].includes(whole[(page - 1) * PAGE]!) && page !== 2); // page 2 maps others
  let missed = 0;
  for (const page of used) {
    Deno.writeFileSync(folder.file, whole);
    using checker = new Checker(folder.file);
    round(checker, 500);
    overwrite(folder.file, page, new Uint8Array(PAGE).fill(0xa5));
    try {
      round(checker, 500);
      missed++;
    } catch (error) {
      assert(error instanceof StoreFailure && error.fault === "damaged", `${error}`);
    }
  }
  assertEquals([missed, used.length > 60], [0, true]);
});

Deno.test("Checker begins anew after a failure", () => {
  using folder = filled();
  using checker = new Checker(folder.file);
  const whole = Deno.readFileSync(folder.file);
  hurtMiddle(folder.file);
  assertThrows(() => round(checker, 100), StoreFailure, "damaged");
  assertThrows(() => round(checker, 100), StoreFailure, "damaged");
  Deno.writeFileSync(folder.file, whole);
  round(checker, 100);
});
