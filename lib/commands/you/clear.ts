/** `/clear`: an empty screen, where the server draws on it. @module */

import type { Command } from "../command.ts";

export const clear: Command = {
  usage: "/clear",
  takes: [],
  who: "anyone",
  run({ terminal }) {
    if (!terminal.isEditing) return { kind: "no_screen" };
    return void terminal.clear();
  },
};
