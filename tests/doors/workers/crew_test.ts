import { assertEquals, assertRejects } from "@std/assert";
import { type CallPort, Calls } from "../../../lib/doors/workers/calls.ts";
import { Crew, type Thread } from "../../../lib/doors/workers/crew.ts";
import type { Begin } from "../../../lib/doors/workers/messages.ts";
import type { Draining } from "../../../lib/admin/other_threads.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import { LogBook } from "../../support/log_book.ts";

/** A thread that is none: the test plays the worker in it. */
class PlayedThread implements Thread {
  onmessage: Thread["onmessage"] = null;
  onerror: Thread["onerror"] = null;
  isEnded = false;
  readonly port: CallPort = {
    postMessage: (data) => queueMicrotask(() => this.onmessage?.({ data } as MessageEvent)),
    onmessage: null,
  };

  postMessage(data: unknown): void {
    queueMicrotask(() => this.port.onmessage?.({ data } as MessageEvent));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

/** A crew of two, whose second worker does as the test says. */
function crewWith(second: (calls: Calls, thread: PlayedThread) => void) {
  const threads: PlayedThread[] = [], book = new LogBook(), attached: unknown[] = [], stopped: string[] = [];
  const drains: Record<string, Draining> = {};
  const crew = new Crew({
    spawn(name) {
      const thread = new PlayedThread();
      threads.push(thread);
      const answers = {
        readiness: () => name,
        stop: () => void stopped.push(name),
        drain: () => drains[name],
      };
      const calls = new Calls(thread.port, answers);
      calls.ask<Begin>("begin").then(() => {
        if (name === "worker 2") second(calls, thread);
        else calls.tell("listening");
      });
      return thread;
    },
    attach: (end) => void attached.push(end),
    beginOf: (name) => ({ name }) as Begin,
    hostKey: () => Promise.resolve({ text: "key" }),
    log: book.log,
  });
  return { crew, threads, book, attached, stopped, drains };
}

Deno.test("a crew starts its workers, asks them all, and stops them", async () => {
  const { crew, threads, attached, stopped, book } = crewWith(async (calls) => {
    assertEquals(await calls.ask("hostKey"), { text: "key" });
    calls.tell("log", ["info", "Accepted {peer}", { peer: "somebody" }]);
    calls.tell("listening");
  });
  await crew.start(2);
  assertEquals(attached.length, 2);
  assertEquals(await crew.readiness() as unknown, ["worker 1", "worker 2"]);
  assertEquals(await crew.drain(), []); // neither gave an answer
  await crew.stop();
  crew.end();
  assertEquals([stopped, threads.map(({ isEnded }) => isEnded)], [["worker 1", "worker 2"], [true, true]]);
  assertEquals(book.lines, ["info: Accepted somebody"]);
});

Deno.test("a crew does not start where one of its workers cannot, and waits for none that is not there", async () => {
  const { crew, stopped } = crewWith((calls) => calls.tell("refused", "the port is in use"));
  await assertRejects(() => crew.start(2), StartRefused, "Cannot start worker 2: the port is in use");
  await crew.stop();
  assertEquals(stopped, ["worker 1"]);
});

Deno.test("a crew ends with the first worker that ends by a bug", async () => {
  const { crew, threads, book, stopped } = crewWith((calls) => calls.tell("listening"));
  await crew.start(2);
  let isPrevented = false;
  const event = { message: "Uncaught Error: oh", preventDefault: () => isPrevented = true };
  threads[1]!.onerror?.(event as unknown as ErrorEvent);
  assertEquals(await crew.failed, "worker 2: it has ended by a bug, which was logged");
  assertEquals(isPrevented, true);
  await crew.stop(); // the others
  assertEquals([stopped, book.lines], [["worker 1"], ["error: Bug in worker 2: Uncaught Error: oh"]]);
});

Deno.test("a crew drains as a whole, whichever of its workers was asked to", async () => {
  const asked = Promise.withResolvers<Draining>();
  const { crew, drains } = crewWith((calls) => {
    calls.tell("listening");
    calls.ask<Draining>("drain").then(asked.resolve);
  });
  Object.assign(drains, {
    "worker 1": { people: 3, stopsInMs: 900 },
    "worker 2": { people: 1, stopsInMs: 800 },
  });
  await crew.start(2);
  assertEquals(await asked.promise, { people: 4, stopsInMs: 900 });
});

Deno.test("a crew has drained when all its workers have", async () => {
  const seconds: Calls[] = [];
  const { crew } = crewWith((calls) => {
    seconds.push(calls);
    calls.tell("listening");
    calls.tell("failed", "the ledger is of no use");
  });
  await crew.start(2);
  assertEquals(await crew.failed, "worker 2: the ledger is of no use");
  let isOver = false;
  crew.drained().then(() => isOver = true);
  seconds[0]!.tell("drained");
  await crew.readiness();
  assertEquals(isOver, false); // the first has not
});
