import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { adminOf, startWorkers } from "../../../lib/doors/workers/main_thread.ts";
import { systemClock } from "../../../lib/runtime/clock.ts";
import { DEFAULTS } from "../../../lib/runtime/config.ts";
import type { Log } from "../../../lib/runtime/log.ts";
import { startServer } from "../../../lib/server.ts";
import { CHAT_ONLY } from "../../support/chat_only.ts";
import { Guest } from "../../support/guest.ts";
import { listenersAt } from "../../support/listeners.ts";
import { LogBook } from "../../support/log_book.ts";
import { NatsServer, natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

const CONFIG = { ...DEFAULTS, ...CHAT_ONLY, host: "127.0.0.1", port: 0, data: "none", admin: "none" };

/** A server with two workers in this process; its threads are real. */
async function twoWorkers(config = CONFIG) {
  const threads: Worker[] = [], book = new LogBook();
  const log: Log = (level, sentence, facts) => {
    if (sentence.startsWith("Listening")) assertEquals(listenersAt(port), 2); // whoever calls now is let in
    book.log(level, sentence, facts);
  };
  let port = 0;
  const server = await startWorkers(config, {
    count: 2,
    start: (config, world) => {
      ({ port } = config);
      return startServer(config, world);
    },
    spawn(name) {
      assertThrows(() => Deno.listen({ hostname: "127.0.0.1", port }), Deno.errors.AddrInUse); // nobody else is given it
      const thread = new Worker(new URL("../../support/faulty_worker.ts", import.meta.url), {
        type: "module",
        name,
      });
      threads.push(thread);
      return thread;
    },
    ...{ clock: systemClock, log, version: "1", motdLines: [] },
  });
  return { server, threads, book, port };
}

Deno.test("a worker that ends by a bug ends the server with a sentence; everybody else hears goodbye", async () => {
  const { server, threads, book, port } = await twoWorkers();
  const guests: Guest[] = [];
  for (let i = 0; i < 24; i++) guests.push(await Guest.join({ hostname: "127.0.0.1", port }, `guest${i}`));
  threads[0]!.postMessage("fail");
  assertMatch(await server.failed, /^worker 1: it has ended by a bug, which was logged$/);
  await server.stop();
  const ends = await Promise.all(guests.map((guest) => guest.hearEnd()));
  const said = ends.filter((end) => end.includes("Goodbye: the server is stopping."));
  assertEquals(said.length > 0 && said.length < guests.length, true, `${said.length}`); // those of worker 2
  for (const end of ends) assertEquals(/has left[^]*has left/.test(end), false);
  assertMatch(book.lines.join("\n"), /error: Bug in worker 1: Uncaught Error: planted/);
  for (const guest of guests) await guest.close();
});

testWith(await natsThere(), "on a bus, a worker that stands still alone is fenced alone", async () => {
  await using nats = await NatsServer.start();
  const { host, port: natsPort } = nats.address, bus = `nats://${host}:${natsPort}`;
  const { server, threads, book, port } = await twoWorkers({ ...CONFIG, bus, node: "berlin" });
  const guests: Guest[] = [];
  for (let i = 0; i < 16; i++) guests.push(await Guest.join({ hostname: "127.0.0.1", port }, `guest${i}`));
  const last = guests.at(-1)!; // it has seen all others come
  await last.say("/whois guest15");
  const own = /berlin\/(\d)/.exec(await last.hearUntil("is at the node berlin/"))![1]!;
  const other = own === "1" ? "2" : "1", still = new Int32Array(new SharedArrayBuffer(4));
  threads[Number(other) - 1]!.postMessage(still.buffer);
  const left = await last.hearUntil(/guest\d+ has left/, 20_000);
  const lost = guests[Number(/guest(\d+)/.exec(left)![1])]!;
  Atomics.notify(still, 0);
  await lost.hearEnd(20_000);
  await using again = await Guest.connect({ hostname: "127.0.0.1", port });
  await again.say("again");
  await again.hearUntil("Hello again");
  await last.hearUntil("again has joined");
  await last.say("still here");
  await again.hearUntil("guest15: still here");
  const log = book.lines.join("\n");
  assertEquals(log.match(/is silent/g)?.length, 1); // by the main thread alone
  assertMatch(log, new RegExp(`warning: Node berlin/${other} is silent`));
  assertEquals(log.match(/took this one for dead/g)?.length, 1);
  await server.stop();
  for (const guest of guests) await guest.close();
});

Deno.test("a setting that cannot be keeps a server with workers from starting, too", async () => {
  await assertRejects(
    () => twoWorkers({ ...CONFIG, trustedNetworks: "no network" }),
    Error,
    "no network",
  );
});

Deno.test("the admin door of a worker stands next to that of the main thread", () => {
  assertEquals(adminOf("none", 1), "none");
  assertEquals(adminOf("auto", 2), "127.0.0.1:8083");
  assertEquals(adminOf("[::1]:9000", 1), "[::1]:9001");
  assertEquals(adminOf("127.0.0.1:0", 1), "127.0.0.1:0");
  assertEquals(adminOf("127.0.0.1:65535", 1), "none");
  assertEquals(adminOf("unix:/run/chat.sock", 3), "unix:/run/chat.sock.3");
});
