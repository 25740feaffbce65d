import { assertEquals } from "@std/assert";
import { acceptLoop } from "../../lib/doors/accept_loop.ts";
import type { Log } from "../../lib/runtime/log.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** Descriptors without end. */
const plenty = { allow: () => true };

/** Nobody waits for others. */
const pass = (step: () => void) => step();

/** An acceptor that gives what the test lists: numbers are connections, errors are thrown, and then it waits. */
function acceptorOf(results: (number | Error)[]) {
  return {
    accept(): Promise<number> {
      const result = results.shift();
      if (result === undefined) return new Promise(() => {});
      return typeof result === "number" ? Promise.resolve(result) : Promise.reject(result);
    },
  };
}

Deno.test("acceptLoop() waits out bad moments with back-off, says so, and goes on", async () => {
  const clock = new FakeClock();
  const accepted: number[] = [], waits: unknown[] = [];
  const log: Log = (_level, _message, fields) => void waits.push(fields?.["waitMs"]);
  const full = () => new Error("Too many open files (os error 24)");
  const listener = acceptorOf([1, full(), full(), full(), 2, full(), 3]);
  const signal = new AbortController().signal;
  void acceptLoop(listener, {
    clock,
    log,
    spare: plenty,
    pass,
    signal,
    onConnection: (connection) => void accepted.push(connection),
  });
  await clock.advance(5 + 10);
  assertEquals(accepted, [1]);
  await clock.advance(20);
  assertEquals(accepted, [1, 2]);
  await clock.advance(5);
  assertEquals(accepted, [1, 2, 3]);
  assertEquals(waits, [5, 10, 20, 5]);
});

Deno.test("acceptLoop() leaves the last descriptors to the server, says so, and goes on when there are more", async () => {
  const clock = new FakeClock();
  const accepted: number[] = [], warnings: unknown[] = [];
  let free = 1;
  void acceptLoop(acceptorOf([1, 2, 3]), {
    clock,
    log: (_level, message, fields) => void warnings.push([message, fields]),
    spare: { allow: () => free-- > 0 },
    pass,
    signal: new AbortController().signal,
    onConnection: (connection) => void accepted.push(connection),
  });
  await settled();
  assertEquals(accepted, [1]);
  assertEquals(warnings, [["Cannot accept a connection: {error}; trying again in {waitMs} ms", {
    error: "almost all open files are in use (raise ulimit -n or LimitNOFILE=)",
    waitMs: 5,
  }]]);
  free = 1;
  await clock.advance(5);
  assertEquals(accepted, [1, 2]);
});

Deno.test("acceptLoop() goes straight on to the next where a peer vanished before it was accepted", async () => {
  const accepted: number[] = [], messages: string[] = [];
  const gone = () => new Deno.errors.NotConnected("Transport endpoint is not connected (os error 107)");
  void acceptLoop(acceptorOf([1, gone(), gone(), new Deno.errors.ConnectionAborted("aborted"), 2]), {
    clock: new FakeClock(), // it stands still
    spare: plenty,
    pass,
    log: (_level, message) => void messages.push(message),
    signal: new AbortController().signal,
    onConnection: (connection) => void accepted.push(connection),
  });
  await settled();
  assertEquals([accepted, messages], [[1, 2], []]);
});

Deno.test("acceptLoop() ends without a word when the door was closed", async () => {
  const closing = new AbortController();
  const messages: string[] = [];
  const listener = {
    accept() {
      closing.abort();
      return Promise.reject(new Error("the listener is closed"));
    },
  };
  await acceptLoop(listener, {
    clock: new FakeClock(),
    spare: plenty,
    pass,
    log: (_level, message) => void messages.push(message),
    signal: closing.signal,
    onConnection: () => {},
  });
  assertEquals(messages, []);
});

Deno.test("acceptLoop() accepts nobody before it is let pass, and is let pass for each", async () => {
  const accepted: number[] = [], steps: (() => void)[] = [], closing = new AbortController();
  const ended = acceptLoop(acceptorOf([1, 2, 3]), {
    clock: new FakeClock(),
    spare: plenty,
    pass: (step) => void steps.push(step),
    log: () => {},
    signal: closing.signal,
    onConnection: (connection) => void accepted.push(connection),
  });
  await settled();
  assertEquals(accepted, []);
  for (const expected of [[1], [1, 2]]) {
    steps.shift()!();
    await settled();
    assertEquals([accepted, steps.length], [expected, 1]);
  }
  closing.abort();
  steps.shift()!();
  await ended;
  assertEquals(accepted, [1, 2]);
});
