import { assertEquals, assertMatch } from "@std/assert";
import { TaskGroup, type TaskSpec } from "../../lib/observe/task_group.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** A group with the bugs it reported. */
function group(): { tasks: TaskGroup; bugs: string[] } {
  const bugs: string[] = [];
  return { tasks: new TaskGroup((task, error) => bugs.push(`${task}: ${(error as Error).message}`)), bugs };
}

const guest = (about: string): TaskSpec => ({ kind: "reader", about });

Deno.test("TaskGroup counts the tasks that run", async () => {
  const { tasks } = group();
  const { promise, resolve } = Promise.withResolvers<void>();
  tasks.start(guest("one"), () => promise);
  tasks.start(guest("two"), () => Promise.resolve("value"));
  assertEquals(tasks.size, 2);
  await settled();
  assertEquals(tasks.size, 1);
  resolve();
  await tasks.settled();
  assertEquals(tasks.size, 0);
});

Deno.test("TaskGroup reports a rejection with the task's name, and it goes no further", async () => {
  const { tasks, bugs } = group();
  tasks.start(guest("7"), () => Promise.reject(new Error("broken")));
  tasks.start(guest("8"), () => Promise.resolve());
  await tasks.settled();
  assertEquals(bugs, ["reader 7: broken"]);
  assertEquals(tasks.size, 0);
});

Deno.test("TaskGroup.settled() resolves at once where nothing runs", () => group().tasks.settled());

Deno.test("TaskGroup.settled() waits for tasks that were started while it waited", async () => {
  const { tasks } = group();
  const { promise, resolve } = Promise.withResolvers<void>();
  tasks.start(
    guest("first"),
    () => Promise.resolve().then(() => tasks.start(guest("second"), () => promise)),
  );
  let isSettled = false;
  const end = tasks.settled().then(() => isSettled = true);
  await settled();
  assertEquals([isSettled, tasks.size], [false, 1]);
  resolve();
  await end;
  assertEquals(tasks.size, 0);
});

Deno.test("TaskGroup.settled() waits for the others where one is a bug", async () => {
  const { tasks, bugs } = group();
  const { promise, resolve } = Promise.withResolvers<void>();
  tasks.start(guest("slow"), () => promise);
  tasks.start(guest("bug"), () => Promise.reject(new Error("broken")));
  let isSettled = false;
  const end = tasks.settled().then(() => isSettled = true);
  await settled();
  assertEquals([isSettled, bugs.length], [false, 1]);
  resolve();
  await end;
});

Deno.test("TaskGroup keeps tasks that ended for a while, and no more of them than it may", async () => {
  const clock = new FakeClock();
  const tasks = new TaskGroup(() => {}, clock, { retainMs: 1000, retainTasks: 2 });
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
  const tasks = new TaskGroup(() => {}, clock);
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
  const tasks = new TaskGroup(() => {});
  const line = (about: string, kind: TaskSpec["kind"]) => tasks.add({ kind, about }).location;
  assertMatch(line("upkeep", "timer"), /^task_group_test\.ts:\d+$/);
  const [one, two] = [tasks.add(guest("one")), tasks.add(guest("two"))];
  assertEquals(one.location, two.location);
});

Deno.test("TaskGroup.nextId() gives as many numbers in a row as are asked for, and none twice", () => {
  const tasks = new TaskGroup(() => {});
  const first = tasks.nextId(5);
  assertEquals(tasks.add(guest("ann")).id, first + 5);
  assertEquals(tasks.nextId(), first + 6);
});
