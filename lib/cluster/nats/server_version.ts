/** Warns of NATS servers that are known to lose what they have kept. @module */

import type { Log } from "../../runtime/log.ts";

/** The first version in which a server that is killed keeps all streams. */
const SOUND: readonly [number, number, number] = [2, 10, 23];

/** Whether a server of this version, `2.9.10`, is older than the first sound one; one that does not tell is not. */
export function isOld(version: string): boolean {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (numbers === undefined) return false;
  const at = SOUND.findIndex((number, i) => number !== numbers[i]);
  return at >= 0 && numbers[at]! < SOUND[at]!;
}

/** Says so where a server is old. */
export function warnOfOld(version: string, log: Log): void {
  if (!isOld(version)) return;
  log(
    "warning",
    "The NATS server is of version {version}. Before {sound} it may lose records when it is killed, and all nodes stop then: please update it.",
    { version, sound: SOUND.join(".") },
  );
}
