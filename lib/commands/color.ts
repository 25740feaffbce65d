/** `/color`: colours for oneself. @module */

import type { Command } from "./command.ts";

/** Switches colours on or off for the one who asks. */
export const color: Command = {
  usage: "/color on|off",
  who: "anyone",
  run({ hub, recipient }, argument) {
    if (argument !== "on" && argument !== "off") {
      return { kind: "bad_argument", verb: "color", given: argument, usage: this.usage };
    }
    recipient.hasChosenColor = true;
    recipient.dialect = { ...recipient.dialect, color: argument === "on" };
    hub.tell(recipient, { kind: "dialect", dialect: recipient.dialect });
    return undefined;
  },
};
