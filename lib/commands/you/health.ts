/** `/health`: whether the server is well; for people and monitors. @module */

import type { Command } from "../command.ts";

export const health: Command = {
  usage: "/health",
  takes: [],
  who: "anyone",
  run({ past, answer }) {
    const { trouble, concern } = past;
    return void answer({ kind: "health", trouble, concern });
  },
};
