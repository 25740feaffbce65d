/** `/color`: colours for oneself. @module */

import { keyword } from "../../text/narrow.ts";
import { type Command, misuse } from "../command.ts";
import { oneOf } from "../take.ts";

export const color: Command = {
  usage: "/color on|off",
  takes: [oneOf("on", "off")],
  who: "anyone",
  run(asker, argument) {
    const choice = keyword(argument);
    if (choice !== "on" && choice !== "off") {
      return misuse("color", this.usage, argument);
    }
    const { hub, seat } = asker, color = choice === "on";
    if (color) hub.able(seat, { color }); // whoever asks for them here can see them here
    asker.prefer({ color });
    return void asker.answer({ kind: "dialect", dialect: seat.dialect });
  },
};
