import { assertEquals } from "@std/assert";
import { nameList } from "../../lib/render/catalogue.ts";

const more = (count: number) => `and ${count} more`;

Deno.test("nameList() puts names in a row", () => {
  assertEquals(nameList([], ", ", more), "");
  assertEquals(nameList(["ann"], ", ", more), "ann");
  assertEquals(nameList(["ann", "bob", "小明"], "、", more), "ann、bob、小明");
});

Deno.test("nameList() writes 30 names out and counts the rest", () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `n${i}`);
  assertEquals(nameList(names.slice(0, 30), " ", more), names.slice(0, 30).join(" "));
  assertEquals(nameList(names, " ", more), names.slice(0, 30).join(" ") + " and 9970 more");
  assertEquals(nameList(names.slice(0, 31), " ", more, 5), names.slice(0, 30).join(" ") + " and 6 more");
  assertEquals(nameList(["ann"], " ", more, 5), "ann and 5 more");
});
