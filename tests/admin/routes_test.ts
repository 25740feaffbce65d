import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Consoles, MAX_CONSOLES } from "../../lib/admin/consoles.ts";
import { routes } from "../../lib/admin/routes.ts";
import { MAX_SNAPSHOTS, Snapshots } from "../../lib/admin/snapshots.ts";
import type { Filling } from "../../lib/observe/rows.ts";
import { TaskGroup } from "../../lib/observe/task_group.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { FakeInside, HELLO, taskRow } from "../support/fake_inside.ts";
import { LogBook } from "../support/log_book.ts";

const FILLING: Filling = {
  lines: 2,
  maxLines: 10,
  bytes: 30,
  maxBytes: 100,
  highWaterBytes: 50,
  inFlightBytes: 0,
  skipped: 0,
};

function bench(
  readiness = { isAccepting: true, troubles: [] as string[], notes: [] as string[] },
  name = "",
) {
  const clock = new FakeClock(), inside = new FakeInside(), book = new LogBook();
  const { log } = book;
  let asked = 0; // for a drain
  const tasks = new TaskGroup(clock);
  const consoles = new Consoles({ inside, hello: HELLO, clock, log, activities: tasks });
  const snapshots = new Snapshots({ inside, hello: HELLO, clock });
  const answer = routes({
    inside,
    whole: {
      measures: () => inside.measures(),
      readiness: () => readiness,
      drain: () => ({ people: 2, stopsInMs: 30_000 - 10_000 * asked++ }),
    },
    name: () => name,
    consoles,
    snapshots,
    clock,
    log,
  });
  const ask = async (path: string, body?: unknown, method = body === undefined ? "GET" : "POST") =>
    await answer(
      new Request(`http://127.0.0.1${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const end = () => {
    consoles.close();
    snapshots.close();
    assertEquals(clock.timers, 0);
  };
  return { inside, book, ask, [Symbol.dispose]: end };
}

/** The status and the one sentence of a refusal. */
async function refused(response: Response): Promise<[number, string]> {
  const { error, ...others } = await response.json();
  assertEquals(others, {});
  assertMatch(error, /^[A-Zd-p].+\.$/);
  return [response.status, error];
}

Deno.test("routes() list at / everything there is, and everything that is listed is there", async () => {
  using it = bench();
  const list = await (await it.ask("/")).text();
  const listed = list.trim().split("\n").map((line) => line.split(/\s+/).slice(0, 2) as [string, string]);
  assertEquals(listed.map(([method, path]) => `${method} ${path}`), [
    "GET /",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /console",
    "GET /snapshot",
    "GET /outbox/ID",
    "POST /console/ID",
    "POST /kick",
    "POST /drain",
  ]);
  for (const [method, path] of listed) {
    const response = await it.ask(path.replace("ID", "1"), method === "POST" ? { id: 1 } : undefined);
    assert(response.status !== 405, `${method} ${path}`);
    assertEquals(response.headers.get("cache-control"), "no-store");
    assertEquals(response.headers.get("x-content-type-options"), "nosniff");
    await response.body?.cancel();
  }
});

Deno.test("routes() say at / what the server is called, if it has a name", async () => {
  using it = bench(undefined, "The Keep\x1b[2J");
  assertMatch(await (await it.ask("/")).text(), /^The Keep\n\nGET {2}\/ +this list\n/);
});

Deno.test("routes() say where to look where there is nothing, and which method there is", async () => {
  using it = bench();
  const nothing = [
    "/x",
    "/metrics/",
    "/metrics/1",
    "/outbox",
    "/outbox/x",
    "/console/1x",
    "/outbox/1/2",
    "//",
    "/healthz/9",
  ];
  for (const path of nothing) {
    assertEquals(await refused(await it.ask(path)), [
      404,
      "There is nothing at this path; GET / lists all paths.",
    ]);
  }
  for (
    const [path, method, allow] of [["/kick", "GET", "POST"], ["/metrics", "DELETE", "GET"], [
      "/",
      "OPTIONS",
      "GET",
    ]]
  ) {
    const response = await it.ask(path!, undefined, method);
    assertEquals([response.status, response.headers.get("allow")], [405, allow!]);
    assertEquals(await refused(response), [405, `This path takes ${allow} only; GET / lists all paths.`]);
  }
});

Deno.test("routes() answer probes", async () => {
  using well = bench();
  assertEquals(await (await well.ask("/healthz")).text(), "alive\n");
  assertEquals(await (await well.ask("/readyz?x=y")).text(), "ready\n");
  using ill = bench({ isAccepting: false, troubles: ["store: the disk is full"], notes: [] });
  assertEquals((await ill.ask("/healthz")).status, 200);
  const response = await ill.ask("/readyz");
  assertEquals([response.status, await response.text()], [503, "door: closed\nstore: the disk is full\n"]);
});

Deno.test("routes() give everything that is measured, the consoles included", async () => {
  using it = bench();
  it.inside.measured = [{ name: "chat_guests", help: "People.", type: "gauge", values: [{ value: 3 }] }];
  const response = await it.ask("/metrics");
  assertEquals(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  for (const line of ["chat_guests 3", "chat_consoles 0", "chat_console_dropped_updates_total 0"]) {
    assertStringIncludes(text, `\n${line}\n`);
  }
});

Deno.test("routes() open consoles, hear what they want, and let no more in than there may be", async () => {
  using it = bench();
  for (let i = 0; i < MAX_CONSOLES; i++) {
    const response = await it.ask("/console");
    assertEquals([response.status, response.headers.get("content-type")], [200, "application/x-ndjson"]);
  }
  assertEquals(await refused(await it.ask("/console")), [
    503,
    `All ${MAX_CONSOLES} consoles are open: close one.`,
  ]);
  assertEquals(await (await it.ask("/console/1", { paused: true, details: null })).json(), {
    paused: true,
    details: null,
  });
  assertEquals(await refused(await it.ask("/console/99", {})), [404, "There is no console 99."]);
  assertEquals(await refused(await it.ask("/console/1", { paused: 1 })), [
    400,
    "paused must be true or false.",
  ]);
  assertEquals((await refused(await it.ask("/console/1", [])))[0], 400);
  assertEquals((await refused(await it.ask("/console/1", { x: "x".repeat(5000) })))[0], 413);
});

Deno.test("routes() give snapshots, so many at once", async () => {
  using it = bench();
  it.inside.putTasks(...Array.from({ length: 1001 }, (_, i) => taskRow(i))); // a smaller one is told at once
  for (let i = 0; i < MAX_SNAPSHOTS; i++) assertEquals((await it.ask("/snapshot")).status, 200);
  assertEquals((await refused(await it.ask("/snapshot")))[0], 503);
});

Deno.test("routes() give the sizes in an outbox", async () => {
  using it = bench();
  const dump = { resource: 5, name: "anna", pieces: [10, 20], filling: FILLING };
  it.inside.dumpsById.set(5, dump);
  assertEquals(await (await it.ask("/outbox/5")).json(), dump);
  assertEquals(await refused(await it.ask("/outbox/6")), [404, "There is no outbox 6."]);
});

Deno.test("routes() kick, and log whom", async () => {
  using it = bench();
  it.inside.namesById.set(5, "anna");
  assertEquals(await (await it.ask("/kick", { id: 5 })).json(), { kicked: "anna" });
  assertEquals([it.inside.kicked, it.book.lines], [[5], ["info: Kicked anna: POST /kick asked for it"]]);
  assertEquals(await refused(await it.ask("/kick", { id: 6 })), [404, "No session belongs to 6."]);
  assertEquals((await refused(await it.ask("/kick", { id: "5" })))[0], 400);
  assertEquals(it.inside.kicked, [5]);
});

Deno.test("routes() drain, and tell how far that is as often as they are asked", async () => {
  using it = bench();
  assertEquals(await (await it.ask("/drain", {})).json(), { people: 2, stopsInMs: 30_000 });
  assertEquals((await refused(await it.ask("/drain", { ms: 5 })))[0], 400);
  assertEquals((await refused(await it.ask("/drain")))[0], 405);
  assertEquals(await (await it.ask("/drain", {})).json(), { people: 2, stopsInMs: 20_000 });
});

Deno.test("routes() answer HEAD with the status, type and length of GET, and open no console for it", async () => {
  using it = bench();
  const facts = ({ status, headers }: Response) => [
    status,
    headers.get("content-type"),
    headers.get("content-length"),
  ];
  for (const path of ["/", "/healthz", "/readyz", "/metrics", "/snapshot", "/outbox/1", "/nothing"]) {
    const [head, get] = [await it.ask(path, undefined, "HEAD"), await it.ask(path)];
    assertEquals(facts(head), facts(get), path);
    assertEquals(Number(get.headers.get("content-length")), (await get.bytes()).length, path);
    await head.body?.cancel(); // Deno leaves it out
  }
  assertEquals((await it.ask("/console", undefined, "HEAD")).status, 405);
});

Deno.test("routes() tell no length for HEAD where GET has none, and read nothing for it", async () => {
  using it = bench();
  it.inside.putTasks(...Array.from({ length: 1001 }, (_, i) => taskRow(i)));
  for (let i = 0; i <= MAX_SNAPSHOTS; i++) {
    const head = await it.ask("/snapshot", undefined, "HEAD");
    assertEquals([head.status, head.headers.has("content-length"), await head.text()], [200, false, ""]);
  }
});
