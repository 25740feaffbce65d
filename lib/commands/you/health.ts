/** `/health`: whether the server is well, and which of several nodes it is; for people and monitors. @module */

import type { Command } from "../command.ts";

export const health: Command = {
  usage: "/health",
  takes: [],
  who: "anyone",
  run({ past, node, answer }) {
    const { trouble, concern } = past, here = node?.();
    const isCutOff = here?.isUp === false ? true : undefined;
    return void answer({ kind: "health", trouble, concern, node: here?.node, isCutOff });
  },
};
