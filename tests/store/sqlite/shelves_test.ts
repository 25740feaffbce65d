import { assertEquals } from "@std/assert";
import { Shelves } from "../../../lib/store/sqlite/shelves.ts";
import { SqliteFile } from "../../../lib/store/sqlite/file.ts";
import { roomNamed } from "../../contracts/samples.ts";
import { StoreFolder } from "../store_folder.ts";

Deno.test("Shelves gives every room the same shelf again, more rooms than it remembers too", () => {
  using folder = new StoreFolder();
  folder.open()[Symbol.dispose]();
  using file = new SqliteFile(folder.file, "write");
  const shelves = new Shelves(file);
  const rooms = Array.from({ length: 10_001 }, (_, i) => roomNamed(`#room${i}`));
  file.write(() => {
    const first = rooms.map((room) => shelves.forLine(room, 1));
    assertEquals(new Set(first).size, rooms.length);
    assertEquals(rooms.map((room) => shelves.forLine(room, 2)), first);
  });
});
