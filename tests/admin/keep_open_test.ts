import { assertEquals } from "@std/assert";
import type { Served } from "../../lib/admin/admin_listener.ts";
import { keepOpen } from "../../lib/admin/keep_open.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";

/** A server that ends when the test says so. */
function server() {
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();
  const served: Served = { addr: { transport: "tcp", hostname: "127.0.0.1", port: 1 }, finished };
  return { served, resolve, reject };
}

Deno.test("keepOpen() starts a server again that has ended, waiting longer each time", async () => {
  const clock = new FakeClock(), book = new LogBook(), closing = new AbortController();
  const first = server();
  const reopened: number[] = [];
  const reopen = () => {
    reopened.push(clock.now());
    return Promise.reject(new Error("still no files"));
  };
  const keeping = keepOpen(Promise.resolve(first.served), {
    reopen,
    clock,
    log: book.log,
    signal: closing.signal,
  });
  first.reject(new Error("Too many open files"));
  await clock.advance(1000);
  assertEquals(reopened, [100, 300, 700]);
  assertEquals(book.lines.slice(0, 2), [
    "warning: The admin door stopped: Too many open files; opening it again in 100 ms",
    "warning: The admin door stopped: still no files; opening it again in 200 ms",
  ]);
  await clock.advance(60_000);
  const [before = 0, last = 0] = reopened.slice(-2);
  assertEquals(last - before, 10_000);
  closing.abort();
  await keeping;
  assertEquals(clock.timers, 0);
});

Deno.test("keepOpen() waits as little as at first after a server has stood for a while", async () => {
  const clock = new FakeClock(), book = new LogBook(), closing = new AbortController();
  const servers = [server(), server(), server()];
  let opened = 0;
  const reopen = () => Promise.resolve(servers[++opened]!.served);
  const keeping = keepOpen(Promise.resolve(servers[0]!.served), {
    reopen,
    clock,
    log: book.log,
    signal: closing.signal,
  });
  servers[0]!.reject(new Error("first"));
  await clock.advance(100);
  assertEquals(opened, 1);
  await clock.advance(60_000);
  servers[1]!.resolve(); // it should not have
  await clock.advance(100);
  assertEquals(opened, 2);
  assertEquals(
    book.lines.at(-1),
    "warning: The admin door stopped: the HTTP server has ended; opening it again in 100 ms",
  );
  closing.abort();
  servers[2]!.resolve();
  await keeping;
});

Deno.test("keepOpen() says nothing of a server that ends on purpose, however it ends", async () => {
  for (const ending of ["resolve", "reject"] as const) {
    const clock = new FakeClock(), book = new LogBook(), closing = new AbortController();
    const { served, resolve, reject } = server();
    const keeping = keepOpen(Promise.resolve(served), {
      reopen: () => Promise.reject(new Error("never")),
      clock,
      log: book.log,
      signal: closing.signal,
    });
    await settled();
    closing.abort();
    if (ending === "resolve") resolve();
    else reject(new Error("closed"));
    await keeping;
    assertEquals([book.lines, clock.timers], [[], 0]);
  }
});
