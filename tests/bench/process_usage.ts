/**
 * What a process has used, read from /proc (Linux).
 *
 * @module
 */

/** CPU time of a process so far, in microseconds: the nanosecond accounting of all its threads. */
export function cpuUs(pid: number): number {
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

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`))?.[1];
  if (kilobytes === undefined) throw new Error(`Cannot read the memory of process ${pid}: it is gone`);
  return Number(kilobytes) * 1024;
}
