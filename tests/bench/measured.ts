/**
 * What the load client answers: raw sums, from which `figures.ts` makes what is shown. It crosses a process border as
 * JSON.
 *
 * @module
 */

/** Cold is the first talk of a fresh server, warm is after some seconds of talk; warming is in between. */
export type PhaseName = "coming" | "cold" | "warming" | "warm";

/** One part of a run. While people come, what counts as a line is the welcome, or the answer to the name. */
export interface Phase {
  readonly name: PhaseName;
  /** Lines that had to arrive, over all readers. */
  readonly expected: number;
  readonly delivered: number;
  /** Lines that came before an earlier one of the same speaker, or twice. */
  readonly disordered: number;
  /** Lines that are not what was sent, and those that were being typed and are not shown any more. */
  readonly damaged: number;
  /** From the first line said to the last one read. */
  readonly seconds: number;
  /** From the speaker's write to the reader's read, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Hostile connections that spoke at once, and were answered in another protocol. */
  readonly mistaken: number;
  /** CPU time of all threads, in microseconds; null where a system does not tell. */
  readonly serverCpuUs: number | null;
  readonly clientCpuUs: number | null;
}

/** One run of one scenario with one server. */
export interface Run {
  /** In the order of time. Where nobody talks, people only come. */
  readonly phases: readonly Phase[];
  /** The server's resident memory in bytes: before anybody came, after all had come, and its most by then. */
  readonly memory: Readonly<Record<"before" | "after" | "peak", number | null>>;
}

/** What went wrong in a run, in a few words each. */
export function faultsOf({ phases }: Run): string[] {
  return phases.flatMap(({ name, expected, delivered, disordered, damaged, mistaken }) => {
    const missing = expected - delivered;
    const counts = {
      lost: Math.max(0, missing),
      "too many": Math.max(0, -missing),
      disordered,
      damaged,
      mistaken,
    };
    return Object.entries(counts).filter(([, count]) => count > 0)
      .map(([fault, count]) => `${count} ${fault} (${name})`);
  });
}
