/**
 * Why a node has to stop at a record: what it would make of it is not what the others make of it.
 *
 * @module
 */

import type { Lives } from "./lives.ts";
import type { Stamped } from "./stamped.ts";

/**
 * Looks at a record before it is judged.
 * @param lives as they were before it
 * @param version of the deeds that this node knows
 * @returns what the operator has to do, in a sentence; undefined where there is nothing to do
 */
export function troubleWith(
  { act }: Stamped<unknown>,
  seq: number,
  lives: Lives,
  version: number,
): string | undefined {
  const isHello = act.kind === "hello";
  if (lives.isEmpty && !(isHello && act.was === undefined)) { // every ledger begins with the first node's hello
    return `what stands before ${seq} is missing: start this node with a backup of another one`;
  }
  if (!isHello || act.version <= version) return undefined;
  return `the node "${act.node}" is newer than this one: update chat-server here, then start it again`;
}
