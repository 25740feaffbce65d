/**
 * What every store keeps, and gives back.
 *
 * @module
 */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { type ContractTest, ELSEWHERE, found, idsIn, KEEP_ALL, whileIndexing } from "./asking.ts";
import { line, lines, LOBBY, named, roomNamed, savedRoom } from "./samples.ts";

/** Registers the tests of this part of the contract. */
export function savingContract(test: ContractTest): void {
  test(".save() keeps lines as they are", (store) => {
    const said = line(1, { text: "Grüße, 你好 👍", name: "Zoë", room: "#café", time: 1_800_000_000_123 });
    const acted = line(2, { text: "waves", kind: "acted", room: "#café" });
    store.save([said, acted]);
    assertEquals(store.lines({ room: said.room, after: 0, limit: 10, which: "oldest" }), [said, acted]);
  });

  test(".save() takes many lines or none", (store) => {
    store.save([]);
    assertEquals(store.lastId, 0);
    store.save(lines(1, 100));
    store.save(lines(101, 103));
    assertEquals(idsIn(store), lines(1, 103).map(({ id }) => id));
  });

  test(".save() takes ids with gaps, also past 32 bits", (store) => {
    const ids = [5, 300, 2 ** 31 - 1, 2 ** 31, 2 ** 40 + 7, 1_800_000_000_000, 1_800_000_000_001];
    for (const id of ids) store.save([line(id)]);
    whileIndexing(store, () => {
      assertEquals(idsIn(store), ids);
      assertEquals(found(store, "line"), ids);
      assertEquals(found(store, "line", { rooms: [{ room: LOBBY, after: 2 ** 31 }] }), ids.slice(4));
    });
    assertEquals(store.forget(named("ann"), 2 ** 40), 3);
    assertEquals(found(store, "line"), ids.slice(0, 4));
    assertEquals(store.lastId, 1_800_000_000_001);
  });

  test(".save() refuses ids that do not grow, and saves nothing then", (store) => {
    store.save(lines(1, 2));
    assertThrows(() => store.save([line(3), line(4), line(4)]), RangeError);
    assertThrows(() => store.save([line(2)]), RangeError);
    assertEquals([store.lastId, ...idsIn(store)], [2, 1, 2]);
    store.save([line(3)]);
    assertEquals(idsIn(store), [1, 2, 3]);
  });

  test(".together() does all, and what is read within it is there already", (store) => {
    store.together(() => {
      store.save(lines(1, 3));
      store.saveRoom(savedRoom("#ops"));
      store.saveSeen("ann", 3, 1000);
      assertEquals(idsIn(store), [1, 2, 3]);
    });
    assertEquals([store.lastId, store.rooms().length, store.seen("ann")], [3, 1, 3]);
  });

  test(".presence() is nothing before it is kept, and then what has changed and what has not", (store) => {
    assertEquals(store.presence(), undefined);
    store.savePresence({ position: "at 3", people: new Map([[7, "ben"], [2, "anna, 小明"]]) });
    store.savePresence({ position: "at 9", people: new Map([[7, undefined], [11, "cat"], [5, undefined]]) });
    assertEquals(store.presence(), { position: "at 9", people: new Map([[2, "anna, 小明"], [11, "cat"]]) });
    store.savePresence({ position: "at 10", people: new Map() });
    assertEquals(store.presence()?.position, "at 10");
  });

  test(".lastId stays when the lines go", (store) => {
    store.save(lines(1, 5));
    store.forget(named("ann"), 5);
    assertEquals(store.lastId, 5);
    store.eraseLines(LOBBY);
    assertEquals(store.lastId, 5);
  });

  test(".lines() gives the newest or the oldest of one room, between two ids", (store) => {
    for (let id = 1; id <= 2000; id++) store.save([line(id, { room: id % 100 === 0 ? LOBBY : ELSEWHERE })]);
    assertEquals(idsIn(store, { limit: 3 }), [100, 200, 300]);
    assertEquals(idsIn(store, { limit: 3, which: "newest" }), [1800, 1900, 2000]);
    assertEquals(idsIn(store, { after: 1700, which: "newest" }), [1800, 1900, 2000]);
    assertEquals(idsIn(store, { after: 1699, limit: 1 }), [1700]);
    assertEquals(idsIn(store, { before: 400 }), [100, 200, 300]);
    assertEquals(idsIn(store, { before: 401, after: 100, which: "newest", limit: 2 }), [300, 400]);
    assertEquals(idsIn(store, { after: 2000 }), []);
    assertEquals(idsIn(store, { room: roomNamed("#unknown") }), []);
  });

  test(".hasLines() knows rooms with lines", (store) => {
    store.save([line(1)]);
    store.saveRoom(savedRoom("#elsewhere"));
    assert(store.hasLines(LOBBY));
    assert(!store.hasLines(ELSEWHERE));
    store.forget(named("ann"), 0);
    assert(!store.hasLines(LOBBY));
  });

  test(".roomsWithLines() knows all rooms with lines, and none without once those are erased", (store) => {
    assertEquals([...store.roomsWithLines()], []);
    store.save([line(1), line(2, { room: "#elsewhere" }), line(3, { room: "#third" })]);
    store.saveRoom(savedRoom("#silent"));
    assertEquals([...store.roomsWithLines()].sort(), ["#elsewhere", "#lobby", "#third"] as unknown[]);
    store.dropRooms([LOBBY, roomNamed("#third"), roomNamed("#unknown"), roomNamed("#silent")]);
    assertEquals([[...store.roomsWithLines()], store.rooms()], [[ELSEWHERE], []]);
    store.forget(named("ann"), 0);
    assertEquals([...store.roomsWithLines()], []);
  });

  test(".rooms() gives the rooms as they were last kept", (store) => {
    assertEquals(store.rooms(), []);
    const club = savedRoom("#club", {
      kind: "password",
      password: "$hash",
      owners: ["k1", "k,2"],
      pastFrom: 7,
      hooks: [{ name: named("deploy"), by: named("小明"), hash: "f00d" }, {
        ...{ name: named("ops.bot"), by: named("ann"), hash: "beef" },
      }],
    });
    const quiet = savedRoom("#quiet", { keepsHistory: false, topic: "静かに" });
    store.saveRoom(savedRoom("#club"));
    store.saveRoom(quiet);
    store.saveRoom(club);
    assertEquals(store.rooms(), [club, quiet]);
  });

  test(".seen() gives what was kept last, until it is older than what is kept", (store) => {
    store.saveSeen("ann's key", 5, 1000);
    store.saveSeen("bob's key", 6, 2000);
    store.saveSeen("ann's key", 7, 3000);
    assertEquals([store.seen("ann's key"), store.seen("nobody's key")], [7, undefined]);
    store.trim({ ...KEEP_ALL, before: 3000 });
    assertEquals([store.seen("ann's key"), store.seen("bob's key")], [7, undefined]);
  });

  test(".seen() goes by ids as lines do", (store) => {
    store.saveSeen("ahead", 5, 9000);
    store.saveSeen("behind", 7, 10);
    store.trim({ ...KEEP_ALL, before: 3000, oldUpTo: 4, newAfter: 6 });
    assertEquals([store.seen("ahead"), store.seen("behind")], [5, 7]);
    store.trim({ ...KEEP_ALL, before: 3000, oldUpTo: 5, newAfter: 6 });
    assertEquals([store.seen("ahead"), store.seen("behind")], [undefined, 7]);
    store.trim({ ...KEEP_ALL, before: 3000, oldUpTo: 5, newAfter: 8 });
    assertEquals(store.seen("behind"), undefined);
  });

  test(".clockRecord() gives what was kept last, and before that the time of the last line", (store) => {
    assertEquals(store.clockRecord(), undefined);
    store.save([line(1, { time: 9_000_000_000_000 }), line(2, { time: 1_800_000_000_123 })]);
    const begun = { time: 1_800_000_000_123, jump: 0, evenMs: 0, marks: [], importedTo: 0 };
    assertEquals(store.clockRecord(), begun);
    const record = {
      ...{ time: 1_800_000_000_000, jump: -1_800_000_000_000, evenMs: 86_400_000, importedTo: 2 ** 40 },
      marks: [{ id: 0, time: -5 }, { id: 7, time: 70 }, { id: 7, time: 900 }, { id: 2 ** 40, time: 2 ** 41 }],
    };
    store.saveClockRecord(record);
    assertEquals(store.clockRecord(), record);
    store.saveClockRecord({ ...record, jump: 0, marks: record.marks.slice(1, 3) });
    assertEquals(store.clockRecord(), { ...record, jump: 0, marks: record.marks.slice(1, 3) });
  });

  test("[Symbol.dispose]() may be repeated", (store) => {
    store.save([line(1)]);
    store[Symbol.dispose]();
    store[Symbol.dispose]();
  });
}
