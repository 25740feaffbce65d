/**
 * What every store finds.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type ContractTest, ELSEWHERE, found, whileIndexing } from "./asking.ts";
import { line, lines, LOBBY, roomNamed } from "./samples.ts";
import { FOUND, NOT_FOUND } from "./search_samples.ts";

/** Registers the tests of this part of the contract. */
export function searchingContract(test: ContractTest): void {
  for (const [query, texts] of Object.entries(FOUND)) {
    test(`.search() finds ${query} in ${texts.join(" | ")}`, (store) => {
      store.save(texts.map((text, at) => line(at + 1, { text })));
      whileIndexing(store, () => assertEquals(found(store, query), texts.map((_, at) => at + 1)));
    });
  }

  for (const [query, texts] of Object.entries(NOT_FOUND)) {
    test(`.search() does not find ${query} in ${texts.join(" | ")}`, (store) => {
      store.save(texts.map((text, at) => line(at + 1, { text })));
      whileIndexing(store, () => assertEquals(found(store, query), []));
    });
  }

  test(".search() finds nothing where nothing is asked for", (store) => {
    store.save([line(1)]);
    whileIndexing(store, () => {
      for (const nothing of ["", " ", "?!", '"', "*", "()"]) assertEquals(found(store, nothing), []);
      assertEquals(found(store, "line", { rooms: [] }), []);
    });
  });

  test(".search() takes nothing that is typed for more than words", (store) => {
    store.save([line(1, { text: "one" }), line(2, { text: "two or near one" }), line(3, { text: "not" })]);
    whileIndexing(store, () => {
      assertEquals(found(store, '"one" OR * NEAR('), [2]);
      assertEquals(found(store, "one OR two"), [2]);
      assertEquals(found(store, "NOT"), [3]);
      assertEquals(found(store, "-one"), [1, 2]);
      assertEquals(found(store, "tokens:one"), []);
      assertEquals(found(store, "on*"), []);
      assertEquals(found(store, "@ann"), []);
      assertEquals(found(store, "one#1"), []);
    });
  });

  test(".search() looks in the rooms it is given, each after its own id", (store) => {
    for (let id = 1; id <= 9; id++) store.save([line(id, { room: ["#a", "#b", "#c"][id % 3]! })]);
    const [a, b, c] = ["#a", "#b", "#c"].map(roomNamed) as [typeof LOBBY, typeof LOBBY, typeof LOBBY];
    whileIndexing(store, () => {
      assertEquals(found(store, "line", { rooms: [{ room: a, after: 0 }] }), [3, 6, 9]);
      assertEquals(found(store, "line", { rooms: [{ room: a, after: 3 }, { room: b, after: 6 }] }), [
        6,
        7,
        9,
      ]);
      assertEquals(found(store, "line", { rooms: [{ room: c, after: 1 }, { room: c, after: 4 }] }), [
        2,
        5,
        8,
      ]);
      assertEquals(found(store, "line", { rooms: [{ room: ELSEWHERE, after: 0 }] }), []);
      assertEquals(found(store, "line", { rooms: [{ room: a, after: 9 }] }), []);
    });
  });

  test(".search() gives the newest that match and tells whether there are more", (store) => {
    store.save(lines(1, 10));
    const wanted = { words: "line", rooms: [{ room: LOBBY, after: 0 }] };
    whileIndexing(store, () => {
      const { messages, hasMore, unindexed } = store.search({ ...wanted, limit: 3 });
      assertEquals([messages.map(({ id }) => id), hasMore, unindexed], [[8, 9, 10], true, 0]);
      assertEquals(store.search({ ...wanted, limit: 10 }).hasMore, false);
    });
  });

  test(".search() finds what one person said, in any letter case", (store) => {
    const names = ["Ann", "ann", "bob", "Zoë", "a.b-c", "a_b_c"];
    store.save(names.map((name, at) => line(at + 1, { name, text: at % 2 === 0 ? "even" : "odd" })));
    whileIndexing(store, () => {
      assertEquals(found(store, "", { from: "ANN" }), [1, 2]);
      assertEquals(found(store, "odd", { from: "ann" }), [2]);
      assertEquals(found(store, "", { from: "ZOE\u0308" }), [4]);
      assertEquals(found(store, "", { from: "A.B-C" }), [5]);
      assertEquals(found(store, "", { from: "nobody" }), []);
      assertEquals(found(store, "", { from: "" }), []);
      assertEquals(found(store, "ann"), []);
    });
  });

  test(".search() finds what was said since a time, also where the clock was turned back", (store) => {
    const times = [100, 200, 900, 300, 400, 1000];
    store.save(times.map((time, at) => line(at + 1, { time })));
    whileIndexing(store, () => {
      assertEquals(found(store, "line", { since: 0 }), [1, 2, 3, 4, 5, 6]);
      assertEquals(found(store, "line", { since: 200 }), [2, 3, 4, 5, 6]);
      assertEquals(found(store, "line", { since: 400 }), [3, 5, 6]);
      assertEquals(found(store, "line", { since: 901 }), [6]);
      assertEquals(found(store, "line", { since: 1001 }), []);
    });
  });
}
