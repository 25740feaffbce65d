/**
 * What the load client is asked to do, and what it answers. Both cross a process border as JSON.
 *
 * @module
 */

/** One scenario. */
export interface Scenario {
  readonly name: string;
  /** What it stands for, in a few words. */
  readonly about: string;
  /** Guests in the room; in the idle scenario, connections. */
  readonly guests: number;
  /** How many of them talk; 0: nobody gives a name, nobody talks. */
  readonly senders: number;
  /** Lines per sender. */
  readonly lines: number;
  /** Lines per second and sender, on a fixed schedule; 0: as fast as the socket takes them. */
  readonly rate: number;
}

/** All scenarios of `deno task bench`. */
export const SCENARIOS: readonly Scenario[] = [
  { name: "fan-out", about: "one speaks, paced", guests: 101, senders: 1, lines: 200, rate: 100 },
  { name: "busy room", about: "many speak, paced", guests: 61, senders: 20, lines: 60, rate: 30 },
  { name: "flat out", about: "everybody, no pauses", guests: 40, senders: 40, lines: 800, rate: 0 },
  { name: "idle", about: "connected, silent", guests: 10_000, senders: 0, lines: 0, rate: 0 },
];

/** What was measured in one run. In the idle scenario a delivery is a welcome. */
export interface Measured {
  /** Lines that had to arrive, over all readers. */
  readonly expected: number;
  readonly delivered: number;
  /** Lines that came before an earlier one of the same sender, or twice. */
  readonly disordered: number;
  /** Lines that are not what was sent. */
  readonly damaged: number;
  readonly deliveriesPerSecond: number;
  /** The server's CPU time per delivered line (idle: per connection), in microseconds. */
  readonly cpuUs: number;
  /** From the sender's write to the reader's read, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Growth of the server's resident memory per connection; only in the idle scenario. */
  readonly bytesPerConnection?: number;
  /** Part of one core the load client used: near 1, it was the bottleneck. */
  readonly loadCores: number;
}
