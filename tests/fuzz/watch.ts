/**
 * Has a thread fuzz, and watches it: one that hangs or dies is a finding too, and the input at fault is known.
 *
 * @module
 */

import { Notebook } from "./notebook.ts";
import type { Order, Report } from "./worker.ts";

/** Longest silence of a thread, in milliseconds: several times what an input may take. */
const PATIENCE_MS = 20_000;

/**
 * Carries out an order in a thread of its own. Never rejects, and leaves no thread behind but one that hangs: Deno 2.9 ends a
 * thread only where it comes back to its event loop.
 */
export async function watched(
  order: Omit<Order, "memory">,
  patienceMs = PATIENCE_MS,
  module: URL = new URL("worker.ts", import.meta.url),
): Promise<Report> {
  const notebook = new Notebook();
  const thread = new Worker(module, { type: "module" });
  const { promise, resolve } = Promise.withResolvers<Report>();
  const end = (rule: string, details: string) => {
    const { target } = order;
    resolve({
      ...{ target, inputs: notebook.count, traits: 0, slowestMs: patienceMs, heapBytes: 0 },
      finding: { rule, details, input: notebook.input },
    });
  };
  thread.onmessage = ({ data }: MessageEvent<Report>) => resolve(data);
  thread.onerror = (event) => {
    event.preventDefault();
    end("nothing ends the process", event.message);
  };
  let count = 0;
  const patience = setInterval(() => {
    if (count > 0 && notebook.count === count) end("nothing hangs", `no answer for ${patienceMs} ms`);
    count = notebook.count;
  }, patienceMs);
  thread.postMessage({ ...order, memory: notebook.memory } satisfies Order);
  try {
    return await promise;
  } finally {
    clearInterval(patience);
    thread.terminate();
  }
}
