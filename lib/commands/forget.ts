/** `/forget`: takes back all one said. @module */

import { type Command, misuse } from "./command.ts";

/** Erases what the asker said since they came, under the name they have now. */
export const forget: Command = {
  usage: "/forget",
  cost: 20,
  who: "guests",
  run({ hub, guest, answer }, argument) {
    if (argument !== "") return misuse("forget", this.usage, argument);
    const lines = hub.archive.forget(guest.name, guest.nameId);
    answer({ kind: "forgotten", lines: lines ?? 0, isCertain: lines !== undefined });
    hub.rooms.tidy();
    return undefined;
  },
};
