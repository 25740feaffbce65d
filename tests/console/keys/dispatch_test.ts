import { assertEquals, assertStringIncludes } from "@std/assert";
import { onKey } from "../../../lib/console/keys/dispatch.ts";
import { afterKeys, busyServer, consoleWith, keyed, screenOf, SMALL, task } from "../made_up_inside.ts";

const busy = consoleWith(busyServer());
const QUIT = [{ kind: "quit" }] as const;

Deno.test("onKey() quits by q and by Ctrl-C, whatever lies above the view", () => {
  assertEquals(afterKeys(busy, "q").asks, QUIT);
  assertEquals(afterKeys(busy, "? q").asks, QUIT);
  for (const state of [busy, keyed(busy, "/"), keyed(busy, "K"), keyed(busy, "?")]) {
    assertEquals(onKey(state, { name: "c", ctrl: true, alt: false }, SMALL).asks, QUIT);
  }
});

Deno.test("onKey() types q into a filter instead of quitting", () => {
  assertEquals(afterKeys(busy, "/ q").asks, []);
});

Deno.test("onKey() asks for details on the way in, and for none on the way out", () => {
  assertEquals(afterKeys(busy, "enter").asks, [{ kind: "wish", wish: { details: 2 } }]);
  assertEquals(afterKeys(busy, "enter escape").asks.at(-1), { kind: "wish", wish: { details: null } });
  assertEquals(afterKeys(busy, "enter r").asks.at(-1), { kind: "wish", wish: { details: null } });
  assertEquals(afterKeys(busy, "enter j").asks.length, 1);
  assertEquals(afterKeys(busy, "r enter").asks, []);
});

Deno.test("onKey() tells the server to pause and to go on", () => {
  assertEquals(afterKeys(busy, "space space").asks, [
    { kind: "wish", wish: { paused: true } },
    { kind: "wish", wish: { paused: false } },
  ]);
});

Deno.test("onKey() opens and closes the help", () => {
  assertStringIncludes(screenOf(keyed(busy, "?")), "never-yielded a turn took more than 50 ms");
  for (const keys of ["? ?", "? escape"]) assertStringIncludes(screenOf(keyed(busy, keys)), "Tasks 6");
  assertStringIncludes(screenOf(keyed(busy, "? t r")), "Help");
});

Deno.test("onKey() goes to the first row by g and g, not by g and something else and g", () => {
  const tasks = [1, 2, 3].map((id) => task(id));
  const state = keyed(consoleWith({ tasks }), "G");
  assertEquals(state.tables.tasks.selected?.id, 3);
  assertEquals(keyed(state, "g g").tables.tasks.selected?.id, 1);
  assertEquals(keyed(state, "g w w g").tables.tasks.selected?.id, 3);
});

Deno.test("onKey() leaves keys with Ctrl and unknown ones alone", () => {
  assertEquals(onKey(busy, { name: "t", ctrl: true, alt: false }, SMALL).asks, []);
  assertEquals(keyed(busy, "tab z f1").views, busy.views);
});
