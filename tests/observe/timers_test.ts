import { assertEquals } from "@std/assert";
import { Timers } from "../../lib/observe/timers.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";

function metered() {
  const clock = new FakeClock();
  const tasks = new TaskGroup(clock);
  const timers = new Timers(tasks.meter);
  const task = tasks.begin("timer", { name: "upkeep" });
  return { clock, timers, task, clockOf: timers.clockOf(task) };
}

Deno.test("Timers.clockOf() tells the time of the group's clock", async () => {
  const { clock, clockOf } = metered();
  await clock.advance(7);
  assertEquals([clockOf.now(), clockOf.time()], [clock.now(), clock.time()]);
});

Deno.test("a timer of a task is pending until it runs, and is a run of the task", async () => {
  const { clock, timers, task, clockOf } = metered();
  clockOf.after(30, () => assertEquals(task.figures.state, "running"));
  const [timer] = timers.pending();
  assertEquals([timer?.task, timer?.ms, timer?.setAt, timers.isSet(task)], [task, 30, 0, true]);
  await clock.advance(30);
  assertEquals([...timers.pending()], []);
  assertEquals([task.figures.polls, task.figures.wakes, task.figures.state, timers.isSet(task)], [
    1,
    1,
    "idle",
    false,
  ]);
});

Deno.test("the lag of a timer counts from when it was due", () => {
  let now = 0;
  let run = () => {};
  const late = {
    now: () => now,
    time: () => now,
    after: (_: number, work: () => void) => (run = work, { cancel() {} }),
    soon: () => {},
  };
  const tasks = new TaskGroup(late);
  const task = tasks.begin("timer", { name: "upkeep" });
  new Timers(tasks.meter).clockOf(task).after(30, () => {});
  now = 42;
  run();
  assertEquals([task.figures.wakes, task.figures.schedMs, task.figures.lastWokenAt], [1, 12, 30]);
});

Deno.test("a timer that is called off is pending no more", async () => {
  const { clock, timers, task, clockOf } = metered();
  clockOf.after(30, () => {}).cancel();
  assertEquals([...timers.pending()], []);
  await clock.advance(60);
  assertEquals([task.figures.polls, clock.timers], [0, 0]);
});

Deno.test("soon() of a task's clock is a wake and a run of the task", async () => {
  const { clock, task, clockOf } = metered();
  clockOf.soon(() => {});
  assertEquals(task.figures.polls, 0);
  await clock.advance(0);
  assertEquals([task.figures.polls, task.figures.wakes], [1, 1]);
});
