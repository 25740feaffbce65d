/**
 * This server as one of several nodes, as far as people and operators are told of it.
 *
 * @module
 */

import type { NodeCondition } from "../cluster/node_bus_parts.ts";
import type { Person } from "./person.ts";

export type { NodeCondition };

/** Asked how this node stands with the others. */
export type ThisNode = () => NodeCondition;

/** At which node somebody is; undefined on a server alone, and for those whose node has just ended. */
export function nodeOf({ life }: Pick<Person, "life">, node: ThisNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const here = node();
  return [here, ...here.peers].find((one) => one.life === life)?.node;
}
