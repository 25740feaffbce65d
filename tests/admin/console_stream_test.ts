import { IDLE } from "../../lib/observe/unobserved.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { ConsoleStream, MAX_ROWS } from "../../lib/admin/console_stream.ts";
import type { Hello, Update } from "../../lib/observe/console_protocol.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { FakeInside, FIGURES, taskRow } from "../support/fake_inside.ts";

const HELLO: Hello = {
  kind: "hello",
  protocol: 1,
  version: "1.2.3",
  console: 7,
  updateMs: 500,
  retainMs: 6000,
  startedAt: 0,
};

/** A console's stream with somebody who reads it only when told to. */
class Bench implements Disposable {
  readonly clock: FakeClock;
  readonly inside = new FakeInside();
  readonly stream: ConsoleStream;
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly ends: boolean[] = [];
  runs = 0;
  dropped = 0;

  constructor(clock = new FakeClock()) {
    this.clock = clock;
    this.inside.putTasks(taskRow(1));
    this.inside.time = () => 1000 + clock.now();
    this.stream = new ConsoleStream({
      hello: HELLO,
      inside: this.inside,
      clock,
      activity: {
        ...IDLE,
        run: (work) => {
          this.runs++;
          return work();
        },
      },
      onDropped: () => void this.dropped++,
      onEnded: (isStalled) => void this.ends.push(isStalled),
    });
    this.reader = this.stream.readable.getReader();
  }

  /** The next line, once `ms` milliseconds have passed; undefined where the stream has ended. */
  async next(ms = 0): Promise<Hello | Update | undefined> {
    const reading = this.reader.read();
    await this.clock.advance(ms);
    const { value } = await reading;
    if (value === undefined) return undefined;
    const text = new TextDecoder().decode(value);
    assert(text.endsWith("\n") && !text.slice(0, -1).includes("\n"));
    return JSON.parse(text);
  }

  /** The next line, which is an update. */
  async update(ms = 0): Promise<Update> {
    const line = await this.next(ms);
    assert(line?.kind === "update", JSON.stringify(line));
    return line;
  }

  /** Reads the greeting and the first update. */
  async greeted(): Promise<void> {
    assertEquals(await this.next(), HELLO);
    assertEquals((await this.update(50)).tasks.length, 1);
  }

  [Symbol.dispose](): void {
    this.stream.close();
    assertEquals(this.clock.timers, 0);
    assertEquals(this.ends.length, 1);
  }
}

/** A clock by which everything that is looked at takes its time. */
class SlowClock extends FakeClock {
  #late = 0;

  override now(): number {
    return super.now() + this.#late;
  }

  /** Time passes without anybody waiting for it. */
  spend(ms: number): void {
    this.#late += ms;
  }
}

Deno.test("ConsoleStream greets, tells everything at once, and then what has changed, every 500 ms", async () => {
  using bench = new Bench();
  assertEquals(await bench.next(), HELLO);
  const { now, ...first } = await bench.update(50);
  assertEquals(now, 1050);
  assertEquals<unknown>(first, {
    kind: "update",
    dropped: 0,
    tasks: [taskRow(1)],
    resources: [],
    gone: [],
    totals: { tasks: 1, resources: 0 },
    figures: FIGURES,
  });
  assertEquals(bench.runs, 1);
  bench.inside.putTasks(taskRow(2));
  const reading = bench.update(500);
  assertEquals((await reading).tasks, [taskRow(2)]);
  bench.inside.remove(1);
  const second = await bench.update(500);
  assertEquals([second.tasks, second.gone, second.totals], [[], [1], { tasks: 1, resources: 0 }]);
  assertEquals(bench.dropped, 0);
});

Deno.test("ConsoleStream makes no update before the last one was taken: it counts, and loses nothing", async () => {
  using bench = new Bench();
  await bench.greeted();
  bench.inside.putTasks(taskRow(2));
  await bench.clock.advance(1700); // three times it was due
  bench.inside.putTasks(taskRow(2, { polls: 5 }));
  const made = bench.inside.rowsMade;
  assertEquals(bench.dropped, 3);
  const update = await bench.update(50);
  assertEquals([update.dropped, update.tasks], [3, [taskRow(2, { polls: 5 })]]);
  assertEquals(bench.inside.rowsMade, made + 1);
  assertEquals((await bench.update(500)).dropped, 0);
});

Deno.test("ConsoleStream sends a console away that takes nothing for ten seconds", async () => {
  using bench = new Bench();
  await bench.greeted();
  await bench.clock.advance(9900);
  assertEquals(bench.ends, []);
  await bench.clock.advance(600);
  assertEquals(bench.ends, [true]);
  assertEquals(bench.clock.timers, 0);
  assertEquals(await bench.next(), undefined);
});

Deno.test("ConsoleStream sends a console away that does not even take its greeting", async () => {
  using bench = new Bench();
  await bench.clock.advance(10_500);
  assertEquals(bench.ends, [true]);
});

Deno.test("ConsoleStream tells much in slices, 50 ms apart", async () => {
  using bench = new Bench();
  await bench.greeted();
  bench.inside.putTasks(...Array.from({ length: 2 * MAX_ROWS + 1 }, (_, i) => taskRow(i + 10)));
  const sizes: number[] = [];
  sizes.push((await bench.update(500)).tasks.length);
  sizes.push((await bench.update(50)).tasks.length);
  const last = await bench.update(50);
  sizes.push(last.tasks.length);
  assertEquals(sizes, [MAX_ROWS, MAX_ROWS, 1]);
  assertEquals(last.totals, { tasks: 2 * MAX_ROWS + 2, resources: 0 });
  const reading = bench.reader.read();
  await bench.clock.advance(400);
  let isThere = false;
  reading.then(() => isThere = true);
  await settled();
  assertEquals(isThere, false);
  await bench.clock.advance(100);
  await reading;
});

Deno.test("ConsoleStream leaves the event loop nine parts in ten, however long an update takes", async () => {
  const clock = new SlowClock();
  using bench = new Bench(clock);
  const task = taskRow(1);
  const tasks = bench.inside.tasks.bind(bench.inside);
  bench.inside.tasks = () => {
    clock.spend(100);
    return tasks();
  };
  await bench.next();
  await bench.update(50);
  bench.inside.putTasks(task);
  const reading = bench.reader.read();
  let at: number | undefined;
  const since = clock.now();
  reading.then(() => at = clock.now());
  await clock.advance(2000);
  await reading;
  assertGreaterOrEqual(at! - since, 900);
});

Deno.test("ConsoleStream tells more about the task that is asked for, soon, and as long as it is asked for", async () => {
  using bench = new Bench();
  await bench.greeted();
  const details = { task: 1, turns: [1], lags: [0, 2] };
  bench.inside.detailsById.set(1, details);
  assertEquals((await bench.update(500)).details, undefined);
  bench.stream.wish({ details: 1 });
  assertEquals((await bench.update(50)).details, details);
  bench.stream.wish({ paused: false }); // says nothing of details
  assertEquals((await bench.update(50)).details, details);
  bench.stream.wish({ details: 99 }); // nobody is called 99
  assertEquals((await bench.update(50)).details, undefined);
  bench.stream.wish({ details: 1 });
  bench.stream.wish({ details: null });
  assertEquals((await bench.update(50)).details, undefined);
});

Deno.test("ConsoleStream tells a paused console nothing but that it lives, every 5 s, and everything afterwards", async () => {
  using bench = new Bench();
  await bench.greeted();
  bench.stream.wish({ paused: true });
  bench.inside.putTasks(taskRow(1, { polls: 1 }), taskRow(2));
  const started = bench.clock.now();
  const reading = bench.reader.read();
  await bench.clock.advance(4900);
  const made = bench.inside.rowsMade;
  await bench.clock.advance(700);
  const heartbeat = JSON.parse(new TextDecoder().decode((await reading).value)) as Update;
  assertEquals([heartbeat.tasks, heartbeat.totals], [[], { tasks: 1, resources: 0 }]);
  assertEquals(bench.inside.rowsMade, made);
  await bench.update(5000);
  assert(bench.clock.now() - started <= 10_700);
  bench.stream.wish({ paused: false });
  const all = await bench.update(50);
  assertEquals([all.tasks.length, all.dropped, bench.dropped], [2, 0, 0]);
});

Deno.test("ConsoleStream is kept from telling by no number of wishes", async () => {
  using bench = new Bench();
  await bench.greeted();
  const reading = bench.reader.read();
  for (let ms = 0; ms < 100; ms += 10) {
    bench.stream.wish({ details: ms });
    await bench.clock.advance(10);
  }
  assertEquals(bench.runs, 2);
  await reading;
});

Deno.test("ConsoleStream ends when its reader leaves, and when it is closed, once", async () => {
  const left = new Bench();
  await left.greeted();
  await left.reader.cancel();
  assertEquals([left.ends, left.clock.timers], [[false], 0]);
  left.stream.wish({ paused: false });
  assertEquals(left.clock.timers, 0);
  left[Symbol.dispose]();
  using closed = new Bench();
  await closed.greeted();
  const reading = closed.next();
  closed.stream.close();
  closed.stream.close();
  assertEquals(await reading, undefined);
  assertEquals(closed.ends, [false]);
});
