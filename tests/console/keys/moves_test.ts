import { assertEquals, assertMatch } from "@std/assert";
import { moveBy, selectedId } from "../../../lib/console/keys/moves.ts";
import { onLine } from "../../../lib/console/state/transitions.ts";
import { consoleWith, keyed, LOCAL, screenOf, SMALL, task, textOf, update } from "../made_up_inside.ts";

const tasks = Array.from({ length: 40 }, (_, index) => task(index + 1));
const state = consoleWith({ tasks });

// States share their rows: whoever hears more begins with a console of its own.

Deno.test("moveBy() goes down and up, by letters too, and round at the ends", () => {
  const paths = ["down j", "up", "down k k", "G down", "down down up"];
  assertEquals(paths.map((keys) => selectedId(keyed(state, keys))), [3, 40, 40, 1, 2]);
});

Deno.test("moveBy() goes a page, and not beyond the ends", () => {
  const page = textOf(state).filter((line) => line.includes("guest")).length;
  assertEquals(selectedId(keyed(state, "pagedown")), 1 + page);
  const paths = ["pagedown pageup", "pagedown pagedown pagedown", "pageup"];
  assertEquals(paths.map((keys) => selectedId(keyed(state, keys))), [1, 40, 1]);
});

Deno.test("moveBy() keeps the selected row on the screen", () => {
  for (const keys of ["G", "pagedown j", "up k k"]) {
    const next = keyed(state, keys);
    assertMatch(screenOf(next), new RegExp(`▶ +${selectedId(next)} idle`));
  }
});

Deno.test("moveBy() stays on the row when rows change their places, and in the place when the row goes", () => {
  const selected = keyed(consoleWith({ tasks }), "j j");
  const busier = onLine(
    selected,
    update({ tasks: [task(30, { busyMs: 10 }), task(31, { busyMs: 9 })] }),
    LOCAL,
  );
  assertEquals(selectedId(busier), 3);
  assertMatch(screenOf(busier), /▶ +3 idle/);
  const gone = onLine(busier, update({ gone: [3] }), LOCAL);
  assertEquals(selectedId(gone), 1); // 30, 31, 1, 2, ...: the third place
  assertEquals(selectedId(keyed(gone, "j")), 2);
});

Deno.test("moveBy() sorts by the next column, round at the ends, and the other way by i", () => {
  assertMatch(screenOf(keyed(state, "l")), /ID▲/);
  assertMatch(screenOf(keyed(state, "right i")), /ID▼/);
  assertMatch(screenOf(keyed(state, "right i l")), /State▲/);
  assertMatch(screenOf(keyed(state, "h")), /Fields▲/);
  assertMatch(screenOf(keyed(state, "left right")), /Warn▼/);
  assertMatch(screenOf(keyed(state, "l i")), /▶ +40 idle/);
});

Deno.test("moveBy() does nothing where there are no rows", () => {
  const empty = consoleWith();
  for (const name of ["up", "down", "G", "first", "pageup", "pagedown"]) {
    assertEquals(moveBy(empty, name, SMALL), empty);
  }
});
