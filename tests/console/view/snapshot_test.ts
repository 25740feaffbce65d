import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { ConnectionProblem } from "../../../lib/console/words/problem.ts";
import { type Snapshot, snapshotIn, snapshotJson, snapshotText } from "../../../lib/console/view/snapshot.ts";
import { CONSOLE_DEFAULTS } from "../../../lib/console/settings/settings.ts";
import type { ResourceRow, TaskRow } from "../../../lib/observe/rows.ts";
import { FIGURES, update } from "../fake_admin.ts";

const task: TaskRow = {
  id: 4,
  kind: "reader",
  name: "小明",
  location: "lib/doors/tcp_door.ts:57",
  fields: { peer: "127.0.0.1:4242", person: "小明" },
  state: "idle",
  bornAt: 1000,
  busyMs: 250,
  schedMs: 50,
  polls: 12,
  wakes: 12,
  selfWakes: 0,
  longestMs: 213,
  waitsFor: "lines",
};

const outbox: ResourceRow = {
  id: 5,
  kind: "outbox",
  name: "\x1b[31mevil",
  type: "BoundedChannel",
  location: "lib/delivery/fan_out.ts:116",
  bornAt: 1000,
  attributes: {},
  filling: {
    lines: 3,
    maxLines: 10,
    bytes: 812_000,
    maxBytes: 1_000_000,
    highWaterBytes: 900_000,
    inFlightBytes: 0,
    skipped: 0,
    overHalfSince: 49_000,
  },
  operations: [],
};

const snapshot: Snapshot = {
  ...update({
    tasks: [{ ...task, id: 2, name: "calm", busyMs: 1, longestMs: 1 }, task],
    resources: [outbox],
  }),
  ...{ kind: "snapshot", protocol: 1, version: "1.2.3", startedAt: 1000, now: 61_000 },
  figures: { ...FIGURES, troubles: ["store: the disk is full"] },
};

Deno.test("snapshotIn() takes a snapshot, and nothing else", () => {
  assertEquals(snapshotIn(snapshot), snapshot);
  const { tasks: _, ...tableless } = snapshot;
  const others = [null, 1, {}, update(), { ...snapshot, protocol: 0 }, tableless];
  const kinds = others.map((other) => assertThrows(() => snapshotIn(other), ConnectionProblem).problem.kind);
  assertEquals(kinds, ["no_update", "no_update", "no_update", "no_update", "version", "no_update"]);
});

Deno.test("snapshotJson() is the snapshot, and its warnings in sentences", () => {
  const { warnings, ...rest } = JSON.parse(snapshotJson(snapshot, CONSOLE_DEFAULTS));
  assertEquals(rest, snapshot);
  const named = warnings.map(({ name, task, resource }: Record<string, unknown>) => [name, task, resource]);
  assertEquals(named, [["never-yielded", 4, undefined], ["slow-reader", undefined, 5]]);
  assertMatch(warnings[0].sentence, /小明.*213 ms/);
  const calm = JSON.parse(snapshotJson(snapshot, { ...CONSOLE_DEFAULTS, thresholds: {} }));
  assertEquals(calm.warnings, []);
});

Deno.test("snapshotText() has what is wrong first, then tables whose columns stand under their titles", () => {
  const lines = snapshotText(snapshot, CONSOLE_DEFAULTS).split("\n");
  assertMatch(
    lines[0]!,
    /^chat-server version 1\.2\.3, up 1m00s, .*2 tasks.* 1 resources.* 1 people|^chat-server/,
  );
  assertEquals(lines[1], "⚠ store: the disk is full");
  assertMatch(lines[2]!, /^⚠ .*小明.*213 ms/);
  assertMatch(lines[3]!, /^⚠ .*reads too slowly/);
  assertMatch(lines[5]!, /^ID +State +Name/);
  assertMatch(lines[6]!, /^4 +idle +小明 +1m00s +250ms/); // the busiest
  assertMatch(lines[7]!, /^2 +idle +calm +1m00s/);
  assertEquals(lines[5]!.indexOf("Total"), lines[7]!.indexOf("1m00s"));
  assertMatch(lines.at(-2)!, /^5 .*81 % 812 kB +BoundedChannel/);
});

Deno.test("snapshotText() harms no terminal, and is ASCII where that is wanted", () => {
  const text = snapshotText(snapshot, CONSOLE_DEFAULTS);
  assertEquals(/[^\P{Cc}\n]/u.test(text), false);
  assertMatch(snapshotText(snapshot, { ...CONSOLE_DEFAULTS, isAscii: true }), /^[\x20-\x7e\n]*$/);
});
