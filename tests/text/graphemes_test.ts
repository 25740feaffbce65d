import { assertEquals } from "@std/assert";
import { graphemesOf } from "../../lib/text/graphemes.ts";

Deno.test("graphemesOf() splits text into what people call characters", () => {
  const characters = ["a", "e\u0301", "你", "😃", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇫🇷", "क्षि", "한", "❤️", " "];
  assertEquals(graphemesOf(characters.join("")), characters);
  assertEquals(graphemesOf(""), []);
});
