import { assertEquals, assertMatch } from "@std/assert";
import { checkLine, type ImportedLine } from "../../lib/cli/import_line.ts";
import { ImportRooms } from "../../lib/cli/import_rooms.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { savedRoom } from "../contracts/samples.ts";
import { handMade } from "./program.ts";

function line(room: string, minute: number, id?: number, facts = {}): ImportedLine {
  const json = JSON.stringify(handMade(room, "anna", "hi", minute, { id, ...facts }));
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
    hooks: [],
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
  assertEquals(rooms.made, [savedRoom("#New")]);
});

Deno.test("ImportRooms lets history go on, and does not fill it in", () => {
  assertMatch(
    problemOf(new ImportRooms(kept(), 10), line("#dev", 29))!,
    /^#dev has lines up to 2026-01-05T14:30:00/,
  );
  assertMatch(problemOf(new ImportRooms(kept(), 10), line("#dev", 30))!, /can only take newer ones/);
  assertEquals(problemOf(new ImportRooms(kept(), 10), line("#dev", 31)), undefined);
  assertMatch(
    problemOf(new ImportRooms(kept(), 10), line("#mute", 31))!,
    /^the lines of #mute are not kept/,
  );
});

Deno.test("ImportRooms wants the oldest line first, and believes ids where a clock was turned back", () => {
  const rooms = new ImportRooms(kept(), 10);
  assertEquals(problemOf(rooms, line("#a", 5)), undefined);
  assertEquals(problemOf(rooms, line("#b", 4)), undefined, "rooms do not mind each other");
  assertEquals(problemOf(rooms, line("#a", 5)), undefined);
  assertMatch(problemOf(rooms, line("#a", 4))!, /^it is older than the line of #a before it/);
  assertEquals(problemOf(rooms, line("#a", 6, 70)), undefined);
  assertEquals(problemOf(rooms, line("#a", 3, 71)), undefined);
  assertMatch(problemOf(rooms, line("#a", 2, 71))!, /older/);
});

Deno.test("ImportRooms goes by more than times where a clock was wrong", () => {
  const minute = (number: number) => Date.UTC(2026, 0, 5, 14, number);
  const store = kept();
  store.save([{ ...line("#dev", 50), id: 10 }, { ...line("#dev", 20), id: 11 }]); // the clock was set back
  const place = (at: number, now = minute(59)) =>
    problemOf(new ImportRooms(store, 10, now), line("#dev", at));
  assertMatch(place(20)!, /can only take newer ones/);
  assertEquals(place(21), undefined);
  assertMatch(place(30)!, /^#dev has this line already/, "the file is imported for the second time");
  store.save([{ ...line("#dev", 55), id: 12 }]);
  assertMatch(place(54)!, /can only take newer ones/);
  assertEquals(place(54, minute(54)), undefined, "the newest line has a time in the future");
  assertMatch(place(50, minute(54))!, /has this line already/);
});

/** The rooms that an import leaves in a store, after lines with ids from 10 on. */
function after(store: MemoryStore, ...lines: ImportedLine[]): ImportRooms {
  const rooms = new ImportRooms(store, 10);
  for (const [at, line] of lines.entries()) assertEquals(rooms.place(line, 10 + at).kind, "room");
  return rooms;
}

Deno.test("ImportRooms makes rooms as closed as they were, and owned by those who owned them", () => {
  const owner = { roomOwners: ["anna@192.0.2.1"] };
  const rooms = after(
    kept(),
    line("#priv", 1, 1, { roomKind: "private", ...owner, roomTopic: "t" }),
    line("#inv", 1, 2, { roomKind: "invite-only" }),
    line("#lock", 1, 3, { roomKind: "password", ...owner }),
    line("#news", 1, 4, { roomKind: "announce" }),
    line("#open", 1, 5, { roomKind: "public", roomPast: "closed" }),
    line("#open", 2, 6),
    line("#priv", 2, 7),
    line("#lobby", 2, 8, { roomKind: "private", ...owner }),
    line("#old", 2, 9),
    line("#mine", 2),
  );
  assertEquals(
    rooms.made.map(({ name, kind, topic, owners, pastFrom }) => [name, kind, topic, owners.length, pastFrom]),
    [
      ["#priv", "private", "t", 1, 10],
      ["#inv", "invite-only", "", 0, 11],
      ["#lock", "invite-only", "", 1, 12],
      ["#news", "announce", "", 0, 0],
      ["#open", "public", "", 0, 14],
      ["#lobby", "public", "", 0, 17],
      ["#old", "public", "", 0, 0],
      ["#mine", "public", "", 0, 0],
    ] as unknown[],
  );
  const { unlocked, unowned, untold, changed } = rooms;
  assertEquals(
    [unlocked, unowned, untold, changed],
    [["#lock"], ["#inv", "#news"], ["#old"], []] as unknown[],
  );
});

Deno.test("ImportRooms goes by what the last lines tell where two exports are one file", () => {
  const opened = after(
    kept(),
    line("#a", 1, 1, { roomKind: "private" }),
    line("#a", 2, 2, { roomKind: "public" }),
  );
  assertEquals(opened.made.map(({ kind, pastFrom }) => [kind as string, pastFrom]), [["public", 10]]);
  const closed = after(
    kept(),
    line("#a", 1, 1, { roomKind: "public" }),
    line("#a", 2, 2, { roomKind: "private" }),
  );
  assertEquals(closed.made.map(({ kind, pastFrom }) => [kind as string, pastFrom]), [["private", 11]]);
});

Deno.test("ImportRooms leaves kept rooms as they are, but for closed lines and for owners where there are none", () => {
  const store = kept();
  store.saveRoom(savedRoom("#open"));
  store.saveRoom(savedRoom("#theirs", { owners: ["ben@192.0.2.2"] }));
  const facts = { roomKind: "private", roomOwners: ["anna@192.0.2.1"], roomTopic: "t" };
  const rooms = after(
    store,
    line("#open", 31, 1, facts),
    line("#theirs", 31, 2, { ...facts, roomKind: "public" }),
    line("#dev", 31, 3, facts),
  );
  assertEquals(rooms.made, []);
  assertEquals(rooms.changed, [savedRoom("#open", { owners: ["anna@192.0.2.1"], pastFrom: 10 })]);
});

Deno.test("ImportRooms makes no more rooms than there may be", () => {
  const rooms = new ImportRooms(kept(), 3);
  assertEquals(problemOf(rooms, line("#a", 1)), undefined);
  assertMatch(problemOf(rooms, line("#b", 1))!, /3 rooms .*--max-rooms is 3/);
  assertEquals(problemOf(rooms, line("#a", 2)), undefined);
});
