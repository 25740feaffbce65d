import { assert, assertEquals } from "@std/assert";
import { CONSOLE_DEFAULTS, type ConsoleSettings } from "../../../lib/console/settings/settings.ts";
import { warningsOf } from "../../../lib/console/state/warnings.ts";
import type { ResourceRow, TaskRow } from "../../../lib/observe/rows.ts";
import { filling, NOW, resource, task } from "../made_up_inside.ts";

/** The warnings about one task. */
function ofTask(
  changes: Partial<TaskRow>,
  settings: Partial<ConsoleSettings> = {},
  since?: [number, number][],
) {
  const stuckSince = since && { stuckSince: new Map(since) };
  return warningsOf({ tasks: [task(1, changes)], resources: [], now: NOW, ...stuckSince }, {
    ...CONSOLE_DEFAULTS,
    ...settings,
  });
}

/** The warnings about one resource. */
function ofResource(changes: Partial<ResourceRow>, settings: Partial<ConsoleSettings> = {}) {
  return warningsOf({ tasks: [], resources: [resource(2, changes)], now: NOW }, {
    ...CONSOLE_DEFAULTS,
    ...settings,
  });
}

Deno.test("warningsOf() has nothing to say about rows that do well", () => {
  assertEquals([ofTask({}), ofResource({ filling: filling() })], [[], []]);
});

Deno.test("warningsOf() warns of a turn longer than the threshold, and says where it was spawned", () => {
  assertEquals(ofTask({ longestMs: 50 }), []);
  assertEquals(ofTask({ name: "anna", longestMs: 213 }), [{
    name: "never-yielded",
    task: 1,
    sentence:
      "the reader of anna (lib/doors/tcp_door.ts:57) had a turn of 213 ms (more than 50 ms): everybody waited",
  }]);
  assertEquals(ofTask({ longestMs: 213, state: "done" }).length, 1);
});

Deno.test("warningsOf() warns of a task that wakes itself, from ten wakes on", () => {
  assertEquals(ofTask({ wakes: 9, selfWakes: 9 }), []);
  assertEquals(ofTask({ wakes: 10, selfWakes: 5 }), []);
  const [warning] = ofTask({ wakes: 10, selfWakes: 6 });
  assertEquals(warning?.name, "self-wakes");
  assert(warning?.sentence.includes("6 of 10 wakes, 60 % (more than 50 %)"));
});

Deno.test("warningsOf() warns of a task that waits for nothing, by when it was first seen so", () => {
  const stuck = { waitsFor: "nothing", lastWokenAt: NOW - 60_000 };
  assertEquals(ofTask(stuck, {}, [[1, NOW - 1000]]), []);
  assertEquals(ofTask(stuck, {}, [[1, NOW - 1001]])[0]?.name, "lost-waker");
  assertEquals(ofTask({ ...stuck, state: "running" }, {}, [[1, 0]]), []);
});

Deno.test("warningsOf() asks a single snapshot for the last wake", () => {
  assertEquals(ofTask({ waitsFor: "nothing", lastWokenAt: NOW - 900 }), []);
  assertEquals(ofTask({ waitsFor: "nothing" })[0]?.name, "lost-waker");
});

Deno.test("warningsOf() warns of a task that retains more than its bound", () => {
  assertEquals(ofTask({ retains: { bytes: 64_000, bound: 64_000 } }), []);
  const [warning] = ofTask({ name: "anna", retains: { bytes: 80_000, bound: 64_000 } });
  assertEquals(
    warning?.sentence,
    "the reader of anna retains 80.0 kB, 125 % of its bound of 64 kB (more than 100 %)",
  );
  assertEquals(ofTask({ retains: { bytes: 80_000, bound: 64_000 }, state: "done" }), []);
});

Deno.test("warningsOf() warns of a reader whose outbox is over half full for too long", () => {
  const slow = (since: number) => ({
    name: "anna",
    filling: filling({ bytes: 812_000, overHalfSince: NOW - since }),
  });
  assertEquals(ofResource(slow(5000)), []);
  assertEquals(ofResource(slow(12_000)), [{
    name: "slow-reader",
    resource: 2,
    sentence: "anna reads too slowly: the outbox is over half full for 12 s (812 kB of 1 MB)",
  }]);
  assertEquals(ofResource({ ...slow(12_000), endedAt: NOW }), []);
});

Deno.test("warningsOf() warns of an event loop that comes late", () => {
  assertEquals(ofResource({ kind: "loop", lag: { medianMs: 1, maxMs: 50 } }), []);
  assertEquals(ofResource({ kind: "loop", lag: { medianMs: 1, maxMs: 120 } })[0]?.name, "loop-lag");
});

Deno.test("warningsOf() goes by the thresholds that are set, and is silent about what is off", () => {
  assertEquals(ofTask({ longestMs: 213 }, { thresholds: { "never-yielded": 300 } }), []);
  assertEquals(ofTask({ longestMs: 213 }, { thresholds: {} }), []);
  assertEquals(ofTask({ longestMs: 1 }, { thresholds: { "never-yielded": 0 } }).length, 1);
});

Deno.test("warningsOf() puts the worst of each kind first, and can say it in Chinese", () => {
  const tasks = [task(1, { longestMs: 60 }), task(2, { longestMs: 600 })];
  const found = warningsOf({ tasks, resources: [], now: NOW }, { ...CONSOLE_DEFAULTS, language: "zh" });
  assertEquals(found.map((warning) => warning.task), [2, 1]);
  assert(found[0]?.sentence.includes("一轮用了 600 ms"));
});
