/**
 * Waiting for the server. Time is counted in looks, not by a clock: a machine that sleeps, or stops both processes for a
 * while, makes nobody give up.
 *
 * @module
 */

/** How often one looks. */
const LOOK_MS = 5;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits until `count` is `wanted` or more; says whether it came so far.
 * @param silentLooks after so many looks without growth it will not
 */
export async function reaches(wanted: number, count: () => number, silentLooks: number): Promise<boolean> {
  let seen = count();
  for (let looks = 0; looks < silentLooks && seen < wanted; looks++) {
    await pause(LOOK_MS);
    const now = count();
    if (now > seen) looks = 0;
    seen = now;
  }
  return seen >= wanted;
}
