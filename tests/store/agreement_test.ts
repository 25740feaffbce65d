/** The memory store and the SQLite store give the same answers, whatever is done to them. */

import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import type { Store } from "../../lib/store/store.ts";
import { line, named, roomNamed, savedRoom } from "../contracts/samples.ts";
import { queries, texts } from "../contracts/texts.ts";

/** Something that is done to a store, and what the store answers. */
type Step = (store: Store) => unknown;

const rooms = fc.constantFrom("#a", "#b", "#c").map(roomNamed);
const names = fc.constantFrom("Ann", "ann", "bob", "Zoë", "a.b", "a-b").map(named);
const times = fc.integer({ min: 0, max: 100 });
const limits = fc.integer({ min: 1, max: 6 });

/** Ids near the first line or near the last, told by a number. */
const places = fc.integer({ min: -20, max: 20 });
const idAt = (store: Store, place: number) => place < 0 ? Math.max(0, store.lastId + 1 + place) : place;

/** How much greater a line's id is than the one before: by one mostly, by a block of ids, or past 32 bits. */
const gaps = fc.oneof(
  { weight: 8, arbitrary: fc.constant(1) },
  fc.integer({ min: 2, max: 300 }),
  fc.constant(2 ** 31),
);
const said = fc.record({ gap: gaps, time: times, room: rooms, name: names, text: texts });

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(said, { maxLength: 12 }).map((lines): Step => (store) => {
      let id = store.lastId;
      store.save(lines.map(({ gap, ...facts }) => line(id += gap, facts)));
      return store.lastId;
    }),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(
      fc.record({ words: queries, limit: limits }),
      fc.oneof(fc.constant({}), fc.record({ from: names, since: times }, { requiredKeys: [] })),
      fc.array(fc.record({ room: rooms, place: places }), { maxLength: 4 }),
    ).map(([wanted, more, where]): Step => (store) =>
      store.search({
        ...wanted,
        ...more,
        rooms: where.map(({ room, place }) => ({ room, after: idAt(store, place) })),
      })
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(
      rooms,
      places,
      fc.option(places),
      limits,
      fc.constantFrom("newest" as const, "oldest"),
    )
      .map(([room, after, before, limit, which]): Step => (store) => [
        store.hasLines(room),
        store.lines({
          ...{ room, limit, which, after: idAt(store, after) },
          ...before === null ? {} : { before: idAt(store, before) },
        }),
      ]),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(1, 2, 5).map((limit): Step => (store) => void store.index(limit)),
  },
  fc.constant<Step>((store) => {
    while (store.index(1) > 0);
  }),
  fc.tuple(names, places).map(([name, place]): Step => (store) => store.forget(name, idAt(store, place))),
  fc.tuple(times, limits).map(([before, limit]): Step => (store) =>
    store.trim({ before, limit, maxBytes: Number.MAX_SAFE_INTEGER })
  ),
  limits.map((limit): Step => (store) => store.trim({ before: 0, limit, maxBytes: 0 })),
  rooms.map((room): Step => (store) => store.eraseLines(room)),
  rooms.map((room): Step => (store) => store.dropRooms([room])),
  fc.tuple(rooms, texts).map(([room, topic]): Step => (store) => store.saveRoom(savedRoom(room, { topic }))),
  fc.constant<Step>((store) => store.rooms()),
  fc.tuple(names, times).map(([key, time]): Step => (store) => store.saveSeen(key, time, time)),
  names.map((key): Step => (store) => store.seen(key)),
);

Deno.test("MemoryStore and SqliteStore give the same answers, whatever is done to them", () => {
  const folder = Deno.makeTempDirSync({ prefix: "chat-store-" });
  let run = 0;
  try {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 5, maxLength: 40, size: "max" }), (steps) => {
        using memory = new MemoryStore({ lines: 10_000, length: 1_000_000 });
        using sqlite = SqliteStore.open(`${folder}/${run++}`);
        for (const step of steps) assertEquals(step(sqlite), step(memory));
      }),
      { numRuns: 300 },
    );
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
