/**
 * What all guests counted in one phase.
 *
 * @module
 */

/** Latencies are counted in steps of 10 µs, up to 10 s. */
const STEP_US = 10, STEPS = 1_000_000;

export class Tally {
  delivered = 0;
  disordered = 0;
  damaged = 0;
  #firstUs = Infinity;
  #lastUs = 0;
  readonly #steps = new Uint32Array(STEPS);

  /** Something is said now: time counts from the first line on. */
  begin(timeUs: number): void {
    this.#firstUs = Math.min(this.#firstUs, timeUs);
  }

  /** A line was read. */
  add(sentUs: number, heardUs: number): void {
    this.delivered++;
    this.#lastUs = heardUs;
    this.#steps[Math.min(STEPS - 1, Math.max(0, Math.floor((heardUs - sentUs) / STEP_US)))]!++;
  }

  /** From the first line said to the last one read. */
  get seconds(): number {
    return this.delivered === 0 ? 0 : (this.#lastUs - this.#firstUs) / 1e6;
  }

  /** The latency that the given part of all lines did not exceed, in milliseconds. */
  quantileMs(part: number): number {
    let left = this.delivered * part;
    const step = this.#steps.findIndex((count) => (left -= count) <= 0);
    return (step + 1) * STEP_US / 1000;
  }
}
