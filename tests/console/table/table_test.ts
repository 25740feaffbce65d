import { assertEquals } from "@std/assert";
import { contextOf } from "../../../lib/console/state/context.ts";
import { selectedPlace, sorted } from "../../../lib/console/table/table.ts";
import { RESOURCE_COLUMNS, TASK_COLUMNS } from "../../../lib/console/table/table_columns.ts";
import { consoleWith, filling, LOCAL, resource, START, task } from "../made_up_inside.ts";

const tasks = [
  task(1, { name: "Bob", busyMs: 5, bornAt: START + 50 }),
  task(2, { name: "anna", busyMs: 900 }),
  task(3, { name: "cleo", busyMs: 5, longestMs: 51 }),
];
const resources = [
  resource(4, { kind: "outbox", filling: filling({ bytes: 500_000 }) }),
  resource(5, { kind: "socket" }),
  resource(6, { kind: "outbox", filling: filling({ lines: 900 }) }),
  resource(7, { kind: "outbox", filling: filling({ lines: 500, skipped: 3 }) }),
];
const context = contextOf(consoleWith({ tasks, resources }), LOCAL);

/** The numbers of tasks in the order of a column. */
function tasksBy(name: string, isInverted = false): number[] {
  const column = TASK_COLUMNS.findIndex((column) => column.name === name);
  return sorted(tasks, TASK_COLUMNS, { column, isInverted }, context).map(({ id }) => id);
}

/** The numbers of resources in the order of a column. */
function resourcesBy(name: string, isInverted = false): number[] {
  const column = RESOURCE_COLUMNS.findIndex((column) => column.name === name);
  return sorted(resources, RESOURCE_COLUMNS, { column, isInverted }, context).map(({ id }) => id);
}

Deno.test("sorted() puts rows with warnings first by default, then the busiest, then by number", () => {
  assertEquals(tasksBy("warn"), [3, 2, 1]);
});

Deno.test("sorted() puts great numbers first and names in their order, and can do the opposite", () => {
  assertEquals([tasksBy("busy"), tasksBy("busy", true)], [[2, 1, 3], [1, 3, 2]]);
  assertEquals([tasksBy("name"), tasksBy("name", true)], [[2, 1, 3], [3, 1, 2]]);
  assertEquals([tasksBy("id"), tasksBy("total")], [[1, 2, 3], [2, 3, 1]]);
});

Deno.test("sorted() puts the fullest outbox first, of equal ones what skipped most, and no outbox last", () => {
  assertEquals(resourcesBy("outbox"), [6, 7, 4, 5]);
  assertEquals(resourcesBy("outbox", true), [4, 7, 6, 5]);
});

Deno.test("selectedPlace() follows the row, and stays in its place when the row is gone", () => {
  assertEquals(selectedPlace([7, 8, 9], {}), 0);
  assertEquals(selectedPlace([9, 8, 7], { selected: { id: 7, index: 0 } }), 2);
  assertEquals(selectedPlace([9, 8], { selected: { id: 7, index: 1 } }), 1);
  assertEquals(selectedPlace([9], { selected: { id: 7, index: 4 } }), 0);
  assertEquals(selectedPlace([], { selected: { id: 7, index: 4 } }), 0);
});
