/** `/me`: says what one does instead of what one says, as `* NAME text`. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Refusal } from "../../model/refusal.ts";
import { type Command, type GuestAsker, misuse } from "../command.ts";
import { sayIn } from "./say.ts";

export const me: Command = {
  usage: "/me TEXT",
  takes: ["text"],
  who: "guests",
  run: (asker, argument) => act(asker, argument),
};

/** Does something in a room; doing nothing is a mistake. */
export function act(asker: GuestAsker, text: CleanText, room = asker.guest.current): Refusal | undefined {
  return text.trim() === "" ? misuse("me", me.usage, text) : sayIn(room, asker, { kind: "acted", text });
}
