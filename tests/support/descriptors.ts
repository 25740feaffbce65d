/**
 * How many sockets a process has. Tests run side by side in one process, so a server whose descriptors are counted runs in
 * one of its own.
 *
 * @module
 */

/** How long descriptors may take to be given back, in milliseconds. */
const PATIENCE_MS = 15_000;

export function socketsOf(pid: number): number {
  const files = [...Deno.readDirSync(`/proc/${pid}/fd`)].map(({ name }) => `/proc/${pid}/fd/${name}`);
  return files.filter((file) => linkOf(file).startsWith("socket:")).length;
}

/** How often in a row there have to be few enough: peers may wait to be accepted that have hung up already. */
const LOOKS = 10;

/** Waits until a process has no more sockets than that; tells how many it has then, or when that takes too long. */
export async function socketsLeft(pid: number, most: number): Promise<number> {
  const late = Date.now() + PATIENCE_MS;
  let left = socketsOf(pid);
  for (let looks = 0; looks < LOOKS && Date.now() < late; looks = left > most ? 0 : looks + 1) {
    await new Promise((go) => setTimeout(go, 20));
    left = socketsOf(pid);
  }
  return left;
}

function linkOf(file: string): string {
  try {
    return Deno.readLinkSync(file);
  } catch {
    return ""; // it has been closed meanwhile
  }
}
