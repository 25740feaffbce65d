import { assertEquals } from "@std/assert";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** Two tasks of a group whose time stands still unless told. */
function tasks() {
  const clock = new FakeClock();
  const group = new TaskGroup(clock);
  const [ann, bob] = ["ann", "bob"].map((about) => group.add({ kind: "reader", about }));
  return { clock, group, ann: ann!, bob: bob! };
}

Deno.test("Task.turn() is busy while it lasts, and its longest one is remembered with its end", async () => {
  const { clock, ann } = tasks();
  for (const ms of [5, 70, 20]) {
    ann.enter();
    assertEquals(ann.state, "running");
    await clock.advance(ms);
    assertEquals(ann.leave(), ms);
  }
  assertEquals(ann.state, "idle");
  const { busyMs, polls, longestMs, longestAt } = ann.figures;
  assertEquals({ busyMs, polls, longestMs, longestAt }, {
    busyMs: 95,
    polls: 3,
    longestMs: 70,
    longestAt: 75,
  });
});

Deno.test("Task.leave() counts a turn of more than 50 ms as long, whoever had it", async () => {
  const { clock, group, ann } = tasks();
  for (const ms of [50, 51]) {
    ann.enter();
    await clock.advance(ms);
    ann.leave();
  }
  assertEquals(group.meter.longTurns, 1);
});

Deno.test("a turn within a turn is the inner task's time, and not the outer one's", async () => {
  const { clock, group, ann, bob } = tasks();
  ann.enter();
  await clock.advance(3);
  bob.enter();
  await clock.advance(60);
  assertEquals(bob.leave(), 60);
  assertEquals(group.meter.current, ann);
  await clock.advance(4);
  assertEquals(ann.leave(), 7);
  assertEquals(group.meter.current, undefined);
});

Deno.test("a turn within the task's own turn is the same turn", async () => {
  const { clock, ann } = tasks();
  ann.enter();
  ann.enter();
  await clock.advance(2);
  assertEquals([ann.leave(), ann.state], [0, "running"]);
  assertEquals([ann.leave(), ann.figures.polls], [2, 1]);
});

Deno.test("Task.turn() ends also where the work throws", () => {
  const { ann } = tasks();
  try {
    ann.turn(() => {
      throw new Error("broken");
    });
  } catch {
    // as planted
  }
  assertEquals(ann.state, "idle");
});

Deno.test("Task.woke() is the beginning of a lag, which ends with the next turn", async () => {
  const { clock, group, ann } = tasks();
  group.meter.onlookers = 1;
  await clock.advance(100);
  ann.woke();
  ann.woke();
  assertEquals([ann.state, ann.figures.lastWokenAt], ["scheduled", 100]);
  await clock.advance(30);
  ann.enter();
  ann.leave();
  assertEquals([ann.lags?.count, ann.lags?.sumMs, ann.figures.wakes, ann.figures.selfWakes], [1, 30, 2, 0]);
  ann.enter(); // nobody woke it
  ann.leave();
  assertEquals(ann.lags?.count, 1);
});

Deno.test("Task.woke() within its own turn, and Task.yields(), are self-wakes", async () => {
  const { ann, bob } = tasks();
  ann.turn(() => {
    ann.woke();
    bob.woke();
  });
  await ann.yields(Promise.resolve());
  assertEquals([ann.figures.wakes, ann.figures.selfWakes], [2, 2]);
  assertEquals([bob.figures.wakes, bob.figures.selfWakes], [1, 0]);
});

Deno.test("Task.resume() begins where the last turn ended, and reads no clock", async () => {
  const { clock, ann, bob } = tasks();
  ann.turn(() => {});
  await clock.advance(9); // which passed in between is bob's
  bob.resume();
  assertEquals(bob.leave(), 9);
});

Deno.test("a task that has ended keeps what it was about at its end", () => {
  const { group } = tasks();
  let name = "ann";
  const task = group.add({ kind: "pump", about: () => ({ name, fields: {} }) });
  group.end(task);
  name = "bob";
  assertEquals([task.state, task.facts.name], ["done", "ann"]);
});

Deno.test("Task.version is another number after a turn, a wake, a change and the end", () => {
  const { group } = tasks();
  let changes = 0;
  const ann = group.add({ kind: "pump", about: "ann", changes: () => changes });
  const seen = new Set([ann.version]);
  for (
    const change of [() => ann.turn(() => {}), () => ann.woke(), () => void changes++, () => group.end(ann)]
  ) {
    change();
    seen.add(ann.version);
  }
  assertEquals(seen.size, 5);
});

/** A task whose turns in rows are counted elsewhere, as a pump's are. */
function pumpIn(group: TaskGroup) {
  const count = { turns: 0 };
  return Object.assign(count, {
    task: group.add({ kind: "pump", about: "pump", inRows: () => count.turns }),
  });
}

Deno.test("Meter.share() gives a row of turns to those who had them, and not to the task around them", async () => {
  const { clock, group, ann } = tasks();
  const pumps = [pumpIn(group), pumpIn(group)];
  const { meter } = group;
  ann.enter();
  await clock.advance(2);
  meter.tick();
  await clock.advance(6);
  for (const pump of pumps) pump.turns++;
  meter.share(pumps, 0);
  await clock.advance(1);
  assertEquals(ann.leave(), 3);
  const { busyMs, schedMs, polls, wakes, longestMs } = pumps[1]!.task.figures;
  assertEquals({ busyMs, schedMs, polls, wakes, longestMs }, {
    busyMs: 3,
    schedMs: 2,
    polls: 1,
    wakes: 1,
    longestMs: 3,
  });
});

Deno.test("Meter.share() lets a row stand for those of the last 100 ms, unless somebody looks on", async () => {
  for (const [onlookers, busyMs] of [[0, 1 + 3 * 2], [1, 1 + 5 + 1 + 2]] as const) {
    const { clock, group } = tasks();
    const pump = pumpIn(group);
    group.meter.onlookers = onlookers;
    const row = async (ms: number) => {
      group.meter.tick();
      await clock.advance(ms);
      pump.turns++;
      group.meter.share([pump], clock.now() - ms);
    };
    await row(1);
    await row(5); // within 100 ms of the first
    await row(1);
    await clock.advance(94); // the fourth is 101 ms behind it
    await row(2);
    const { figures } = pump.task;
    assertEquals([figures.polls, figures.wakes], [4, 4]);
    assertEquals(figures.busyMs, busyMs);
  }
});

Deno.test("Meter.share() leaves a row of more than 50 ms with the task around it, so that it shows", async () => {
  const { clock, group, ann } = tasks();
  ann.enter();
  group.meter.tick();
  await clock.advance(60);
  group.meter.share([pumpIn(group), pumpIn(group)], 0);
  assertEquals([ann.leave(), group.meter.longTurns], [60, 1]);
});

Deno.test("Task tells turns and lags apart by size only while somebody looks on", () => {
  const { group: { meter }, ann } = tasks();
  for (const onlookers of [0, 1, 0]) {
    meter.onlookers = onlookers;
    ann.woke();
    ann.turn(() => {});
  }
  assertEquals([ann.figures.polls, ann.turns?.count, ann.lags?.count], [3, 1, 1]);
});

Deno.test("Meter.share() tells of a turn of more than 50 ms at once, whoever looks on", async () => {
  const { clock, group } = tasks();
  const [quick, slow] = [pumpIn(group), pumpIn(group)];
  for (const [pump, ms] of [[quick, 1], [slow, 60]] as const) {
    group.meter.tick();
    await clock.advance(ms);
    pump.turns++;
    group.meter.share([pump], 0);
  }
  assertEquals([slow.task.figures.longestMs, group.meter.longTurns], [60, 1]);
});

Deno.test("a task that has ended holds on to nothing it was about", () => {
  const { group } = tasks();
  let turns = 1;
  const task = group.add({ kind: "pump", about: "ann", inRows: () => turns, changes: () => turns });
  group.end(task);
  const { version } = task;
  turns = 5;
  assertEquals([task.figures.polls, task.version], [1, version]);
});
