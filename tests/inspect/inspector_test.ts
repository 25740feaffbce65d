/** What the inspector shows and does, of a whole server with people in it. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { rowsOf, serverWith, valueOf } from "../support/inspected_server.ts";

Deno.test("Inspector shows two tasks and two resources for everybody, by their names", async () => {
  await using server = await serverWith("ann", "bob");
  server.callers[0]!.types("hi\nthere\n");
  await server.clock.advance(10);
  const tasks = rowsOf(server.inside.tasks());
  const ofAnn = tasks.filter(({ name }) => name === "ann");
  assertEquals(ofAnn.map(({ kind, state, waitsFor }) => [kind, state, waitsFor]), [
    ["reader", "idle", "a line"],
    ["pump", "idle", "lines"],
  ]);
  const [reader, pump] = ofAnn;
  assertEquals(reader!.fields, {
    peer: "192.0.2.1:1",
    person: "ann",
    door: "tcp",
    rooms: "#lobby",
    lines: 2,
  });
  assertEquals(reader!.polls, 3); // a name and a line, each with its reading, and a line
  assertEquals(reader!.location.replace(/\d+$/, "N"), "lib/doors/visit.ts:N");
  assertEquals(reader!.bornAt, server.clock.time() - 40);
  assertEquals(pump!.retains?.bound, 8192);
  const resources = rowsOf(server.inside.resources()).filter(({ name }) => name === "bob");
  assertEquals(resources.map(({ kind }) => kind), ["outbox", "socket"]);
  const [outbox, socket] = resources;
  assertEquals(outbox!.parent, socket!.id);
  assertEquals(socket!.attributes["in"], 4);
  assertEquals(socket!.operations.map(({ source, isWaiting }) => [source, isWaiting]), [
    ["Conn.read", true],
    ["Conn.write", false],
  ]);
  const ids = [...tasks, ...rowsOf(server.inside.resources())].flatMap((row) =>
    "operations" in row ? [row.id, ...row.operations.map(({ id }) => id)] : [row.id]
  );
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("Inspector shows what everybody shares, and every timer", async () => {
  await using server = await serverWith("ann");
  const tasks = rowsOf(server.inside.tasks()).map(({ kind, name }) => `${kind} ${name}`);
  for (
    const shared of ["store store", "delivery lines", "timer upkeep", "timer sessions", "timer event loop"]
  ) {
    assert(tasks.includes(shared), shared);
  }
  const resources = rowsOf(server.inside.resources());
  assertEquals(resources.slice(0, 3).map(({ kind }) => kind), ["batch", "valve", "loop"]);
  assertEquals(resources.find(({ kind }) => kind === "loop")?.lag, { medianMs: 0, maxMs: 0 });
  const timers = resources.filter(({ kind }) => kind === "timer").map((
    { name, attributes },
  ) => [name, attributes]);
  assertEquals(timers.find(([name]) => name === "sessions"), ["sessions", { ms: 60_000 }]);
});

Deno.test("Inspector shows who does not read: how full, since when, and that the write is waited for", async () => {
  await using server = await serverWith("ann", "sloth");
  server.callers[1]!.isStuck = true;
  server.callers[0]!.types("one\n");
  await server.clock.advance(10);
  let since = 0;
  for (let i = 1; i <= 30; i++) {
    server.callers[0]!.types("x".repeat(90) + "\n"); // 96 bytes with the name, half is 2,048
    await server.clock.advance(10);
    if (i === 22) since = server.clock.time() - 10;
  }
  await server.clock.advance(1000);
  const outbox = rowsOf(server.inside.resources()).find(({ kind, name }) =>
    kind === "outbox" && name === "sloth"
  );
  const { bytes, overHalfSince, maxBytes, skipped } = outbox!.filling!;
  assertEquals(bytes, 30 * 96);
  assertEquals([overHalfSince, maxBytes, skipped], [since, 4096, 0]);
  const pump = rowsOf(server.inside.tasks()).find(({ kind, name }) => kind === "pump" && name === "sloth");
  assertEquals([pump!.waitsFor, pump!.state], ["write", "idle"]);
  const measures = server.inside.measures();
  assertEquals(valueOf(measures, "chat_slow_readers"), 1);
  assert(valueOf(measures, "chat_outbox_fullest_ratio")! > 0.7);
  const dump = server.inside.dump(outbox!.id)!;
  assertEquals([dump.name, dump.pieces.length, dump.pieces[0]], ["sloth", 30, 96]);
  assertEquals(server.inside.dump(pump!.id), undefined);
});

Deno.test("a row has another version when it has changed, and the same one while nothing happens", async () => {
  await using server = await serverWith("ann", "bob");
  const versions = () => {
    const all = [...server.inside.tasks(), ...server.inside.resources()];
    return new Map(
      all.map((one) => [one, one.row()] as const).filter(([, { name }]) => ["ann", "bob"].includes(name))
        .map(([{ id, version }]) => [id, version] as const),
    );
  };
  const before = versions();
  await server.clock.advance(100);
  assertEquals(versions(), before);
  server.callers[0]!.types("hi\n");
  await server.clock.advance(10);
  const after = versions();
  const changed = rowsOf(server.inside.tasks()).filter(({ id }) => before.get(id) !== after.get(id));
  assertEquals(changed.map(({ kind, name }) => `${kind} ${name}`).filter((task) => /ann|bob/.test(task)), [
    "reader ann",
    "pump bob",
  ]);
});

Deno.test("Inspector.kick() ends the session behind each of its rows, and tells whose it was", async () => {
  for (const which of ["reader", "pump", "socket", "outbox"]) {
    await using server = await serverWith("ann", "bob");
    const rows = [...rowsOf(server.inside.tasks()), ...rowsOf(server.inside.resources())];
    const row = rows.find(({ kind, name }) => kind === which && name === "ann")!;
    assertEquals(server.inside.kick(row.id), "ann");
    await server.clock.advance(1000);
    assertStringIncludes(
      server.callers[0]!.screen,
      "Goodbye: the operator of this server ended your connection.",
    );
    assertEquals(server.inside.kick(row.id), undefined);
    assertEquals(valueOf(server.inside.measures(), "chat_evictions_total", "kicked"), 1);
    assertEquals(server.inside.figures().guests, 1);
    const gone = rowsOf(server.inside.tasks()).filter(({ name, state }) =>
      name === "ann" && state === "done"
    );
    assertEquals(gone.map(({ kind }) => kind).toSorted(), ["pump", "reader"]);
  }
});

Deno.test("Inspector.detailsOf() has a task's turns and lags, and nothing for a number that is none", async () => {
  await using server = await serverWith("ann");
  const reader = () => rowsOf(server.inside.tasks()).find(({ kind }) => kind === "reader")!;
  const before = reader();
  const says = async () => {
    server.callers[0]!.types("hi\n");
    await server.clock.advance(10);
  };
  const counted = () => {
    const { turns, lags } = server.inside.detailsOf(before.id)!;
    return [turns, lags].map((buckets) => buckets.reduce((sum, count) => sum + count, 0));
  };
  assertEquals(counted(), [0, 0]); // nobody looked on
  const onlooker = server.inside.attend();
  await says();
  onlooker[Symbol.dispose]();
  onlooker[Symbol.dispose]();
  await says();
  assertEquals([...counted(), reader().polls - before.polls], [1, 1, 2]); // a line with its reading
  assertEquals(server.inside.detailsOf(-1), undefined);
});

Deno.test("a reader that has handled twenty lines waits again, and its thinking is no lag", async () => {
  await using server = await serverWith("ann");
  server.callers[0]!.types("hi\n".repeat(19)); // with the name: twenty
  await server.clock.advance(10);
  await server.clock.advance(13_000);
  const reader = () => rowsOf(server.inside.tasks()).find(({ kind }) => kind === "reader")!;
  assertEquals([reader().state, reader().schedMs], ["idle", 0]);
  server.callers[0]!.types("hi\n");
  await server.clock.advance(10);
  assertEquals([reader().state, reader().schedMs], ["idle", 0]);
});

Deno.test("who has left while lines waited for the flush is done, and waits for nothing", async () => {
  await using server = await serverWith("ann", "bob");
  server.callers[0]!.types("hi\n".repeat(5));
  server.callers[1]![Symbol.dispose]();
  await server.clock.advance(5000);
  const gone = rowsOf(server.inside.tasks()).filter(({ name }) => name === "bob");
  assertEquals(gone.map(({ kind, state, waitsFor, retains }) => ({ kind, state, waitsFor, retains })), [
    { kind: "pump", state: "done", waitsFor: "", retains: undefined },
    { kind: "reader", state: "done", waitsFor: "", retains: undefined },
  ]);
});
