import { assertEquals, assertStringIncludes } from "@std/assert";
import { typeFilter } from "../../../lib/console/keys/filter_input.ts";
import { afterKeys, busyServer, consoleWith, keyed, screenOf, SMALL, textOf } from "../made_up_inside.ts";

const busy = consoleWith(busyServer());

Deno.test("typeFilter() narrows at once, and the header tells the filter and how many rows pass it", () => {
  const state = keyed(busy, "/ a n n");
  assertStringIncludes(screenOf(state), "Tasks 2 of 6  filter: ann");
  assertEquals(textOf(state).at(-1), "/ann█");
  assertStringIncludes(screenOf(keyed(state, "backspace backspace backspace")), "Tasks 6  by");
});

Deno.test("typeFilter() keeps a filter by Enter and clears it by Esc, then or later", () => {
  const kept = keyed(busy, "/ 你 enter");
  assertStringIncludes(screenOf(kept), "Tasks 1 of 6  filter: 你");
  assertStringIncludes(screenOf(keyed(kept, "r t")), "filter: 你");
  assertStringIncludes(screenOf(keyed(kept, "escape")), "Tasks 6  by");
  assertStringIncludes(screenOf(keyed(busy, "/ a escape")), "Tasks 6  by");
  assertStringIncludes(screenOf(keyed(busy, "/ z z enter")), "No row matches: Esc shows all of them.");
});

Deno.test("typeFilter() takes spaces, and no keys that have names", () => {
  const state = keyed(busy, "/ a space - k i n d : p u m p tab f1");
  assertStringIncludes(screenOf(state), "filter: a -kind:pump");
  assertEquals(afterKeys(state, "K D space").asks, []);
});

Deno.test("typeFilter() still moves by arrows", () => {
  assertStringIncludes(screenOf(keyed(busy, "/ a n n down enter enter")), "Task 3: anna");
});

Deno.test("typeFilter() ends at 200 characters, and shows the end of what is typed", () => {
  const state = keyed(busy, `/ ${"x ".repeat(250)}y`.trim());
  assertEquals(state.tables.tasks.filter, "x".repeat(200));
  assertEquals(textOf(state).at(-1), `…${"x".repeat(78)}█`);
});

Deno.test("typeFilter() erases everything by Ctrl-U, and a word by Ctrl-W, as a shell does", () => {
  const state = keyed(busy, "/ a n n space b o b space");
  const after = (name: string) =>
    typeFilter(state, { name, ctrl: true, alt: false }, SMALL).tables.tasks.filter;
  assertEquals([after("u"), after("w"), after("x")], ["", "ann ", "ann bob "]);
});

Deno.test("typeFilter() leaves the row that was found selected when Esc shows all rows again", () => {
  for (const keys of ["escape", "enter escape"]) {
    assertStringIncludes(screenOf(keyed(busy, `/ 你 ${keys} enter`)), "Task 5: 你好");
  }
  assertEquals(keyed(busy, "/ z z z escape").tables.tasks.selected, undefined);
});
