import { assertEquals, assertMatch } from "@std/assert";
import { TaskGroup, type TaskSpec } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";

const guest = (about: string): TaskSpec => ({ kind: "reader", about });

Deno.test("TaskGroup keeps tasks that ended for a while, and no more of them than it may", async () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock, { retainMs: 1000, retainTasks: 2 });
  const names = () => [...tasks.all()].map((task) => task.facts.name).join(" ");
  const [one, two, three, four] = ["one", "two", "three", "four"].map((about) => tasks.add(guest(about)));
  tasks.end(one!);
  tasks.end(one!);
  await clock.advance(600);
  tasks.end(two!);
  assertEquals(names(), "one two three four");
  tasks.end(three!);
  assertEquals(names(), "two three four");
  await clock.advance(1001);
  four!.turn(() => {});
  assertEquals(names(), "four");
});

Deno.test("TaskGroup.totals() knows also what tasks did that are forgotten", async () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock);
  const [one, two] = ["one", "two"].map((about) => tasks.add(guest(about)));
  for (const [task, ms] of [[one!, 5], [two!, 7]] as const) {
    task.woke();
    task.enter();
    await clock.advance(ms);
    task.leave();
  }
  tasks.end(one!);
  assertEquals([...tasks.all()].length, 1);
  const expected = { tasks: 1, polls: 2, busyMs: 12, wakes: 2, selfWakes: 0, longestMs: 7 };
  assertEquals(tasks.totals("reader"), expected);
  assertEquals(tasks.totals("pump").tasks, 0);
});

Deno.test("TaskGroup tells where a task was spawned, of guests' tasks where the first was", () => {
  const tasks = new TaskGroup();
  const line = (about: string, kind: TaskSpec["kind"]) => tasks.add({ kind, about }).location;
  assertMatch(line("upkeep", "timer"), /^task_group_test\.ts:\d+$/);
  const [one, two] = [tasks.add(guest("one")), tasks.add(guest("two"))];
  assertEquals(one.location, two.location);
});

Deno.test("TaskGroup.nextId() gives as many numbers in a row as are asked for, and none twice", () => {
  const tasks = new TaskGroup();
  const first = tasks.nextId(5);
  assertEquals(tasks.add(guest("ann")).id, first + 5);
  assertEquals(tasks.nextId(), first + 6);
});
