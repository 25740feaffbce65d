/**
 * What processes use, read from /proc. Only Linux has one: elsewhere the bench checks lines and times them, and says
 * nothing of CPU and memory.
 *
 * @module
 */

const HAS_PROC = Deno.build.os === "linux";

/** Reads the usage of some processes together, again and again. */
export class ProcessUsage {
  readonly #folders: readonly string[];
  /** CPU time of each thread when it was last seen, in nanoseconds: what those that ended have used still counts. */
  readonly #threads = new Map<string, number>();

  constructor(...pids: readonly number[]) {
    this.#folders = pids.map((pid) => `/proc/${pid}`);
  }

  /** CPU time so far, in microseconds: the nanosecond accounting of all their threads. */
  cpuUs(): number | null {
    if (!HAS_PROC) return null;
    for (const folder of this.#folders) {
      for (const { name } of Deno.readDirSync(`${folder}/task`)) {
        try {
          const schedule = Deno.readTextFileSync(`${folder}/task/${name}/schedstat`);
          this.#threads.set(name, Number(schedule.split(" ")[0]));
        } catch {
          // The thread ended between the two looks.
        }
      }
    }
    return this.#threads.values().reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1000;
  }

  /** Resident memory in bytes: now, or at the most of each. */
  residentBytes(when: "now" | "peak"): number | null {
    if (!HAS_PROC) return null;
    const field = when === "now" ? "VmRSS" : "VmHWM";
    return this.#folders.reduce((sum, folder) => sum + kilobytesIn(folder, field), 0) * 1024;
  }
}

function kilobytesIn(folder: string, field: string): number {
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, "m")
    .exec(Deno.readTextFileSync(`${folder}/status`)) ?? [];
  if (kilobytes === undefined) throw new Error(`Cannot read the memory in ${folder}: the process is gone`);
  return Number(kilobytes);
}
