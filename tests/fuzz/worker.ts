/**
 * The thread that fuzzes: one target, for some time or a number of inputs, until the first finding.
 *
 * @module
 */

import { Fuzzer } from "./fuzzer.ts";
import { Notebook } from "./notebook.ts";
import { shrunk } from "./shrink.ts";
import { TARGETS } from "./targets.ts";
import type { Failure } from "./trial.ts";

/** What the thread is to do. */
export interface Order {
  readonly target: string;
  readonly seed: number;
  /** For how long, in milliseconds. */
  readonly ms: number;
  /** Where it writes down what it tries. */
  readonly memory: SharedArrayBuffer;
}

/** How it went. */
export interface Report {
  readonly target: string;
  readonly inputs: number;
  /** How many different things the inputs brought out. */
  readonly traits: number;
  /** Time the slowest input took, in milliseconds. */
  readonly slowestMs: number;
  /** Memory the thread's objects take in the end, in bytes. */
  readonly heapBytes: number;
  /** The first broken promise, with the smallest input that breaks it. */
  readonly finding?: Omit<Failure, "kind"> & { readonly input: Uint8Array };
}

/** This thread, as far as it is one: the module is imported for its types as well. */
const thread = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage?: (report: Report) => void;
};

async function fuzz({ target: name, seed, ms, memory }: Order): Promise<Report> {
  const target = TARGETS.find((target) => target.name === name)!;
  const notebook = new Notebook(memory);
  const watched = { ...target, run: (input: Uint8Array) => (notebook.write(input), target.run(input)) };
  const fuzzer = await Fuzzer.begin(watched, seed);
  const end = performance.now() + ms;
  let found, slowestMs = 0;
  for (let now = performance.now(); found === undefined && now < end;) {
    found = await fuzzer.run(1);
    slowestMs = Math.max(slowestMs, -now + (now = performance.now()));
  }
  const { heapUsed: heapBytes } = Deno.memoryUsage();
  const report = { target: name, inputs: fuzzer.inputs, traits: fuzzer.traits, slowestMs, heapBytes };
  if (found === undefined) return report;
  const { rule, details, input } = found;
  return { ...report, finding: { rule, details, input: await shrunk(watched, input, rule) } };
}

if (thread.postMessage !== undefined) {
  thread.onmessage = async ({ data }) => thread.postMessage!(await fuzz(data));
}
