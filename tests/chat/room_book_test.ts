import { assertEquals } from "@std/assert";
import { Room } from "../../lib/chat/room.ts";
import { RoomBook } from "../../lib/chat/room_book.ts";
import type { RoomName } from "../../lib/text/clean.ts";

Deno.test("RoomBook finds rooms that look alike each by its own name, and by what looks the same the oldest that is left", () => {
  const [one, two, three] = (["#ops", "#OPS", "#Ops"] as RoomName[]).map((name) => new Room(name));
  const book = new RoomBook([one!, two!, three!]);
  const found = () => (["#ops", "#OPS", "#Ops", "#oPs"] as RoomName[]).map((name) => book.find(name));
  assertEquals(found(), [one, two, three, one]);
  book.delete(one!);
  assertEquals(found(), [two, two, three, two]);
  book.delete(three!);
  assertEquals(found(), [two, two, two, two]);
  book.delete(two!);
  assertEquals(found(), [undefined, undefined, undefined, undefined]);
});
