/**
 * What every store erases.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type ContractTest, ELSEWHERE, found, idsIn, KEEP_ALL, whileIndexing } from "./asking.ts";
import { line, lines, LOBBY, named, roomNamed, savedRoom } from "./samples.ts";

/** Registers the tests of this part of the contract. */
export function erasingContract(test: ContractTest): void {
  test(".forget() erases what somebody said from an id on", (store) => {
    for (let id = 1; id <= 8; id++) {
      store.save([line(id, { name: id % 2 ? "ann" : "bob", room: id % 4 < 2 ? LOBBY : ELSEWHERE })]);
    }
    store.index(5);
    assertEquals(store.forget(named("ann"), 4), 2);
    assertEquals(store.forget(named("ann"), 4), 0);
    assertEquals(store.forget(named("Bob"), 0), 0);
    whileIndexing(store, () => {
      assertEquals([idsIn(store), idsIn(store, { room: ELSEWHERE })], [[1, 4, 8], [2, 3, 6]]);
      assertEquals(found(store, "line"), [1, 4, 8]);
    });
  });

  test(".forget() erases nothing beyond the id it is given", (store) => {
    store.save(lines(1, 9));
    store.index(5);
    assertEquals(store.forget(named("ann"), 2, 3), 2);
    assertEquals(store.forget(named("ann"), 7, 100), 3);
    store.save(lines(10, 11));
    assertEquals([idsIn(store), store.forget(named("ann"), 12, 20)], [[1, 4, 5, 6, 10, 11], 0]);
  });

  test(".trim() erases the oldest lines before a time, so many in one call", (store) => {
    store.save(lines(1, 10));
    store.index(4);
    const retention = { ...KEEP_ALL, before: 7000, limit: 4 };
    assertEquals(store.trim(retention), 4);
    assertEquals(idsIn(store), [5, 6, 7, 8, 9, 10]);
    assertEquals(store.trim(retention), 2);
    assertEquals(store.trim(retention), 0);
    whileIndexing(store, () => assertEquals(found(store, "line"), [7, 8, 9, 10]));
  });

  test(".trim() erases the oldest lines where all take too much", (store) => {
    store.save(lines(1, 10));
    store.index(4);
    assertEquals(store.trim(KEEP_ALL), 0);
    assertEquals(store.trim({ ...KEEP_ALL, maxBytes: 0, limit: 3 }), 3);
    whileIndexing(store, () => assertEquals(found(store, "line"), [4, 5, 6, 7, 8, 9, 10]));
    assertEquals(store.trim({ ...KEEP_ALL, maxBytes: 0 }), 7);
    assertEquals([store.hasLines(LOBBY), store.lastId], [false, 10]);
  });

  test(".trim() goes by ids where times are not to be trusted, and tells the times of what is too old", (store) => {
    const DAY = 86_400_000;
    const times = [50, 90, 10, 55, 2, 60, 1, 70]; // days: the clock was ahead once, and behind twice
    store.save(times.map((day, at) => line(at + 1, { time: day * DAY })));
    store.index(3);
    const told: unknown[] = [];
    const onAged = (times: readonly number[]) => {
      told.push([times.length, Math.min(...times), Math.max(...times)]);
    };
    const trim = (oldUpTo: number, newAfter: number, limit = 100) =>
      store.trim({ ...KEEP_ALL, before: 56 * DAY, oldUpTo, newAfter, limit, onAged });
    assertEquals([trim(0, 0), told], [0, []]);
    assertEquals([trim(0, 3), idsIn(store)], [2, [2, 4, 5, 6, 7, 8]]);
    assertEquals([trim(2, 3), idsIn(store)], [1, [4, 5, 6, 7, 8]]);
    assertEquals([trim(0, Number.MAX_SAFE_INTEGER, 2), idsIn(store)], [2, [6, 7, 8]]);
    assertEquals(told, [[2, 10 * DAY, 50 * DAY], [1, 90 * DAY, 90 * DAY], [2, 2 * DAY, 55 * DAY]]);
    whileIndexing(store, () => assertEquals(found(store, "line"), [6, 7, 8]));
  });

  test(".eraseLines() empties a room, which can be talked in again", (store) => {
    store.saveRoom(savedRoom("#lobby"));
    store.save([line(1), line(2, { room: ELSEWHERE }), line(3)]);
    store.index(2);
    store.eraseLines(LOBBY);
    store.eraseLines(roomNamed("#unknown"));
    assertEquals([store.hasLines(LOBBY), idsIn(store), store.rooms().length], [false, [], 1]);
    store.save([line(4)]);
    whileIndexing(store, () => {
      assertEquals([idsIn(store), found(store, "line")], [[4], [4]]);
      assertEquals(idsIn(store, { room: ELSEWHERE }), [2]);
    });
  });

  test(".dropRooms() erases rooms and their lines", (store) => {
    store.saveRoom(savedRoom("#lobby"));
    store.saveRoom(savedRoom("#elsewhere"));
    store.save([line(1), line(2, { room: ELSEWHERE })]);
    store.dropRooms([LOBBY]);
    store.dropRooms([roomNamed("#unknown")]);
    assertEquals(store.rooms().map((room) => room.name), [ELSEWHERE]);
    assertEquals([idsIn(store), idsIn(store, { room: ELSEWHERE })], [[], [2]]);
  });
}
