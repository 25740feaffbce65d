import { assertEquals, assertMatch } from "@std/assert";
import type { Task } from "../../lib/observe/task.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A guest's task. */
const guestIn = (tasks: TaskGroup, name: string): Task =>
  tasks.begin("reader", { snapshot: () => ({ name, fields: {} }) });

Deno.test("TaskGroup keeps tasks that ended for a while, and no more of them than it may", async () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock, { retainMs: 1000, retainTasks: 2 });
  const names = () => Array.from(tasks.all(), (task) => task.snapshot().name).join(" ");
  const [one, two, three, four] = ["one", "two", "three", "four"].map((name) => guestIn(tasks, name));
  one![Symbol.dispose]();
  one![Symbol.dispose]();
  await clock.advance(600);
  two![Symbol.dispose]();
  assertEquals(names(), "one two three four");
  three![Symbol.dispose]();
  assertEquals(names(), "two three four");
  await clock.advance(1001);
  four!.run(() => {});
  assertEquals(names(), "four");
});

Deno.test("TaskGroup.totals() knows also what tasks did that are forgotten", () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock);
  const [one, two] = ["one", "two"].map((name) => guestIn(tasks, name));
  for (const [task, ms] of [[one!, 5], [two!, 7]] as const) {
    task.wakes();
    task.run(() => clock.pass(ms));
  }
  one![Symbol.dispose]();
  assertEquals(Array.from(tasks.all()).length, 1);
  const expected = { tasks: 1, polls: 2, busyMs: 12, wakes: 2, selfWakes: 0, longestMs: 7 };
  assertEquals(tasks.totals(), new Map([["reader", expected]]));
});

Deno.test("TaskGroup tells where a task was begun, of parts that come by the thousand where the first was", () => {
  const tasks = new TaskGroup();
  const place = ({ figures }: Task) => figures.location;
  assertMatch(place(tasks.begin("timer", { name: "upkeep" })), /^task_group_test\.ts:\d+$/);
  const part = { snapshot: () => ({ name: "ann", fields: {} }) };
  const one = tasks.begin("reader", part);
  assertEquals(place(tasks.begin("reader", part)), place(one));
});

Deno.test("TaskGroup tells of a task that waits for its timer and has none that nothing will wake it", async () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock);
  const [upkeep, console] = (["timer", "admin"] as const).map((kind) =>
    tasks.begin(kind, { name: kind, waitsFor: "its timer" })
  );
  const waits = () => [upkeep!, console!].map((task) => task.snapshot().waitsFor);
  tasks.clockOf(upkeep!).after(30, () => {});
  assertEquals(waits(), ["its timer", "its timer"]);
  await clock.advance(30);
  assertEquals(waits(), ["nothing", "its timer"]); // a console's timer is none of these
});

Deno.test("TaskGroup.nextId() gives as many numbers in a row as are asked for, and none twice", () => {
  const tasks = new TaskGroup();
  const first = tasks.nextId(5);
  assertEquals(guestIn(tasks, "ann").id, first + 5);
  assertEquals(tasks.nextId(), first + 6);
});
