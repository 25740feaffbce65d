/**
 * How a node of several stands with the others, as a test makes it up.
 *
 * @module
 */

import type { Life } from "../../lib/cluster/bus.ts";
import type { NodeCondition } from "../../lib/cluster/node_bus.ts";

/** One of two nodes with which all is well; what is given is otherwise. */
export function nodeCondition(given: Partial<NodeCondition> = {}): NodeCondition {
  return {
    node: "berlin",
    since: 1_000_000,
    life: "berlin/1b4e28ba-2fa1-11d2-883f-0016d3cca427" as Life,
    isUp: true,
    isReady: true,
    waiting: 0,
    echoMs: 1.5,
    resent: 0,
    refused: 0,
    behindMs: 0.5,
    ignored: 0,
    peers: [{
      node: "lisbon",
      life: "lisbon/6fa459ea-ee8a-3ca4-894e-db77e160355e" as Life,
      since: undefined,
      missedBeats: 0,
    }],
    ...given,
  };
}
