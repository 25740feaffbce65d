/** `/color`: colours for oneself. @module */

import { narrow } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";

/** Switches colours on or off for the one who asks. */
export const color: Command = {
  usage: "/color on|off",
  who: "anyone",
  run({ recipient, answer }, argument) {
    const choice = narrow(argument);
    if (choice !== "on" && choice !== "off") {
      return misuse("color", this.usage, argument);
    }
    recipient.hasChosenColor = true;
    recipient.dialect = { ...recipient.dialect, color: choice === "on" };
    answer({ kind: "dialect", dialect: recipient.dialect });
    return undefined;
  },
};
