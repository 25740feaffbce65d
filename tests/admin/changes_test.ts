import { assertEquals } from "@std/assert";
import { Changes, type Slice } from "../../lib/admin/changes.ts";
import { FakeInside, resourceRow, taskRow } from "../support/fake_inside.ts";

/** A slice in short: numbers only. */
function numbersOf({ tasks, resources, gone, isAll }: Slice) {
  return { tasks: tasks.map(({ id }) => id), resources: resources.map(({ id }) => id), gone, isAll };
}

const NOTHING = { tasks: [], resources: [], gone: [], isAll: true };

Deno.test("Changes.take() tells everything once, and then only what has changed", () => {
  const inside = new FakeInside(), changes = new Changes();
  inside.putTasks(taskRow(1), taskRow(2));
  inside.putResources(resourceRow(3));
  assertEquals(changes.take(inside, 10), {
    tasks: [taskRow(1), taskRow(2)],
    resources: [resourceRow(3)],
    gone: [],
    totals: { tasks: 2, resources: 1 },
    isAll: true,
  });
  assertEquals(numbersOf(changes.take(inside, 10)), NOTHING);
  inside.putTasks(taskRow(2, { polls: 1 }));
  assertEquals(changes.take(inside, 10).tasks, [taskRow(2, { polls: 1 })]);
  assertEquals(numbersOf(changes.take(inside, 10)), NOTHING);
});

Deno.test("Changes.take() makes rows only of what it tells", () => {
  const inside = new FakeInside(), changes = new Changes();
  inside.putTasks(...Array.from({ length: 100 }, (_, i) => taskRow(i)));
  changes.take(inside, 1000);
  inside.putTasks(taskRow(50));
  changes.take(inside, 1000);
  assertEquals(inside.rowsMade, 101);
});

Deno.test("Changes.take() tells what is gone, once, and only where it was told before", () => {
  const inside = new FakeInside(), changes = new Changes();
  inside.putTasks(taskRow(1), taskRow(2));
  inside.putResources(resourceRow(3));
  changes.take(inside, 2);
  inside.remove(1, 3); // nobody was told of 3
  inside.putTasks(taskRow(4));
  assertEquals(numbersOf(changes.take(inside, 10)), { tasks: [4], resources: [], gone: [1], isAll: true });
  assertEquals(numbersOf(changes.take(inside, 10)), NOTHING);
  inside.remove(2, 4);
  assertEquals(numbersOf(changes.take(inside, 10)), { ...NOTHING, gone: [2, 4] });
});

Deno.test("Changes.take() tells what is too much for one slice in the next ones", () => {
  const inside = new FakeInside(), changes = new Changes();
  inside.putTasks(taskRow(1), taskRow(2), taskRow(3));
  inside.putResources(resourceRow(4), resourceRow(5));
  assertEquals(numbersOf(changes.take(inside, 2)), { tasks: [1, 2], resources: [], gone: [], isAll: false });
  assertEquals(changes.take(inside, 0).totals, { tasks: 3, resources: 2 });
  assertEquals(numbersOf(changes.take(inside, 2)), { tasks: [3], resources: [4], gone: [], isAll: false });
  assertEquals(numbersOf(changes.take(inside, 2)), { tasks: [], resources: [5], gone: [], isAll: true });
  assertEquals(numbersOf(changes.take(inside, 2)), NOTHING);
});

Deno.test("Changes.take() lets no row that changes all the time keep another from being told", () => {
  const inside = new FakeInside(), changes = new Changes();
  const restless = [taskRow(1), taskRow(2)];
  inside.putTasks(...restless, taskRow(3));
  inside.putResources(resourceRow(4));
  const told: number[][] = [];
  for (let slice = 0; slice < 4; slice++) {
    const { tasks, resources } = numbersOf(changes.take(inside, 2));
    told.push([...tasks, ...resources]);
    inside.putTasks(...restless);
  }
  assertEquals(told, [[1, 2], [3, 4], [1, 2], [1, 2]]);
});
