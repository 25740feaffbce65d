import { assertEquals } from "@std/assert";
import { Rows } from "../../../lib/console/state/rows.ts";
import { NOW, resource, task, update } from "../made_up_inside.ts";

const RETAIN = 6000;

/** The numbers of the rows that are shown. */
function shown(rows: Rows): number[] {
  return [...rows.tasks.keys(), ...rows.resources.keys()];
}

/** Rows that have heard one update. */
function rowsWith(changes: Parameters<typeof update>[0]): Rows {
  const rows = new Rows();
  rows.take(update(changes), RETAIN);
  return rows;
}

Deno.test("Rows replaces a row by what comes later, and knows the greatest number", () => {
  const rows = rowsWith({ tasks: [task(1), task(2)], resources: [resource(9)] });
  rows.take(update({ tasks: [task(2, { name: "bob" })] }), RETAIN);
  assertEquals(shown(rows), [1, 2, 9]);
  assertEquals(rows.tasks.get(2)?.name, "bob");
  assertEquals(rows.greatestId, 9);
});

Deno.test("Rows lets go at once of tasks that are gone and were never seen as done, and of timers", () => {
  const rows = rowsWith({ tasks: [task(1), task(2)], resources: [resource(9, { kind: "timer" })] });
  rows.take(update({ gone: [1, 9, 77] }), RETAIN);
  assertEquals(shown(rows), [2]);
});

Deno.test("Rows keeps other resources that are gone until retainMs after the update that says so", () => {
  const rows = rowsWith({ tasks: [], resources: [resource(9)] });
  rows.take(update({ gone: [9] }), RETAIN);
  assertEquals([shown(rows), rows.resources.get(9)?.endedAt], [[9], NOW]);
  rows.take(update({ now: NOW + RETAIN }), RETAIN);
  assertEquals(shown(rows), []);
});

Deno.test("Rows keeps what has ended until retainMs after its end, gone or not", () => {
  const done = { state: "done", endedAt: NOW } as const;
  const rows = rowsWith({
    tasks: [task(1, done), task(2, done)],
    resources: [resource(9, { endedAt: NOW })],
  });
  rows.take(update({ now: NOW + RETAIN - 1, gone: [1, 9] }), RETAIN);
  assertEquals(shown(rows), [1, 2, 9]);
  rows.take(update({ now: NOW + RETAIN }), RETAIN);
  assertEquals(shown(rows), []);
});

Deno.test("Rows does not show again what has ended long ago, but counts it as long as the server keeps it", () => {
  const old = task(1, { state: "done", endedAt: NOW - RETAIN });
  const rows = rowsWith({ tasks: [old, task(2)] });
  assertEquals([shown(rows), rows.known], [[2], 2]);
  rows.take(update({ tasks: [{ ...old, wakes: 3 }] }), RETAIN);
  assertEquals([shown(rows), rows.known], [[2], 2]);
  rows.take(update({ gone: [1] }), RETAIN);
  assertEquals([shown(rows), rows.known], [[2], 1]);
});

Deno.test("Rows keeps at most 10,000 rows that the server has let go of", () => {
  const tasks = Array.from({ length: 10_050 }, (_, id) => task(id, { state: "done", endedAt: NOW }));
  const rows = rowsWith({ tasks });
  rows.take(update({ gone: tasks.map(({ id }) => id) }), RETAIN);
  assertEquals([rows.tasks.size, rows.tasks.has(49), rows.tasks.has(50)], [10_000, false, true]);
});

Deno.test("Rows remembers since when a task waits for nothing, until it has a turn", () => {
  const stuck = task(1, { waitsFor: "nothing", polls: 4 });
  const rows = rowsWith({ tasks: [stuck, task(2)] });
  rows.take(update({ now: NOW + 500, tasks: [{ ...stuck, wakes: 9 }] }), RETAIN);
  assertEquals([...rows.stuckSince], [[1, NOW]]);
  rows.take(update({ now: NOW + 900, tasks: [{ ...stuck, polls: 5 }] }), RETAIN);
  assertEquals([...rows.stuckSince], [[1, NOW + 900]]);
  rows.take(update({ tasks: [task(1)] }), RETAIN);
  assertEquals([...rows.stuckSince], []);
});

Deno.test("Rows copied stay as they are, whatever comes", () => {
  const rows = rowsWith({ tasks: [task(1)] });
  const copy = new Rows(rows);
  rows.take(update({ tasks: [task(2)], gone: [1] }), RETAIN);
  assertEquals([shown(rows), shown(copy)], [[2], [1]]);
});

Deno.test("Rows works something out once, until the next update", () => {
  const rows = rowsWith({ tasks: [task(1)] });
  let times = 0;
  const work = () => rows.once("work", () => ++times);
  assertEquals([work(), work()], [1, 1]);
  rows.take(update(), RETAIN);
  assertEquals(work(), 2);
});
