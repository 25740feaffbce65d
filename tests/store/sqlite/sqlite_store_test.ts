import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { SqliteStore } from "../../../lib/store/sqlite/sqlite_store.ts";
import { StoreFailure } from "../../../lib/store/store.ts";
import { line, lines, LOBBY, named, roomNamed, savedRoom } from "../../contracts/samples.ts";
import { found, idsIn, KEEP_ALL } from "../../contracts/asking.ts";
import { storeContract } from "../../contracts/store_contract.ts";
import { StoreFolder } from "../store_folder.ts";

storeContract("SqliteStore", () => {
  const folder = new StoreFolder();
  const store = folder.open();
  return {
    store,
    [Symbol.dispose]() {
      store[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
});

Deno.test("SqliteStore.together() does nothing where one thing fails, and goes on as before", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  store.together(() => {
    store.save([line(1)]);
    store.savePresence({ position: "at 1", people: new Map([[1, "ann"]]) });
  });
  const failing = () => {
    store.save([line(2, { room: "#new" })]);
    store.saveRoom(savedRoom("#new"));
    store.savePresence({ position: "at 2", people: new Map([[1, undefined]]) });
    throw new StoreFailure("the disk is full");
  };
  assertThrows(() => store.together(failing), StoreFailure, "the disk is full");
  assertEquals([store.lastId, store.rooms(), [...store.roomsWithLines()]], [1, [], [LOBBY]]);
  assertEquals(store.presence(), { position: "at 1", people: new Map([[1, "ann"]]) });
  store.save([line(2, { room: "#new" })]);
  assertEquals([...store.all()].map(({ id }) => id), [1, 2]);
});

Deno.test("SqliteStore keeps everything when it is closed and opened again", () => {
  using folder = new StoreFolder();
  const room = savedRoom("#club", { owners: ["key"], topic: "静かに" });
  const said = [line(1), line(2, { room: "#club", kind: "acted", text: "waves 👋" }), line(3)];
  {
    using store = folder.open();
    store.save(said);
    store.saveRoom(room);
    store.saveSeen("key", 2, 5);
    store.index(2);
    store.forget(named("ann"), 3);
  }
  using store = folder.open();
  assertEquals([...store.all()], said.slice(0, 2));
  assertEquals([store.lastId, store.rooms(), store.seen("key")], [3, [room], 2]);
  store.save([line(4, { time: 7 })]);
  assertEquals(found(store, "line"), [1, 4]);
  store.index(1);
  assertEquals(found(store, "line"), [1, 4]);
});

Deno.test("SqliteStore knows after a restart how far the clock was turned back", () => {
  using folder = new StoreFolder();
  {
    using store = folder.open();
    store.save([line(1, { time: 500 }), line(2, { time: 100 })]);
  }
  using store = folder.open();
  store.save([line(3, { time: 200 }), line(4, { time: 600 })]);
  assertEquals(found(store, "line", { since: 200 }), [1, 3, 4]);
  assertEquals(found(store, "line", { since: 501 }), [4]);
});

Deno.test(
  "SqliteStore keeps the chat from other people's eyes",
  { ignore: Deno.build.os === "windows" },
  () => {
    using folder = new StoreFolder();
    const path = `${folder.path}/in/side`;
    using store = SqliteStore.open(path);
    store.save([line(1)]);
    const modes = ["", "/chat.sqlite", "/chat.sqlite-wal"].map((name) =>
      Deno.statSync(path + name).mode! & 0o777
    );
    assertEquals(modes, [0o700, 0o600, 0o600]);
  },
);

Deno.test("SqliteStore.search() looks at the newest 3,000 lines that are not indexed, and tells how many are left", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  const [first, last] = [line(1, { text: "needle" }), line(4002, { text: "needle" })];
  store.save([first, ...lines(2, 4001), last]);
  const needle = { words: "needle", rooms: [{ room: LOBBY, after: 0 }], limit: 2 };
  assertEquals(store.search(needle), { messages: [last], hasMore: false, unindexed: 1002 });
  assertEquals(store.index(1002), 3000);
  assertEquals(store.search(needle), { messages: [first, last], hasMore: false, unindexed: 0 });
});

Deno.test("SqliteStore.index() waits for as many lines as it is to take", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 9));
  assertEquals([store.index(10), store.index(5), store.index(5)], [0, 0, 0]);
  store.save(lines(10, 14));
  assertEquals([store.index(4), store.index(4), store.index(1)], [5, 0, 0]);
  assertEquals(found(store, "line").length, 14);
});

Deno.test("SqliteStore.index() goes on where it was when the process ended", () => {
  using folder = new StoreFolder();
  {
    using store = folder.open();
    store.save(lines(1, 10));
    assertEquals(store.index(4), 6);
  }
  using store = folder.open();
  assertEquals(store.index(3), 3);
  store.save(lines(11, 12));
  assertEquals(store.index(2), 3);
  assertEquals(store.trim({ ...KEEP_ALL, before: 11_000 }), 10);
  assertEquals([store.index(1), store.index(1), store.index(1)], [1, 0, 0]);
});

Deno.test("SqliteStore.forget() hides many lines at once, and trims erase them", () => {
  using folder = new StoreFolder();
  {
    using store = folder.open();
    for (let id = 1; id <= 1500; id++) store.save([line(id, { name: id % 3 ? "ann" : "bob" })]);
    while (store.index(700) > 100);
    assertEquals(store.forget(named("ann"), 10), 994);
    assertEquals(store.forget(named("ann"), 10), 0);
    assertEquals([idsIn(store).length, [...store.all()].length, found(store, "line").length], [
      506,
      506,
      100,
    ]);
    assertEquals(
      store.search({ words: "", from: "ann", rooms: [{ room: LOBBY, after: 0 }], limit: 9 }).messages,
      [
        ...[1, 2, 4, 5, 7, 8].map((id) => line(id)),
      ],
    );
    store.save([line(1501)]);
    assertEquals(idsIn(store).length, 507);
  }
  using store = folder.open();
  assertEquals(idsIn(store).length, 507);
  assertEquals([store.trim({ ...KEEP_ALL, limit: 500 }), store.trim(KEEP_ALL), store.trim(KEEP_ALL)], [
    500,
    94,
    0,
  ]);
  assertEquals(idsIn(store).length, 507);
});

Deno.test("SqliteStore.eraseLines() hides many lines at once, and trims erase them", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 1000));
  store.index(600);
  store.eraseLines(LOBBY);
  assert(!store.hasLines(LOBBY));
  store.save(lines(1001, 1002));
  assertEquals([idsIn(store).length, found(store, "line")], [2, [1001, 1002]]);
  assertEquals([store.trim(KEEP_ALL), store.trim(KEEP_ALL), store.lastId], [800, 0, 1002]);
  assertEquals([idsIn(store).length, found(store, "line")], [2, [1001, 1002]]);
});

Deno.test("SqliteStore.trim() makes the file smaller", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  const text = "some words that make this line longer ".repeat(8);
  for (let id = 1; id < 40_000; id += 1000) store.save(lines(id, id + 999, { text }));
  store.index(2000);
  const sizes = () => Deno.statSync(folder.file).size;
  store[Symbol.dispose]();
  const full = sizes();
  using again = folder.open();
  const retention = { ...KEEP_ALL, maxBytes: full / 4 };
  for (let calls = 0; again.trim(retention) > 0; calls++) assertLess(calls, 100);
  for (let calls = 0; calls < 100; calls++) again.trim(retention);
  const left = idsIn(again).length;
  assert(left > 5000 && left < 15_000, `${left} lines are left`);
  again[Symbol.dispose]();
  assertLess(sizes(), full / 4 + 5 * 2 ** 20); // some pages stay for what comes next
});

Deno.test("SqliteStore.openToRead() reads while another writes, and writes nothing", () => {
  using folder = new StoreFolder();
  using store = folder.open();
  store.save(lines(1, 2500));
  using reader = SqliteStore.openToRead(folder.path);
  const read = reader.all();
  assertEquals(read.next().value, line(1));
  store.save([line(2501)]);
  assertEquals([...read].length, 2500);
  assertEquals([idsIn(reader).length, found(reader, "line").length], [2501, 100]);
  assertThrows(() => reader.save([line(3000)]), StoreFailure, "may not be written");
  assertThrows(() => reader.index(1), StoreFailure, "may not be written");
  assertThrows(() => reader.saveRoom(savedRoom("#a")), StoreFailure, "may not be written");
});

Deno.test("SqliteStore: two of them in one process know nothing of each other", () => {
  using one = new StoreFolder();
  using two = new StoreFolder();
  using first = one.open();
  using second = two.open();
  first.save([line(1, { text: "one" })]);
  second.save([line(1, { text: "two" }), line(2)]);
  assertEquals([first.lastId, second.lastId], [1, 2]);
  assertEquals([found(first, "one"), found(first, "two"), found(second, "two")], [[1], [], [1]]);
  assert(!first.hasLines(roomNamed("#elsewhere")));
});
