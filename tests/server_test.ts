import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Config } from "../lib/runtime/config.ts";
import { CHAT_ONLY } from "./support/chat_only.ts";
import { type Log, silentLog } from "../lib/runtime/log.ts";
import { startServer } from "../lib/server.ts";
import { Caller, listenerFor } from "./support/caller.ts";
import { LogBook } from "./support/log_book.ts";
import { lobby, messageOf, ops, text } from "./support/samples.ts";
import { FakeClock, settled } from "./support/fake_clock.ts";
import { TroubledStore } from "./support/troubled_store.ts";

/** A server in a world with one caller, a clock to turn, and a store that fails while the test says so. */
async function serverWith(
  store: TroubledStore,
  config: Partial<Config> = {},
  clock = new FakeClock(),
  log: Log = silentLog,
) {
  const caller = new Caller();
  const server = await startServer({ ...CHAT_ONLY, admin: "none", ...config }, {
    clock,
    log,
    listen: () => listenerFor(caller),
    storeOpener: () => Promise.resolve(store.open),
  });
  const type = async (line: string) => {
    caller.types(`${line}\n`);
    await clock.advance(10);
    return caller.screen;
  };
  const stop = async () => {
    const stopped = server.stop();
    await clock.advance(5000);
    await stopped;
    assertEquals([server.counts(), clock.timers, store.opened], [
      { readers: 0, guests: 0, tasks: 0 },
      0,
      0,
    ]);
  };
  return { clock, type, change: server.change, [Symbol.asyncDispose]: stop };
}

Deno.test("startServer() takes in the rooms that were kept once a store in trouble can be opened", async () => {
  const store = new TroubledStore();
  store.inner.save([messageOf({ id: 1, room: ops, text: text("old") })]);
  store.inner.saveRoom({
    ...{ name: ops, kind: "public", topic: "kept", owners: [], password: "" },
    ...{ keepsHistory: true, pastFrom: 0, hooks: [] },
  });
  store.breakDown();
  await using world = await serverWith(store);
  await world.type("ann");
  assertEquals((await world.type("/rooms")).includes("#ops"), false);
  store.mend();
  await world.clock.advance(5000);
  assertStringIncludes(await world.type("/rooms"), "#ops");
});

Deno.test("startServer() lets go of rooms whose last line became too old", async () => {
  const store = new TroubledStore();
  await using world = await serverWith(store, { keepDays: 1 });
  await world.type("ann");
  await world.type("/join #ops");
  await world.type("something");
  await world.type("/leave #ops");
  assertEquals(store.textsIn(ops), ["something"]);
  assertEquals(store.inner.rooms().map(({ name }) => name), [lobby, ops]);
  for (let hours = 0; hours <= 25; hours++) await world.clock.advance(3_600_000);
  assertEquals(store.textsIn(ops), []);
  assertEquals(store.inner.rooms().map(({ name }) => name), [lobby]);
});

Deno.test("startServer() erases nothing by a clock that is wrong for a moment, and tells the time as it is", async () => {
  const DAY = 86_400_000, HOUR = 3_600_000;
  for (const wrongBy of [40 * DAY, 3000 * DAY, -20_000 * DAY]) {
    const store = new TroubledStore(), clock = new FakeClock();
    {
      await using world = await serverWith(store, {}, clock);
      await world.type("ann");
      await world.type("before");
      clock.setBy += wrongBy;
      await world.type("meanwhile");
      await clock.advance(5 * HOUR);
    }
    {
      await using world = await serverWith(store, {}, clock); // started anew with the wrong time
      await world.type("ann");
      await world.type("at its start");
      await clock.advance(5 * HOUR);
      clock.setBy -= wrongBy;
      await world.type("after");
      await clock.advance(2000);
      await world.type("2 s later");
      await clock.advance(40 * HOUR);
    }
    const all = { room: lobby, after: 0, limit: 100, which: "oldest" } as const;
    const lines = store.inner.lines(all);
    const texts = ["before", "meanwhile", "at its start", "after", "2 s later"];
    assertEquals(lines.map(({ text }) => text as string), texts);
    const sinceFirst = lines.map(({ time }) => Math.floor((time - lines[0]!.time) / HOUR));
    const wrong = wrongBy / HOUR;
    assertEquals(sinceFirst, [0, wrong, wrong + 5, 10, 10], "each has the clock's own time");
    assertEquals(lines[4]!.time - lines[3]!.time, 2010);
  }
});

Deno.test("startServer() lets go of what is too old after it was off for long, and says so", async () => {
  const DAY = 86_400_000;
  const store = new TroubledStore(), clock = new FakeClock();
  {
    await using world = await serverWith(store, {}, clock);
    await world.type("ann");
    await world.type("long ago");
  }
  await clock.advance(40 * DAY);
  const logged: string[] = [];
  await using world = await serverWith(
    store,
    {},
    clock,
    (level, text) => void logged.push(`${level}: ${text}`),
  );
  await world.type("ann");
  await clock.advance(DAY - 60_000);
  assertEquals(store.textsIn(lobby), ["long ago"]);
  await world.type("today");
  await clock.advance(120_000);
  assertEquals(store.textsIn(lobby), ["today"]);
  assertEquals(logged.filter((line) => /^warning: Erased \{lines\} lines/.test(line)).length, 1);
});

Deno.test("startServer() keeps lines for as long as was said last", async () => {
  const store = new TroubledStore();
  await using world = await serverWith(store, { keepDays: 30 });
  await world.type("ann");
  await world.type("something");
  await world.change({ ...CHAT_ONLY, keepDays: 2 }, []);
  for (let hours = 0; hours <= 47; hours++) await world.clock.advance(3_600_000);
  assertEquals(store.textsIn(lobby), ["something"]);
  for (let hours = 0; hours <= 3; hours++) await world.clock.advance(3_600_000);
  assertEquals(store.textsIn(lobby), []);
});

Deno.test("startServer() logs a bug in a task, and can be stopped all the same", async () => {
  const logged: string[] = [];
  const caller = new Caller();
  Object.defineProperty(caller, "remoteAddr", { value: undefined }); // as of no real connection
  const server = await startServer({ ...CHAT_ONLY, admin: "none" }, {
    clock: new FakeClock(),
    log: (level, _, fields) => void (level === "error" && logged.push(String(fields?.["task"]))),
    listen: () => listenerFor(caller),
    storeOpener: () => Promise.resolve(new TroubledStore().open),
  });
  await settled();
  await server.stop();
  assertEquals(logged, ["door tcp 127.0.0.1:4000"]);
});

Deno.test("startServer() lets guests in when the admin door is open, and nobody where that is refused", async () => {
  for (const isRefused of [false, true]) {
    const clock = new FakeClock();
    const caller = new Caller();
    const store = new TroubledStore();
    const opening = Promise.withResolvers<undefined>();
    const starting = startServer(CHAT_ONLY, {
      clock,
      listen: () => listenerFor(caller),
      storeOpener: () => Promise.resolve(store.open),
      openAdmin: () => opening.promise,
    });
    await clock.advance(1000);
    assertEquals(caller.screen, "");
    if (isRefused) {
      opening.reject(new Error("no such address"));
      await assertRejects(() => starting, Error, "no such address");
      await settled();
      assertEquals(caller.screen, "");
    } else {
      opening.resolve(undefined);
      const server = await starting;
      await settled();
      assertStringIncludes(caller.screen, "Welcome");
      const stopping = server.stop();
      await clock.advance(5000);
      await stopping;
    }
    assertEquals([clock.timers, store.opened], [0, 0]);
  }
});

Deno.test("the log names every door at the start; with greetAfterMs 0 there is only the chat", async () => {
  const doors = async (config: Partial<Config>) => {
    const book = new LogBook();
    await using _world = await serverWith(new TroubledStore(), config, new FakeClock(), book.log);
    return book.lines.filter((line) => /port|Listening/.test(line)).map((line) => line.replace(/:\d+$/, ""));
  };
  assertEquals(await doors({}), ["info: Listening on 127.0.0.1"]);
  assertEquals(await doors({ web: "on" }), ["info: Listening on 127.0.0.1"]);
  const [listening, web] = await doors({ web: "on", greetAfterMs: 300 });
  assertEquals([listening, web], [
    "info: Listening on 127.0.0.1",
    "info: Web page and webhooks on the same port",
  ]);
});
