import { assertEquals, assertThrows } from "@std/assert";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { line, lines, LOBBY, roomNamed } from "../contracts/samples.ts";
import { storeContract } from "../contracts/store_contract.ts";

const ROOMY = { lines: 10_000, length: 1_000_000 };

storeContract("MemoryStore", () => {
  const store = new MemoryStore(ROOMY);
  return { store, [Symbol.dispose]: () => store[Symbol.dispose]() };
});

/** The ids of what a store holds. */
function idsIn(store: MemoryStore): number[] {
  return store.lines({ room: LOBBY, after: 0, limit: 1000, which: "oldest" }).map(({ id }) => id);
}

Deno.test("MemoryStore.save() lets the oldest lines go where there are too many", () => {
  using store = new MemoryStore({ ...ROOMY, lines: 3 });
  store.save(lines(1, 2));
  store.save(lines(3, 5));
  assertEquals(idsIn(store), [3, 4, 5]);
  store.save(lines(6, 20));
  assertEquals([idsIn(store), store.lastId], [[18, 19, 20], 20]);
});

Deno.test("MemoryStore.save() lets the oldest lines go where they are too long, names included", () => {
  using store = new MemoryStore({ ...ROOMY, length: 20 });
  store.save([line(1, { text: "1234567" }), line(2, { text: "1234567" })]);
  assertEquals(idsIn(store), [1, 2]);
  store.save([line(3, { text: "1" })]);
  assertEquals(idsIn(store), [2, 3]);
  store.save([line(4, { text: "longer than all that there is room for" })]);
  assertEquals(idsIn(store), []);
  store.save([line(5, { text: "1234567" })]);
  assertEquals(idsIn(store), [5]);
});

Deno.test("MemoryStore knows the lines of each room by themselves, as they come and go", () => {
  using store = new MemoryStore({ ...ROOMY, lines: 4 });
  const rooms = [LOBBY, roomNamed("#ops")];
  store.save([1, 2, 3, 4, 5, 6].map((id) => line(id, { room: rooms[id < 4 ? 1 : 0]! })));
  const ids = () =>
    rooms.map((room) => store.lines({ room, after: 0, limit: 10, which: "newest" }).map(({ id }) => id));
  assertEquals([ids(), store.roomsWithLines()], [[[4, 5, 6], [3]], new Set([rooms[1]!, rooms[0]!])]);
  store.save([line(7)]);
  assertEquals([ids(), rooms.map((room) => store.hasLines(room))], [[[4, 5, 6, 7], []], [true, false]]);
  store.eraseLines(LOBBY);
  store.save([line(8, { room: rooms[1]! })]);
  assertEquals([ids(), rooms.map((room) => store.hasLines(room))], [[[], [8]], [false, true]]);
});

Deno.test("MemoryStore.saveSeen() lets the key kept longest ago go where there are too many", () => {
  using store = new MemoryStore(ROOMY);
  for (let key = 0; key < 100_000; key++) store.saveSeen(`${key}`, 1, 1);
  store.saveSeen("0", 2, 2);
  store.saveSeen("new", 3, 3);
  assertEquals([store.seen("0"), store.seen("1"), store.seen("new")], [2, undefined, 3]);
});

Deno.test("MemoryStore cannot be made without room", () => {
  assertThrows(() => new MemoryStore({ lines: 0, length: 1 }), RangeError, "at least 1");
  assertThrows(() => new MemoryStore({ lines: 1, length: NaN }), RangeError, "at least 1");
});

Deno.test("MemoryStore.trim() takes old keys of the same time by their letters", () => {
  using store = new MemoryStore(ROOMY);
  for (const key of ["b", "a", "c"]) store.saveSeen(key, 1, 5);
  store.trim({ before: 10, maxBytes: Number.MAX_SAFE_INTEGER, limit: 2 });
  assertEquals(["a", "b", "c"].map((key) => store.seen(key)), [undefined, undefined, 1]);
});
