import { assertEquals } from "@std/assert";
import { SearchFilter } from "../../lib/store/search_filter.ts";
import { line, roomNamed } from "../contracts/samples.ts";

const room = roomNamed("#tea");
const filter = new SearchFilter({ words: "green", rooms: [{ room, after: 0 }], limit: 10 });

Deno.test("SearchFilter.newestOf() gives up behind as many lines as it may look at, and says that there may be more", () => {
  const newestFirst = [4, 3, 2, 1].map((id) => line(id, { room, text: id % 2 === 0 ? "green" : "black" }));
  const found = (most: number) => {
    const { messages, hasMore } = filter.newestOf(newestFirst, 10, most);
    return [messages.map(({ id }) => id), hasMore];
  };
  assertEquals(found(4), [[2, 4], false]);
  assertEquals(found(3), [[2, 4], true]);
  assertEquals(found(1), [[4], true]);
});
