/** `/quit`: leaves. @module */

import type { Command } from "../command.ts";

/** Ends the session with a goodbye. */
export const quit: Command = {
  usage: "/quit",
  who: "anyone",
  run: ({ end }) => void end({ kind: "quit" }),
};
