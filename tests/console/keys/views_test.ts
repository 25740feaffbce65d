import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { onLine } from "../../../lib/console/state/transitions.ts";
import { busyServer, consoleWith, keyed, LOCAL, screenOf, task, update } from "../made_up_inside.ts";

const busy = consoleWith(busyServer());

Deno.test("changeView() goes to tasks, to resources, into details and back", () => {
  assertStringIncludes(screenOf(keyed(busy, "r")), "Resources 4");
  assertStringIncludes(screenOf(keyed(busy, "r t")), "Tasks 6");
  assertStringIncludes(screenOf(keyed(busy, "enter")), "Task 2: anna");
  assertStringIncludes(screenOf(keyed(busy, "r enter")), "Resource 12: anna");
  assertStringIncludes(screenOf(keyed(busy, "r enter escape")), "Resources 4");
  assertStringIncludes(screenOf(keyed(busy, "escape escape")), "Tasks 6");
});

Deno.test("changeView() goes from a task to what belongs to the same peer, and step by step back", () => {
  const outbox = keyed(busy, "enter enter");
  assertStringIncludes(screenOf(outbox), "Resource 12: anna");
  assertStringIncludes(screenOf(keyed(outbox, "escape")), "Task 2: anna");
  assertStringIncludes(screenOf(keyed(busy, "enter j enter")), "Task 3: anna");
});

Deno.test("changeView() goes from an operation to its task, sorted as it may be", () => {
  const outbox = keyed(busy, "r enter");
  assertStringIncludes(screenOf(keyed(outbox, "enter")), "Task 3: anna");
  assertStringIncludes(screenOf(keyed(outbox, "j enter")), "Task 2: anna");
  assertStringIncludes(screenOf(keyed(outbox, "i enter")), "Task 2: anna");
});

Deno.test("changeView() goes back from any number of details, and remembers no more of them than it needs", () => {
  let state = keyed(busy, "enter");
  for (let i = 0; i < 100; i++) state = keyed(state, "j enter"); // from one of anna's rows to another one
  assertEquals(state.views.length <= 20, true);
  for (let i = 0; i < 20; i++) state = keyed(state, "escape");
  assertStringIncludes(screenOf(state), "Tasks 6");
});

Deno.test("changeView() says so when the row has gone whose details are looked at", () => {
  const state = onLine(keyed(consoleWith(busyServer()), "enter"), update({ gone: [2] }), LOCAL);
  assertStringIncludes(screenOf(state), "has ended and is shown no more (--retain-for): Esc goes back.");
});

Deno.test("changeView() shows only rows with warnings by w, and all of them again", () => {
  assertStringIncludes(screenOf(keyed(busy, "w")), "Tasks 1 of 6  only with warnings");
  for (const keys of ["w w", "w escape"]) assertStringIncludes(screenOf(keyed(busy, keys)), "Tasks 6  by");
});

Deno.test("changeView() scrolls details by pages, and not beyond their end", () => {
  const fields = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`field${index}`, "x".repeat(20)]),
  );
  const state = keyed(consoleWith({ tasks: [task(1, { fields })] }), "enter");
  assertStringIncludes(screenOf(state), "field0=");
  const end = keyed(state, "pagedown pagedown pagedown pagedown");
  assertStringIncludes(screenOf(end), "Percentiles come with the next update.");
  assertEquals(screenOf(keyed(end, "pagedown")), screenOf(end));
  assertEquals(screenOf(keyed(end, "pageup pageup pageup pageup")), screenOf(state));
});

Deno.test("changeView() works on a screen that is too small to show anything", () => {
  const none = { columns: 0, rows: 0 };
  const state = keyed(busy, "r enter pagedown pageup escape ? pagedown escape G", none);
  assertStringIncludes(screenOf(state), "Resources 4");
});

Deno.test("changeView() sorts operations by any column", () => {
  const busy = consoleWith(busyServer());
  for (let column = 0; column < 8; column++) {
    const state = keyed(busy, ["r enter", ...Array(column).fill("right")].join(" "));
    assertMatch(screenOf(state), / 2[23] [23] (pump|reader) anna/);
    assertEquals(screenOf(keyed(state, "i")) === screenOf(state), false, `column ${column}`);
  }
});
