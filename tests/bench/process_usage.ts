/**
 * What a process has used, read from /proc. Only Linux has one: elsewhere the bench checks lines and times them, and says
 * nothing of CPU and memory.
 *
 * @module
 */

const HAS_PROC = Deno.build.os === "linux";

/** CPU time of a process so far, in microseconds: the nanosecond accounting of all its threads. */
export function cpuUs(pid: number): number | null {
  if (!HAS_PROC) return null;
  let nanoseconds = 0;
  for (const { name } of Deno.readDirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(Deno.readTextFileSync(`/proc/${pid}/task/${name}/schedstat`).split(" ")[0]);
    } catch {
      // The thread ended between the two looks.
    }
  }
  return nanoseconds / 1000;
}

/** Resident memory of a process, in bytes: now, or at its most. */
export function residentBytes(pid: number, when: "now" | "peak"): number | null {
  if (!HAS_PROC) return null;
  const field = when === "now" ? "VmRSS" : "VmHWM";
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`Cannot read the memory of process ${pid}: it is gone`);
  return Number(kilobytes) * 1024;
}
