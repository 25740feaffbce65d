import { assert, assertEquals } from "@std/assert";
import { Consoles, MAX_CONSOLES } from "../../lib/admin/consoles.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeInside, HELLO } from "../support/fake_inside.ts";
import { LogBook } from "../support/log_book.ts";

function bench() {
  const clock = new FakeClock(), book = new LogBook(), inside = new FakeInside();
  const tasks = new TaskGroup(clock);
  const consoles = new Consoles({ inside, hello: HELLO, clock, log: book.log, activities: tasks });
  const values = () => consoles.measures().map((measure) => "values" in measure && measure.values[0]?.value);
  const names = () => Array.from(tasks.all(), (task) => task.snapshot().name);
  return { clock, book, consoles, inside, values, names };
}

async function numberOf(stream: ReadableStream<Uint8Array> | undefined): Promise<number> {
  assert(stream !== undefined);
  const reader = stream.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return JSON.parse(new TextDecoder().decode(value)).console;
}

Deno.test("Consoles.open() numbers them, gives each a task, and lets no more in than there may be", async () => {
  const { clock, consoles, inside, values, names } = bench();
  const streams = Array.from({ length: MAX_CONSOLES }, () => consoles.open());
  assertEquals(consoles.open(), undefined);
  assertEquals([values(), inside.onlookers], [[MAX_CONSOLES, 0], MAX_CONSOLES]);
  assertEquals(names().length, MAX_CONSOLES);
  assertEquals(await numberOf(streams[2]), 3);
  await streams[2]!.cancel();
  assertEquals(values(), [MAX_CONSOLES - 1, 0]);
  assertEquals(await numberOf(consoles.open()), MAX_CONSOLES + 1);
  consoles.close();
  assertEquals([values(), names(), clock.timers, inside.onlookers], [[0, 0], [], 0, 0]);
});

Deno.test("Consoles.wish() reaches the one it is for", async () => {
  const { consoles } = bench();
  const stream = consoles.open();
  assertEquals(consoles.wish(await numberOf(stream), { paused: true }), true);
  assertEquals(consoles.wish(99, { paused: true }), false);
  consoles.close();
  assertEquals(consoles.wish(1, { paused: true }), false);
});

Deno.test("Consoles counts what it drops, and logs once whom it sends away", async () => {
  const { clock, consoles, values, book } = bench();
  const stream = consoles.open();
  await numberOf(stream);
  await clock.advance(20_000);
  const [open, dropped] = values();
  assertEquals(open, 0);
  assert(Number(dropped) >= 18, `${dropped}`);
  assertEquals(book.lines, [
    "debug: Console 1 has come",
    "warning: Closed the connection of console 1: it read nothing for 10 s",
  ]);
  assertEquals(clock.timers, 0);
});
