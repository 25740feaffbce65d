/**
 * How many file descriptors a process surely has left, as Linux tells it without opening any.
 *
 * The system tells for how many open files it has made room so far (`FDSize` of `proc_pid_status`, which grows by doubling),
 * so no more than that are open; and it tells the limit. Up to half of the limit, this is all that has to be known.
 *
 * @module
 */

import { readSystemFile } from "./tcp_table.ts";

/** Tells how many files can be opened at least; 0 where that is not known. */
export type FreeDescriptors = () => number;

/**
 * How many files can be opened at least.
 * @param limits `/proc/self/limits`
 * @param status `/proc/self/status`
 */
export function surelyFree(limits: string, status: string): number {
  const [, limit] = /^Max open files +(\d+)/m.exec(limits) ?? [],
    [, room] = /^FDSize:\s*(\d+)$/m.exec(status) ?? [];
  return limit === undefined || room === undefined ? 0 : Math.max(0, Number(limit) - Number(room));
}

/** The same of this process, at this moment. */
export function freeDescriptors(): number {
  try {
    return surelyFree(readSystemFile("/proc/self/limits"), readSystemFile("/proc/self/status"));
  } catch {
    return 0; // another system, no permission, no descriptor
  }
}
