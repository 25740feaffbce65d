/** `/quit`: leaves. @module */

import type { Command } from "../command.ts";

export const quit: Command = {
  usage: "/quit",
  takes: [],
  who: "anyone",
  run: ({ end }) => void end({ kind: "quit" }),
};
