/** `/me`: says what one does instead of what one says. @module */

import { type Command, misuse } from "./command.ts";
import { speak } from "./say.ts";

/** Tells the others `* NAME text`. */
export const me: Command = {
  usage: "/me TEXT",
  who: "guests",
  run(asker, argument) {
    if (argument === "") return misuse("me", this.usage, argument);
    return speak("acted", asker, asker.guest.current, argument);
  },
};
