import { assertEquals, assertThrows } from "@std/assert";
import type { Observed } from "../../lib/observe/activity.ts";
import type { Task } from "../../lib/observe/task.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** Two tasks of a group whose time stands still unless told. */
function tasks() {
  const clock = new FakeClock();
  const group = new TaskGroup(clock);
  const [ann, bob] = ["ann", "bob"].map((name) => group.begin("reader", { name }));
  return { clock, group, ann: ann!, bob: bob! };
}

const busyMs = ({ figures }: Task) => figures.busyMs;

Deno.test("Task.run() is busy while it lasts, and its longest one is remembered with its end", () => {
  const { clock, ann } = tasks();
  for (const ms of [5, 70, 20]) {
    ann.run(() => {
      assertEquals(ann.figures.state, "running");
      clock.pass(ms);
    });
  }
  const { state, busyMs, polls, longestMs, longestAt } = ann.figures;
  assertEquals({ state, busyMs, polls, longestMs, longestAt }, {
    state: "idle",
    busyMs: 95,
    polls: 3,
    longestMs: 70,
    longestAt: 75,
  });
});

Deno.test("Task.run() counts a run of more than 50 ms as long, whoever had it", () => {
  const { clock, group, ann } = tasks();
  for (const ms of [50, 51]) ann.run(() => clock.pass(ms));
  assertEquals(group.meter.longRuns, 1);
});

Deno.test("a run within a run is the inner task's time, and not the outer one's", () => {
  const { clock, group, ann, bob } = tasks();
  ann.run(() => {
    clock.pass(3);
    bob.run(() => clock.pass(60));
    assertEquals([busyMs(bob), group.meter.current], [60, ann]);
    clock.pass(4);
  });
  assertEquals([busyMs(ann), group.meter.current], [7, undefined]);
});

Deno.test("a run within the task's own run is the same run", () => {
  const { clock, ann } = tasks();
  ann.run(() => {
    ann.run(() => clock.pass(2));
    assertEquals([busyMs(ann), ann.figures.state], [0, "running"]);
  });
  assertEquals([busyMs(ann), ann.figures.polls], [2, 1]);
});

Deno.test("Task.run() ends also where the work throws", () => {
  const { ann } = tasks();
  const work = () => {
    throw new Error("broken");
  };
  assertThrows(() => ann.run(work), Error, "broken");
  assertEquals(ann.figures.state, "idle");
});

Deno.test("Task.wakes() is the beginning of a lag, which ends with the next run", () => {
  const { clock, group, ann } = tasks();
  group.meter.onlookers = 1;
  clock.pass(100);
  ann.wakes();
  ann.wakes();
  assertEquals([ann.figures.state, ann.figures.lastWokenAt], ["scheduled", 100]);
  clock.pass(30);
  ann.run(() => {});
  const { sizes: { lags }, wakes, selfWakes } = ann.figures;
  assertEquals([lags?.count, lags?.sumMs, wakes, selfWakes], [1, 30, 2, 0]);
  ann.run(() => {}); // nobody woke it
  assertEquals(ann.figures.sizes.lags?.count, 1);
});

Deno.test("Task.wakes() within its own run, and Task.yields(), are self-wakes", async () => {
  const { ann, bob } = tasks();
  ann.run(() => {
    ann.wakes();
    bob.wakes();
  });
  await ann.yields(Promise.resolve());
  assertEquals([ann.figures.wakes, ann.figures.selfWakes], [2, 2]);
  assertEquals([bob.figures.wakes, bob.figures.selfWakes], [1, 0]);
});

Deno.test("Task.yields() has the task wait for its turn, and ends with a run in which nothing is left to do", async () => {
  const { ann } = tasks();
  const { promise, resolve } = Promise.withResolvers<void>();
  const yielded = ann.yields(promise);
  assertEquals([ann.figures.state, ann.figures.polls], ["scheduled", 0]);
  resolve();
  await yielded;
  assertEquals([ann.figures.state, ann.figures.polls], ["idle", 1]);
});

Deno.test("Task.waits() tells what for until that is there, and is woken by it alone", async () => {
  const { ann } = tasks();
  const { promise, resolve } = Promise.withResolvers<void>();
  const waited = ann.waits("its pace", promise);
  assertEquals([ann.snapshot().waitsFor, ann.figures.state], ["its pace", "idle"]);
  resolve();
  await waited;
  assertEquals([ann.snapshot().waitsFor, ann.figures.state, ann.figures.wakes], ["", "scheduled", 1]);
  await ann.waits("its pace", Promise.reject(new Error("gone"))).catch(() => {});
  assertEquals([ann.snapshot().waitsFor, ann.figures.wakes], ["", 1]);
});

Deno.test("Task.goOn() begins where the last run ended, and reads no clock", () => {
  const { clock, ann, bob } = tasks();
  ann.run(() => {});
  clock.pass(9); // which passed in between is bob's
  bob.goOn(() => {});
  assertEquals(busyMs(bob), 9);
});

Deno.test("Task.timed() tells the length of a run apart, with all that is in it, unless it throws", () => {
  const { clock, ann, bob } = tasks();
  ann.timed(() => {
    clock.pass(3);
    bob.run(() => clock.pass(4));
  });
  ann.run(() => clock.pass(5));
  const failing = () => {
    clock.pass(6);
    throw new Error("broken");
  };
  assertThrows(() => ann.timed(failing), Error, "broken");
  const { sizes: { timed }, busyMs } = ann.figures;
  assertEquals([timed.count, timed.sumMs, busyMs], [1, 7, 3 + 5 + 6]);
});

Deno.test("a task that has ended keeps what it was about at its end, and holds on to nothing", () => {
  const { group } = tasks();
  const part = { name: "ann", runs: 1, changes: 1, snapshot: () => ({ name: part.name, fields: {} }) };
  const task = group.begin("pump", part);
  task[Symbol.dispose]();
  const { version } = task;
  Object.assign(part, { name: "bob", runs: 5, changes: 5 });
  assertEquals([task.figures.state, task.snapshot().name], ["done", "ann"]);
  assertEquals([task.figures.polls, task.version], [1, version]);
});

Deno.test("Task.version is another number after a run, a wake, a change and the end", () => {
  const { group } = tasks();
  const part = { changes: 0, snapshot: () => ({ name: "ann", fields: {} }) };
  const ann = group.begin("pump", part);
  const seen = new Set([ann.version]);
  for (
    const change of [
      () => ann.run(() => {}),
      () => ann.wakes(),
      () => void part.changes++,
      () => ann[Symbol.dispose](),
    ]
  ) {
    change();
    seen.add(ann.version);
  }
  assertEquals(seen.size, 5);
});

/** A part whose runs in rows are counted where they are, as a pump's are. */
class Pump implements Observed {
  runs = 0;
  readonly activity: Task;

  constructor(group: TaskGroup) {
    this.activity = group.begin("pump", this);
  }

  snapshot() {
    return { name: "pump", fields: {} };
  }
}

Deno.test("Row.run() gives a row of runs to those who had them, and not to the task around them", () => {
  const { clock, group, ann } = tasks();
  const pumps = [new Pump(group), new Pump(group)];
  const row = group.row();
  row.wakes();
  ann.run(() => {
    clock.pass(2);
    row.run(() => {
      clock.pass(6);
      for (const pump of pumps) pump.runs++;
      return pumps;
    });
    clock.pass(1);
  });
  assertEquals(busyMs(ann), 3);
  const { busyMs: busy, schedMs, polls, wakes, longestMs } = pumps[1]!.activity.figures;
  assertEquals({ busy, schedMs, polls, wakes, longestMs }, {
    busy: 3,
    schedMs: 2,
    polls: 1,
    wakes: 1,
    longestMs: 3,
  });
});

/** Has pumps have a row that takes so long. */
function rowOf(ms: number, clock: FakeClock, group: TaskGroup, ...pumps: Pump[]): void {
  const row = group.row();
  row.wakes();
  row.run(() => {
    clock.pass(ms);
    for (const pump of pumps) pump.runs++;
    return pumps;
  });
}

Deno.test("Row.run() lets a row stand for those of the last 100 ms, unless somebody looks on", () => {
  for (const [onlookers, expected] of [[0, 1 + 3 * 2], [1, 1 + 5 + 1 + 2]] as const) {
    const { clock, group } = tasks();
    const pump = new Pump(group);
    group.meter.onlookers = onlookers;
    rowOf(1, clock, group, pump);
    rowOf(5, clock, group, pump); // within 100 ms of the first
    rowOf(1, clock, group, pump);
    clock.pass(94); // the fourth is 101 ms behind it
    rowOf(2, clock, group, pump);
    const { polls, wakes, busyMs } = pump.activity.figures;
    assertEquals([polls, wakes, busyMs], [4, 4, expected]);
  }
});

Deno.test("Row.run() leaves a row of more than 50 ms with the task around it, so that it shows", () => {
  const { clock, group, ann } = tasks();
  ann.run(() => rowOf(60, clock, group, new Pump(group), new Pump(group)));
  assertEquals([busyMs(ann), group.meter.longRuns], [60, 1]);
});

Deno.test("Row.run() tells of a run of more than 50 ms at once, whoever looks on", () => {
  const { clock, group } = tasks();
  const [quick, slow] = [new Pump(group), new Pump(group)];
  rowOf(1, clock, group, quick);
  rowOf(60, clock, group, slow);
  assertEquals([slow.activity.figures.longestMs, group.meter.longRuns], [60, 1]);
});

Deno.test("Task tells runs and lags apart by size only while somebody looks on", () => {
  const { group: { meter }, ann } = tasks();
  for (const onlookers of [0, 1, 0]) {
    meter.onlookers = onlookers;
    ann.wakes();
    ann.run(() => {});
  }
  const { polls, sizes: { runs, lags } } = ann.figures;
  assertEquals([polls, runs?.count, lags?.count], [3, 1, 1]);
});
