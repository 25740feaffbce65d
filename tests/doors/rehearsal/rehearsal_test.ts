import { assert, assertEquals, assertRejects } from "@std/assert";
import { rehearse, type StageWorld } from "../../../lib/doors/rehearsal/rehearsal.ts";
import type { Clock } from "../../../lib/runtime/clock.ts";
import { type Config, DEFAULTS } from "../../../lib/runtime/config.ts";
import { systemClock } from "../../../lib/runtime/clock.ts";
import { startServer } from "../../../lib/server.ts";

const nobody = () => 0;

/** Starts servers, and keeps what they were started with. */
function starts() {
  const started: { readonly config: Config; readonly counts: () => unknown }[] = [];
  const start = async (config: Config, world: StageWorld) => {
    const server = await startServer(config, world);
    started.push({ config, counts: () => server.counts() });
    return server;
  };
  return { start, started };
}

for (const admin of ["none", "auto"]) {
  Deno.test(`in a rehearsal everybody hears every line, and nothing is left of it (--admin ${admin})`, async () => {
    const { start, started } = starts();
    const config = { ...DEFAULTS, admin };
    const { lines, bytes } = await rehearse({ start, config, clock: systemClock, people: nobody });
    const shortest = "player1: This is what somebody says in round 0\r\n".length, others = 9;
    assertEquals(lines, 4000);
    assert(bytes > lines * others * shortest, `${bytes} bytes`);
    assertEquals(started.map(({ counts }) => counts()), [{ readers: 0, guests: 0, tasks: 0 }]);
  });
}

Deno.test("a rehearsal takes nothing of what the operator set but how the admin door is served", async () => {
  const { start, started } = starts();
  const config = {
    ...DEFAULTS,
    admin: "none",
    data: "/somewhere",
    port: 8080,
    bus: "nats://h:4222",
    maxGuests: 1,
  };
  await rehearse({ start, config, clock: systemClock, people: () => 10 });
  const off = {
    tls: "off",
    ssh: "off",
    web: "off",
    data: "none",
    port: 0,
    host: "127.0.0.1",
    admin: "none",
  } as const;
  assertEquals(started.map(({ config }) => config), [{ ...DEFAULTS, ...off }]);
});

Deno.test("a rehearsal ends where people have come", async () => {
  const { start } = starts();
  let asked = 0;
  const people = () => asked++ < 20 ? 9 : 10;
  const { lines } = await rehearse({
    start,
    config: { ...DEFAULTS, admin: "none" },
    clock: systemClock,
    people,
  });
  assertEquals(lines, 80);
});

Deno.test("a rehearsal whose server cannot be stopped fails, and goes on no longer", async () => {
  const start = async (config: Config, world: StageWorld) => {
    const server = await startServer(config, world);
    return {
      async stop() {
        await server.stop();
        throw new Error("it does not stop");
      },
    };
  };
  const config = { ...DEFAULTS, admin: "none" };
  const rehearsed = rehearse({ start, config, clock: systemClock, people: () => 10 });
  await assertRejects(() => rehearsed, Error, "it does not stop");
});

Deno.test("everybody else has a turn whenever a rehearsal has taken its time", async () => {
  const { start } = starts();
  let now = 0, heldUp = 0, longest = 0, turns = 0;
  const clock: Clock = {
    ...systemClock,
    now: () => now,
    soon(run) {
      now++; // each round takes a millisecond
      longest = Math.max(longest, ++heldUp);
      systemClock.soon(run);
    },
    after(ms, run) {
      heldUp = 0;
      turns++;
      return systemClock.after(ms, run);
    },
  };
  let asked = 0;
  const people = () => asked++ < 100 ? 0 : 10;
  await rehearse({ start, config: { ...DEFAULTS, admin: "none" }, clock, people });
  assertEquals(longest, 2);
  assert(turns > 50, `${turns} turns`);
});
