import { assertEquals } from "@std/assert";
import { TaskGroup } from "../lib/task_group.ts";
import { settled } from "./support/fake_clock.ts";

/** A group with the bugs it reported. */
function group(): { tasks: TaskGroup; bugs: string[] } {
  const bugs: string[] = [];
  return { tasks: new TaskGroup((task, error) => bugs.push(`${task}: ${(error as Error).message}`)), bugs };
}

Deno.test("TaskGroup counts the tasks that run", async () => {
  const { tasks } = group();
  const { promise, resolve } = Promise.withResolvers<void>();
  tasks.start("one", promise);
  tasks.start("two", Promise.resolve("value"));
  assertEquals(tasks.size, 2);
  await settled();
  assertEquals(tasks.size, 1);
  resolve();
  await tasks.settled();
  assertEquals(tasks.size, 0);
});

Deno.test("TaskGroup reports a rejection with the task's name, and it goes no further", async () => {
  const { tasks, bugs } = group();
  tasks.start("guest 7", Promise.reject(new Error("broken")));
  tasks.start("guest 8", Promise.resolve());
  await tasks.settled();
  assertEquals(bugs, ["guest 7: broken"]);
  assertEquals(tasks.size, 0);
});

Deno.test("TaskGroup.settled() resolves at once where nothing runs", () => group().tasks.settled());

Deno.test("TaskGroup.settled() waits for tasks that were started while it waited", async () => {
  const { tasks } = group();
  const { promise, resolve } = Promise.withResolvers<void>();
  tasks.start("first", Promise.resolve().then(() => tasks.start("second", promise)));
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
  tasks.start("slow", promise);
  tasks.start("bug", Promise.reject(new Error("broken")));
  let isSettled = false;
  const end = tasks.settled().then(() => isSettled = true);
  await settled();
  assertEquals([isSettled, bugs.length], [false, 1]);
  resolve();
  await end;
});
