/** What was erased is gone from all files of a store: the table, the index, and the log. */

import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals, assertLess } from "@std/assert";
import type { SqliteStore } from "../../../lib/store/sqlite/sqlite_store.ts";
import { line, lines, LOBBY, named } from "../../contracts/samples.ts";
import { ELSEWHERE, KEEP_ALL } from "../../contracts/asking.ts";
import { StoreFolder } from "../store_folder.ts";

Deno.test("SqliteStore leaves no trace of what was erased after the next trim", () => {
  using folder = new StoreFolder();
  const erasing: Readonly<Record<string, (store: SqliteStore) => void>> = {
    forget: (store) => store.forget(named("ann"), 0),
    eraseLines: (store) => store.eraseLines(LOBBY),
    dropRooms: (store) => store.dropRooms([LOBBY]),
  };
  for (const [what, erase] of Object.entries(erasing)) {
    const secret = `secretof${what.toLowerCase()}`;
    {
      using store = folder.open();
      const id = store.lastId + 1;
      store.save([line(id, { text: `a ${secret}` }), line(id + 1, { name: "bob", room: "#elsewhere" })]);
      store.index(2);
    }
    assert(folder.contains(secret));
    using store = folder.open();
    erase(store);
    store.trim(KEEP_ALL);
    store[Symbol.dispose]();
    assert(!folder.contains(secret), what);
  }
});

/** A store with some thousand lines, and among them one of eve's; a secret that is in its files. */
function withSecret(folder: StoreFolder): SqliteStore {
  const store = folder.open();
  const talk = (first: number, last: number) => {
    const texts = lines(first, last).map((line) => ({
      ...line,
      text: `words of line ${line.id ** 2}` as typeof line.text,
    }));
    store.save(texts);
    while (store.index(100) > 0);
  };
  talk(1, 9000);
  store.save([line(9001, { name: "eve", text: "xsecretx", room: "#elsewhere" })]);
  store.index(1);
  talk(9002, 12_000);
  assert(folder.contains("xsecretx"));
  return store;
}

/** Scrubs as upkeep does; returns how many slices that took. */
function scrubbed(store: SqliteStore): number {
  for (let slices = 1;; slices++) {
    const state = store.scrub();
    if (state !== "more") return state === "done" ? slices : NaN;
    assertLess(slices, 1000);
  }
}

Deno.test("SqliteStore leaves no trace of what was erased in any of its files, while it is open", () => {
  const DAY = 86_400_000;
  const erasing: Readonly<Record<string, (store: SqliteStore) => void>> = {
    forget: (store) => store.forget(named("eve"), 0),
    eraseLines: (store) => store.eraseLines(ELSEWHERE),
    dropRooms: (store) => store.dropRooms([ELSEWHERE]),
    age: (store) => {
      while (store.trim({ ...KEEP_ALL, before: 9_002_000 }) > 0);
      store.trim({ ...KEEP_ALL, before: 9_002_000 + DAY }); // its words at the latest a day later
    },
    size: (store) => {
      while (store.lines({ room: ELSEWHERE, after: 0, limit: 1, which: "newest" }).length > 0) {
        store.trim({ ...KEEP_ALL, maxBytes: 0, limit: 1000 });
      }
      store.trim({ ...KEEP_ALL, maxBytes: 0, limit: 1 });
      store.trim({ ...KEEP_ALL, before: DAY, limit: 1 });
    },
  };
  for (const [what, erase] of Object.entries(erasing)) {
    using folder = new StoreFolder();
    using store = withSecret(folder);
    erase(store);
    store.trim(KEEP_ALL);
    assert(scrubbed(store) >= 1);
    assert(!folder.contains("xsecretx"), what);
    assertEquals(store.scrub(), "done");
  }
});

Deno.test("SqliteStore takes the traces away when nobody reads the file any more, and goes on after a restart", () => {
  using folder = new StoreFolder();
  {
    using store = withSecret(folder);
    const reader = new DatabaseSync(folder.file, { readOnly: true });
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM messages").get();
    store.forget(named("eve"), 0);
    store.trim(KEEP_ALL);
    assertEquals(scrubbed(store), NaN);
    assertEquals(store.scrub(), "held");
    assert(folder.contains("xsecretx"));
    reader.exec("COMMIT");
    reader.close();
    assertEquals(store.scrub(), "done");
    assert(!folder.contains("xsecretx"));
  }
  {
    using store = folder.open();
    store.save([line(20_000, { name: "eve", text: "ysecrety" })]);
    store.index(1);
    store.save(lines(20_001, 29_000));
    while (store.index(100) > 0);
    store.forget(named("eve"), 0);
  }
  assert(folder.contains("ysecrety"), "in the index, where the process ended before it was written anew");
  using store = folder.open();
  store.trim(KEEP_ALL);
  assert(scrubbed(store) > 1);
  assert(!folder.contains("ysecrety"));
});
