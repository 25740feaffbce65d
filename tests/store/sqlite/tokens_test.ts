import { assert, assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { SearchFilter } from "../../../lib/store/search_filter.ts";
import {
  queryOfAuthor,
  queryOfShelf,
  tokensOfLine,
  tokensOfSearch,
} from "../../../lib/store/sqlite/tokens.ts";
import { LOBBY } from "../../contracts/samples.ts";
import { queries, texts } from "../../contracts/texts.ts";

function asked(words: string, from?: string): string[] {
  const rooms = [{ room: LOBBY, after: 0 }];
  return tokensOfSearch(new SearchFilter({ words, rooms, limit: 1, ...from === undefined ? {} : { from } }));
}

Deno.test("tokensOfLine() names the author, every word, every dense letter and every pair of them", () => {
  assertEquals(
    tokensOfLine(51, "Ann", "Café 大家好!").split(" "),
    ["@ann", "@ann#1f", "cafe#1f", "大#1f", "家#1f", "大家#1f", "好#1f", "家好#1f"],
  );
});

Deno.test("tokensOfSearch() covers a dense run with pairs, and is never long", () => {
  assertEquals(asked("好"), ["好"]);
  assertEquals(asked("你好"), ["你好"]);
  assertEquals(asked("大家你好"), ["大家", "你好"]);
  assertEquals(asked("大家你好吗"), ["大家", "你好", "好吗"]);
  assertEquals(asked("one Two one", "ANN"), ["@ann", "one", "two"]);
  assertEquals(asked("a b c d e f g h i j").length, 8);
  assertEquals(asked("x".repeat(5000))[0]!.length, 64);
});

Deno.test("queryOfShelf() and queryOfAuthor() quote their tokens", () => {
  assertEquals(queryOfShelf(51, ["one", "two"]), '"one#1f" AND "two#1f"');
  assertEquals(queryOfAuthor('a.b-c" OR'), '"@a_b_c__or"');
});

Deno.test("A line has all tokens of every search that finds it", () => {
  const names = fc.constantFrom("Ann", "a.b");
  fc.assert(fc.property(texts, queries, names, fc.option(names), (text, words, name, from) => {
    const filter = new SearchFilter({
      words,
      rooms: [{ room: LOBBY, after: 0 }],
      limit: 1,
      ...from ? { from } : {},
    });
    const found = filter.accepts({
      id: 1,
      time: 0,
      room: LOBBY,
      kind: "said",
      name: name as never,
      text: text as never,
    });
    const tokens = new Set(tokensOfLine(1, name, text).split(" "));
    if (found) assert(tokensOfSearch(filter).every((token) => tokens.has(`${token}#1`)));
  }));
});

Deno.test("No token holds anything that would end it or mean something to FTS5", () => {
  fc.assert(fc.property(texts, texts, (name, text) => {
    const tokens = tokensOfLine(7, name, text).split(" ");
    for (const token of tokens) {
      assert(/^(@[\w\u0080-\uffff]*|[\w\u0080-\uffff]+#7|@[\w\u0080-\uffff]*#7)$/.test(token), token);
    }
  }));
});
