import { assertEquals, assertThrows } from "@std/assert";
import { exportedPieces } from "../../lib/cli/export.ts";
import { importLines, type ImportTarget } from "../../lib/cli/import.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import type { Message } from "../../lib/model/message.ts";
import { SqliteStore } from "../../lib/store/sqlite/sqlite_store.ts";
import { line, savedRoom } from "../contracts/samples.ts";
import { handMade, ProgramFolder } from "./program.ts";

const NOW = Date.UTC(2026, 0, 6);

function numbered(objects: readonly unknown[]) {
  return objects.map((object, i) => ({ number: i + 1, text: JSON.stringify(object) }));
}

const said = (store: SqliteStore) => [...store.all()].map(({ id, room, text }) => `${id} ${room} ${text}`);

Deno.test("importLines() numbers lines behind the greatest id, across rooms, and keeps new rooms", async () => {
  await using folder = new ProgramFolder();
  using store = SqliteStore.open(folder.path);
  const first = [handMade("#a", "anna", "one", 1, { id: 70 }), handMade("#b", "ben", "two", 0)];
  const done = { lines: 2, outdated: 0, rooms: 2, newRooms: 2, notes: [] as string[] };
  const notes = ["The file does not say who may join: #a is open to everybody now."]; // an export wrote it: it has an id
  assertEquals(importLines(store, numbered(first), DEFAULTS, NOW), { ...done, notes });
  const second = [handMade("#A", "anna", "three", 2), handMade("#c", "ben", "four", 0)];
  assertEquals(importLines(store, numbered(second), DEFAULTS, NOW), { ...done, newRooms: 1 });
  assertEquals(said(store), ["1 #a one", "2 #b two", "3 #a three", "4 #c four"]);
  assertEquals(store.rooms().map(({ name, kind, owners }) => [name as string, kind, owners.length]), [
    ["#a", "public", 0],
    ["#b", "public", 0],
    ["#c", "public", 0],
  ]);
});

Deno.test("importLines() numbers lines behind what a node of several has read of its log", async () => {
  await using folder = new ProgramFolder();
  using store = SqliteStore.open(folder.path);
  store.savePresence({ position: JSON.stringify({ position: { seq: 70, time: 1 } }), people: new Map() });
  importLines(store, numbered([handMade("#a", "anna", "one", 1)]), DEFAULTS, NOW);
  assertEquals(said(store), ["71 #a one"]);
});

Deno.test("importLines() imports nothing where any line is bad, however many were good before it", async () => {
  await using folder = new ProgramFolder();
  using store = SqliteStore.open(folder.path);
  const good = Array.from({ length: 5000 }, (_, i) => handMade("#a", "anna", `${i}`, i));
  const bad = numbered([...good, handMade("#a", "Server", "trust me", 5000)]);
  assertEquals(
    assertThrows(() => importLines(store, bad, DEFAULTS, Date.UTC(2027, 0)), StartRefused).message,
    'Cannot import line 5001: "name" is "Server": it is reserved for the server; nothing was imported',
  );
  assertEquals([said(store), store.rooms(), store.lastId], [[], [], 0]);
  importLines(store, numbered(good.slice(0, 2)), DEFAULTS, NOW); // and the store is as good as before
  assertEquals(said(store), ["1 #a 0", "2 #a 1"]);
});

Deno.test("importLines() takes a line from its source only when the one before it is on its way", () => {
  let ahead = 0, most = 0;
  function* source() {
    for (const line of numbered(Array.from({ length: 100 }, (_, i) => handMade("#a", "anna", "x", i)))) {
      most = Math.max(most, ++ahead);
      yield line;
    }
  }
  const store: ImportTarget = {
    lastId: 0,
    presence: () => undefined,
    rooms: () => [],
    lines: () => [],
    saveRoom() {},
    save(messages) {
      for (const _ of messages) ahead--;
    },
  };
  assertEquals(importLines(store, source(), DEFAULTS, NOW).lines, 100);
  assertEquals(most, 1);
});

Deno.test("importLines() counts the lines that a server would soon erase, and refuses those in the future", () => {
  const saved: Message[] = [];
  const store: ImportTarget = {
    lastId: 0,
    presence: () => undefined,
    rooms: () => [],
    lines: () => [],
    saveRoom() {},
    save: (messages) => void saved.push(...messages),
  };
  const lines = numbered([handMade("#a", "anna", "old"), handMade("#a", "anna", "new", 24 * 60)]);
  const bounds = { ...DEFAULTS, keepDays: 1 };
  assertEquals(importLines(store, lines, bounds, Date.UTC(2026, 0, 7)).outdated, 1);
  assertThrows(() => importLines(store, lines, bounds, NOW - 1), StartRefused, "in the future");
});

/** Everything that a store exports as JSON lines. */
function exportedFrom(store: SqliteStore): { number: number; text: string }[] {
  const wanted = { room: undefined, format: "jsonl", zone: undefined } as const;
  const text = [...exportedPieces(store, wanted, "UTC")].join("");
  return text.trimEnd().split("\n").map((text, i) => ({ number: i + 1, text }));
}

Deno.test("importLines() takes what export printed, of a clock that went forward and back too, and closes what was closed", async () => {
  await using from = new ProgramFolder();
  await using to = new ProgramFolder();
  using store = SqliteStore.open(from.path);
  const owners = ["anna@192.0.2.1"];
  const rooms = [
    savedRoom("#lobby"),
    savedRoom("#lock", { kind: "password", password: "$hash", owners, topic: "keys" }),
    savedRoom("#priv", { kind: "private", owners }),
    savedRoom("#opened", { owners, pastFrom: 40 }),
  ];
  for (const room of rooms) store.saveRoom(room);
  const times = [1, 400, 2, 3, 4, 5]; // days: the second line was said while the clock was ahead
  const said = ["#lobby", "#lock", "#priv", "#opened", "#opened", "#lock"];
  store.save(said.map((room, at) => line(10 * (at + 1), { room, time: Date.UTC(2025, 11, times[at]!) })));
  using moved = SqliteStore.open(to.path);
  moved.save([line(1000)]); // ids are other ones there
  moved.trim({ before: 0, maxBytes: 0, limit: 10 });
  const done = importLines(moved, exportedFrom(store), { ...DEFAULTS, keepDays: 36_500 }, NOW);
  assertEquals(done.notes, [
    "Passwords are not exported: #lock is invite-only until an owner sets one.",
    "1 line has a time in the future.",
  ]);
  assertEquals(
    [...moved.all()].map(({ id: _, ...rest }) => rest),
    [...store.all()].map(({ id: _, ...rest }) => rest),
  );
  assertEquals(moved.rooms(), [
    savedRoom("#lobby"),
    savedRoom("#lock", { kind: "invite-only", owners, topic: "keys", pastFrom: 1006 }),
    savedRoom("#priv", { kind: "private", owners, pastFrom: 1003 }),
    savedRoom("#opened", { owners, pastFrom: 1004 }),
  ]);
  assertThrows(() => importLines(moved, exportedFrom(store), DEFAULTS, NOW), StartRefused, "already");
});

Deno.test("importLines() tells whom rooms belong to, if to nobody", async () => {
  await using folder = new ProgramFolder();
  using store = SqliteStore.open(folder.path);
  const lines = [
    handMade("#a", "anna", "x", 1, { id: 1, roomKind: "private" }),
    handMade("#b", "anna", "x", 2, { id: 2 }),
  ];
  assertEquals(importLines(store, numbered(lines), DEFAULTS, NOW).notes, [
    `#a is without an owner: a line of the room with "roomOwners":["NAME@ADDRESS"] sets one.`,
    "The file does not say who may join: #b is open to everybody now.",
  ]);
  const gift = handMade("#a", "anna", "mine now", 3, { roomOwners: ["Anna@192.0.2.1"] });
  assertEquals(importLines(store, numbered([gift]), DEFAULTS, NOW).notes, []);
  assertEquals(store.rooms()[0]!.owners, ["anna@192.0.2.1"]);
});
