import { assertEquals, assertMatch } from "@std/assert";
import { checkLine, type ImportedLine } from "../../lib/cli/import_line.ts";
import { ImportRooms } from "../../lib/cli/import_rooms.ts";
import type { RoomName } from "../../lib/model/clean.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { handMade } from "./program.ts";

function line(room: string, minute: number, id?: number): ImportedLine {
  const json = JSON.stringify(handMade(room, "anna", "hi", minute, { id }));
  const checked = checkLine(json, { maxLineBytes: 100, latest: Infinity });
  if (checked.kind === "problem") throw new Error(checked.problem);
  return checked.line;
}

/** A store with the rooms #dev (a line of minute 30) and #mute (which keeps nothing). */
function kept(): MemoryStore {
  const store = new MemoryStore({ lines: 10, length: 1000 });
  const room = {
    kind: "private",
    topic: "t",
    owners: ["o"],
    password: "",
    keepsHistory: true,
    pastFrom: 0,
  } as const;
  store.saveRoom({ ...room, name: "#dev" as RoomName });
  store.saveRoom({ ...room, name: "#mute" as RoomName, keepsHistory: false });
  store.save([{ ...line("#dev", 30), id: 9 }]);
  return store;
}

function problemOf(rooms: ImportRooms, line: ImportedLine): string | undefined {
  const placed = rooms.place(line);
  return placed.kind === "problem" ? placed.problem : undefined;
}

Deno.test("ImportRooms makes new rooms open to all and nobody's, and leaves others as they are", () => {
  const rooms = new ImportRooms(kept(), 10);
  assertEquals(rooms.place(line("#New", 1)), { kind: "room", name: "#New" as RoomName });
  assertEquals(rooms.place(line("#DEV", 31)), { kind: "room", name: "#dev" as RoomName });
  assertEquals(rooms.place(line("#new", 2)), { kind: "room", name: "#New" as RoomName });
  assertEquals(rooms.size, 2);
  assertEquals(rooms.made, [{
    name: "#New" as RoomName,
    kind: "public",
    topic: "",
    owners: [],
    password: "",
    keepsHistory: true,
    pastFrom: 0,
  }]);
});

Deno.test("ImportRooms lets history go on, and does not fill it in", () => {
  assertMatch(
    problemOf(new ImportRooms(kept(), 10), line("#dev", 29))!,
    /^#dev has lines up to 2026-01-05T14:30:00/,
  );
  assertMatch(problemOf(new ImportRooms(kept(), 10), line("#dev", 30))!, /only newer ones can follow/);
  assertEquals(problemOf(new ImportRooms(kept(), 10), line("#dev", 31)), undefined);
  assertMatch(
    problemOf(new ImportRooms(kept(), 10), line("#mute", 31))!,
    /^what is said in #mute is not kept/,
  );
});

Deno.test("ImportRooms wants the oldest line first, and believes ids where a clock was turned back", () => {
  const rooms = new ImportRooms(kept(), 10);
  assertEquals(problemOf(rooms, line("#a", 5)), undefined);
  assertEquals(problemOf(rooms, line("#b", 4)), undefined, "rooms do not mind each other");
  assertEquals(problemOf(rooms, line("#a", 5)), undefined);
  assertMatch(problemOf(rooms, line("#a", 4))!, /^the line of #a before it is newer/);
  assertEquals(problemOf(rooms, line("#a", 6, 70)), undefined);
  assertEquals(problemOf(rooms, line("#a", 3, 71)), undefined);
  assertMatch(problemOf(rooms, line("#a", 2, 71))!, /newer/);
});

Deno.test("ImportRooms makes no more rooms than there may be", () => {
  const rooms = new ImportRooms(kept(), 3);
  assertEquals(problemOf(rooms, line("#a", 1)), undefined);
  assertMatch(problemOf(rooms, line("#b", 1))!, /3 rooms .*--max-rooms is 3/);
  assertEquals(problemOf(rooms, line("#a", 2)), undefined);
});
