/** `/who`: the people who are here. @module */

import type { Command } from "./command.ts";

/** Lists everybody, in the order they came. */
export const who: Command = {
  usage: "/who",
  who: "guests",
  run({ hub, recipient, guest }) {
    hub.tell(recipient, { kind: "who", names: hub.names(), you: guest.name });
    return undefined;
  },
};
