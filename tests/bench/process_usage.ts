/**
 * What a process uses, read from /proc. Only Linux has one: elsewhere the bench checks lines and times them, and says
 * nothing of CPU and memory.
 *
 * @module
 */

const HAS_PROC = Deno.build.os === "linux";

/** Reads the usage of one process, again and again. */
export class ProcessUsage {
  readonly #folder: string;
  /** CPU time of each thread when it was last seen, in nanoseconds: what those that ended have used still counts. */
  readonly #threads = new Map<string, number>();

  constructor(pid: number) {
    this.#folder = `/proc/${pid}`;
  }

  /** CPU time so far, in microseconds: the nanosecond accounting of all its threads. */
  cpuUs(): number | null {
    if (!HAS_PROC) return null;
    for (const { name } of Deno.readDirSync(`${this.#folder}/task`)) {
      try {
        const schedule = Deno.readTextFileSync(`${this.#folder}/task/${name}/schedstat`);
        this.#threads.set(name, Number(schedule.split(" ")[0]));
      } catch {
        // The thread ended between the two looks.
      }
    }
    return this.#threads.values().reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1000;
  }

  /** Resident memory in bytes: now, or at its most. */
  residentBytes(when: "now" | "peak"): number | null {
    if (!HAS_PROC) return null;
    const field = when === "now" ? "VmRSS" : "VmHWM";
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m")
      .exec(Deno.readTextFileSync(`${this.#folder}/status`))?.[1];
    if (kilobytes === undefined) {
      throw new Error(`Cannot read the memory in ${this.#folder}: the process is gone`);
    }
    return Number(kilobytes) * 1024;
  }
}
