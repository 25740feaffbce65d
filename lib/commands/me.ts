/** `/me`: says what one does instead of what one says. @module */

import type { Command } from "./command.ts";

/** Tells the others `* NAME text`. */
export const me: Command = {
  usage: "/me TEXT",
  who: "guests",
  run({ hub, guest }, argument) {
    if (argument === "") return { kind: "bad_argument", verb: "me", given: argument, usage: this.usage };
    hub.act(guest, argument);
    return undefined;
  },
};
