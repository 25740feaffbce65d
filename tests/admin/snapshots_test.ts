import { assertEquals, assertGreater } from "@std/assert";
import { MAX_SNAPSHOTS, Snapshots } from "../../lib/admin/snapshots.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { FakeInside, FIGURES, resourceRow, taskRow } from "../support/fake_inside.ts";

function bench(tasks: number, resources: number) {
  const clock = new FakeClock(), inside = new FakeInside();
  inside.putTasks(...Array.from({ length: tasks }, (_, i) => taskRow(i)));
  inside.putResources(...Array.from({ length: resources }, (_, i) => resourceRow(tasks + i)));
  const hello = { protocol: 1, version: "1.2.3", startedAt: 5 };
  inside.time = () => 77;
  return { clock, inside, snapshots: new Snapshots({ inside, hello, clock }) };
}

/** Reads a stream to its end; returns its pieces. */
async function read(stream: ReadableStream<Uint8Array>, clock: FakeClock): Promise<string[]> {
  const pieces: string[] = [], reader = stream.getReader();
  for (;;) {
    const reading = reader.read();
    await clock.advance(0);
    const { value, done } = await reading;
    if (done) return pieces;
    pieces.push(new TextDecoder().decode(value));
  }
}

Deno.test("Snapshots.open() tells everything in one object, piece by piece", async () => {
  const { clock, inside, snapshots } = bench(1203, 2);
  const pieces = await read(snapshots.open()!, clock);
  assertGreater(pieces.length, 5);
  const { now, tasks, resources, ...rest } = JSON.parse(pieces.join(""));
  assertEquals(tasks, Array.from(inside.tasks(), (task) => task.row()));
  assertEquals(resources, Array.from(inside.resources(), (resource) => resource.row()));
  assertEquals(now, 77);
  assertEquals(rest, {
    kind: "snapshot",
    protocol: 1,
    version: "1.2.3",
    startedAt: 5,
    dropped: 0,
    gone: [],
    totals: { tasks: 1203, resources: 2 },
    figures: FIGURES,
  });
  assertEquals(clock.timers, 0);
});

Deno.test("Snapshots.open() tells of an empty server too, and of exactly one piece full", async () => {
  for (const [tasks, resources] of [[0, 0], [500, 1000], [1, 0]] as const) {
    const { clock, snapshots } = bench(tasks, resources);
    const all = JSON.parse((await read(snapshots.open()!, clock)).join(""));
    assertEquals([all.tasks.length, all.resources.length], [tasks, resources]);
  }
});

Deno.test("Snapshots.open() makes nothing before it is asked for", async () => {
  const { clock, inside, snapshots } = bench(5000, 0);
  const stream = snapshots.open()!;
  await settled();
  assertEquals(inside.rowsMade, 0);
  await stream.cancel();
  assertEquals(clock.timers, 0);
});

Deno.test("Snapshots.open() gives so many at once, and none of them for ever", async () => {
  const { clock, snapshots } = bench(5000, 0);
  const streams = Array.from({ length: MAX_SNAPSHOTS }, () => snapshots.open()!);
  assertEquals(snapshots.open(), undefined);
  await streams[0]!.cancel();
  const another = snapshots.open()!;
  assertEquals(snapshots.open(), undefined);
  await clock.advance(30_000);
  assertEquals(clock.timers, 0);
  assertEquals((await another.getReader().read()).done, true);
  const last = snapshots.open()!;
  snapshots.close();
  assertEquals([(await last.getReader().read()).done, clock.timers], [true, 0]);
});

Deno.test("Snapshots.small() tells a small server as one text, and nothing of a large one", async () => {
  const { clock, snapshots } = bench(600, 400);
  assertEquals(snapshots.small(), (await read(snapshots.open()!, clock)).join(""));
  assertEquals(bench(600, 401).snapshots.small(), undefined);
});
