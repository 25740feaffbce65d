/** `/nick`: another name. @module */

import type { Command } from "./command.ts";

/** Changes one's name, by the same rules as the first one. */
export const nick: Command = {
  usage: "/nick NAME",
  who: "guests",
  run: ({ hub, guest }, argument) => hub.rename(guest, argument),
};
