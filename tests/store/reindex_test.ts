/** A store whose index was made by another cut of words, or another way of folding them: it is indexed anew. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Message } from "../../lib/model/message.ts";
import { SqliteFile } from "../../lib/store/sqlite/file.ts";
import type { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { faultsOf } from "../../lib/store/sqlite/faults.ts";
import { found, idsIn, KEEP_ALL } from "../contracts/asking.ts";
import { line, lines, LOBBY, named, roomNamed } from "../contracts/samples.ts";
import { StoreFolder } from "./store_folder.ts";

/** A store that the third release wrote, with an index of its own, and what it exported. */
const OLD = new URL("./old_stores/620afb1/", import.meta.url);

/** What to look for in it, with the ids of the lines that have it. */
const ASKED: Readonly<Record<string, readonly number[]>> = {
  "hello": [2],
  "mañana": [4],
  "manana": [4],
  "man\u0303ana": [4],
  "大家好": [10],
  "好": [10],
  "мой": [12],
  "мои": [],
  "viet sao": [14],
  "п'ять": [16, 18, 20],
  "п’ять": [16, 18, 20],
  "пʼять": [16, 18, 20],
  "lodz": [22],
  "da nang": [22],
  "smorrebrod": [22],
  "שלום": [24],
  "محمد": [26],
  "كتاب": [26],
  "น\u0e4d\u0e49\u0e32": [28],
  "ภาษา": [28],
  "🇺🇸": [],
  "🇦🇺": [30],
  "3⃣": [30],
  "green": [32],
  "waves": [34],
};

/** Rooms whose lines are asked for. */
const ROOMS = ["#lobby", "#ops", "#news"].map((room) => ({ room: roomNamed(room), after: 0 }));

function oldStore(folder: StoreFolder): SqliteStore {
  Deno.copyFileSync(new URL("chat.sqlite", OLD), folder.file);
  return folder.open();
}

function faults(folder: StoreFolder): string[] {
  using file = new SqliteFile(folder.file, "read");
  return faultsOf(file);
}

function assertFinds(store: SqliteStore): void {
  for (const [words, ids] of Object.entries(ASKED)) {
    assertEquals(found(store, words, { rooms: ROOMS }), [...ids], words);
  }
  assertEquals(found(store, "", { from: "ŁUKASZ".normalize("NFD") }), [22]);
}

/** A store of so many lines, all of them indexed and then to be indexed anew, as a change of the rule leaves it. */
function outdated(folder: StoreFolder, said: Iterable<Message>): SqliteStore {
  {
    using store = folder.open();
    store.save(said);
    while (store.index(1000) > 0);
    while (store.index(1) > 0);
  }
  {
    using file = new SqliteFile(folder.file, "write");
    file.exec("INSERT INTO words (words) VALUES ('delete-all')");
    file.exec("INSERT INTO meta (key, value) SELECT 'toReindex', value FROM meta WHERE key = 'indexed'");
  }
  return folder.open();
}

Deno.test("A store of the third release is indexed anew in slices, and finds every line meanwhile", () => {
  using folder = new StoreFolder();
  const exported = Deno.readTextFileSync(new URL("export.jsonl", OLD)).trim().split("\n").map((text) =>
    JSON.parse(text)
  );
  {
    using store = oldStore(folder);
    assertEquals(
      [...store.all()].map(({ id, text }) => [id, text as string]),
      exported.map(({ id, text }) => [id, text]),
    );
    assertFinds(store);
    assertEquals([store.index(3), store.index(3)], [22, 19]);
    assertFinds(store);
    store.save([line(101, { text: "mañana".normalize("NFD") })]);
    assertEquals(found(store, "manana"), [4, 101]);
    store.forget(named("anna"), 18);
    store.forget(named("anna"), 101);
    assertEquals(found(store, "п'ять"), [16]);
  }
  assertEquals(faults(folder), []);
  using store = folder.open();
  while (store.index(3) > 0);
  store.index(1);
  assertEquals(found(store, "manana"), [4, 101]);
  assertEquals(found(store, "п'ять"), [16]);
  assertEquals(found(store, "שלום"), [24]);
  assertEquals(faults(folder), []);
});

Deno.test("A store of the third release finds every line when all are indexed anew", () => {
  using folder = new StoreFolder();
  using store = oldStore(folder);
  let slices = 1;
  while (store.index(4) > 0) slices++;
  assertEquals(slices, 7);
  assertFinds(store);
  assertEquals(found(store, "derby"), [30]);
  assertEquals(faults(folder), []);
});

Deno.test("A store that is indexed anew looks at the newest lines first, and tells how many it has not looked at", () => {
  using folder = new StoreFolder();
  const said = (id: number) => line(id, { text: id % 1000 === 0 ? "needle" : "hay" });
  using store = outdated(folder, Array.from({ length: 10_000 }, (_, at) => said(at + 1)));
  const look = (more = {}) => {
    const { messages, unindexed } = store.search({
      words: "needle",
      rooms: [{ room: LOBBY, after: 0 }],
      limit: 20,
      ...more,
    });
    return [messages.map(({ id }) => id / 1000), unindexed];
  };
  assertEquals(look(), [[8, 9, 10], 7000]);
  assertEquals(store.index(1000), 9000);
  assertEquals(look(), [[7, 8, 9, 10], 6000]);
  store.save(lines(10_001, 10_900).concat(said(11_000)));
  assertEquals(look(), [[7, 8, 9, 10, 11], 6901]);
  assertEquals(look({ since: said(9500).time }), [[10, 11], 0]);
  assertEquals(store.index(901), 9000);
  assertEquals(look(), [[7, 8, 9, 10, 11], 6000]);
  for (let left = 9000; left > 0; left -= 1000) assertEquals(store.index(1000), left - 1000);
  assertEquals(look(), [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0]);
  assertEquals(store.index(1), 0);
});

Deno.test("A store that is indexed anew goes on where it was when the process ended", () => {
  using folder = new StoreFolder();
  {
    using store = outdated(folder, lines(1, 10));
    assertEquals(store.index(4), 6);
    assertEquals(faults(folder), []);
  }
  using store = folder.open();
  assertEquals(store.index(4), 2);
  assertEquals(store.index(4), 0);
  assertEquals([found(store, "line").length, store.index(1)], [10, 0]);
});

Deno.test("A store that is indexed anew still counts what waits when erasing came to nothing", () => {
  using folder = new StoreFolder();
  using store = outdated(folder, lines(1, 4000));
  const unindexed = () =>
    store.search({ words: "nothing", rooms: [{ room: LOBBY, after: 0 }], limit: 1 }).unindexed;
  assertEquals(unindexed(), 1000);
  {
    using other = new SqliteFile(folder.file, "write");
    other.exec(
      "CREATE TRIGGER bad BEFORE DELETE ON messages WHEN OLD.id = 100 BEGIN SELECT RAISE(ABORT, 'bad'); END",
    );
    assertThrows(() => store.trim({ ...KEEP_ALL, before: 200_000 }), Error, "bad");
    other.exec("DROP TRIGGER bad");
  }
  assertEquals(unindexed(), 1000);
  assertEquals(store.trim({ ...KEEP_ALL, before: 200_000, limit: 40 }), 40);
  assertEquals(unindexed(), 960);
});

Deno.test("Lines are erased from a store that is indexed anew, wherever they are, and counted", () => {
  using folder = new StoreFolder();
  const said = lines(1, 300).map((message) => ({
    ...message,
    name: named(message.id % 3 === 0 ? "Zoë" : "ann"),
  }));
  using store = outdated(folder, said);
  assertEquals(store.index(100), 200);
  store.save(Array.from({ length: 30 }, (_, at) => line(301 + at, { name: at % 3 === 0 ? "Zoë" : "ann" })));
  assertEquals(store.forget(named("Zoë"), 1), 110);
  assertEquals(found(store, "", { from: "zoë" }), []);
  assertEquals(store.trim({ ...KEEP_ALL, before: 10_000 }), 6);
  assertEquals(idsIn(store).length, 214);
  let left = store.index(10);
  for (let next; left > 0 && (next = store.index(10)) >= 0; left = next) assert(next < left || next === 0);
  while (store.index(1) > 0);
  assertEquals(found(store, "line", { limit: 1000 }).length, 214);
  assertEquals(store.search({ words: "line", rooms: [{ room: LOBBY, after: 0 }], limit: 1 }).unindexed, 0);
  store.trim(KEEP_ALL);
  assertEquals(faults(folder), []);
});
