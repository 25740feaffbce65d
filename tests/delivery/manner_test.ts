import { assertEquals, assertStrictEquals } from "@std/assert";
import { mannerIn, restyled } from "../../lib/delivery/manner.ts";
import { dialectKey } from "../../lib/model/dialect.ts";
import { COLOUR, PLAIN, TELNET } from "../support/samples.ts";

Deno.test("mannerIn() is the same for all readers that begin with the same dialect", () => {
  const manner = mannerIn(PLAIN);
  assertStrictEquals(mannerIn(PLAIN), manner);
  assertStrictEquals(manner.dialect, PLAIN);
  assertEquals([manner.wishes.color, manner.focus, manner.key], [undefined, undefined, dialectKey(PLAIN)]);
});

Deno.test("restyled() changes what is named, leaves the rest, and touches nobody else's manner", () => {
  const focus = {}, manner = mannerIn(TELNET);
  const focused = restyled(manner, { focus });
  const chinese = restyled(focused, { wishes: { ...focused.wishes, language: "zh" } });
  const colored = restyled(chinese, { abilities: { color: true } });
  assertEquals(colored.dialect, { ...TELNET, language: "zh", color: true });
  assertEquals([colored.focus === focus, colored.key], [true, dialectKey(colored.dialect)]);
  assertEquals([mannerIn(TELNET) === manner, manner.focus, manner.dialect], [true, undefined, TELNET]);
});

Deno.test("restyled() shares the dialect and the abilities with all others where nothing about them changes", () => {
  const manner = mannerIn(PLAIN);
  const joined = restyled(manner, { wishes: { ...manner.wishes }, focus: {} });
  assertStrictEquals(joined.dialect, manner.dialect);
  assertStrictEquals(joined.abilities, manner.abilities);
  for (
    const wishes of [
      ...[{ language: "zh" }, { timeZone: "Asia/Tokyo" }] as const,
      ...[{ joins: "few" }, { bell: "all" }, { stamps: true }] as const,
    ]
  ) {
    assertEquals(restyled(joined, { wishes: { ...manner.wishes, ...wishes } }).dialect, {
      ...PLAIN,
      ...wishes,
    });
  }
  for (const abilities of [{ color: true }, { lineEnd: "\r\n" }, { json: true }] as const) {
    assertEquals(restyled(joined, { abilities }).dialect, { ...PLAIN, ...abilities });
  }
});

Deno.test("restyled() shows colours where the person does not mind and the connection can take them", () => {
  const isColored = (color: boolean | undefined, manner = mannerIn(COLOUR)) =>
    restyled(manner, { wishes: { ...manner.wishes, color } }).dialect.color;
  assertEquals([true, undefined, false].map((color) => isColored(color)), [true, true, false]);
  assertEquals([true, undefined, false].map((color) => isColored(color, mannerIn(PLAIN))), [
    false,
    false,
    false,
  ]);
});
