/** `/me`: says what one does instead of what one says, as `* NAME text`. @module */

import type { Room } from "../../chat/room.ts";
import type { CleanText } from "../../text/clean.ts";
import { type Command, type GuestAsker, misuse } from "../command.ts";
import type { Outcome } from "../outcome.ts";
import { send } from "./say.ts";

export const me: Command = {
  usage: "/me TEXT",
  takes: ["text"],
  who: "guests",
  run: (asker, argument) => act(asker, argument),
};

/** Does something where one's lines go, or in a room that was named; doing nothing is a mistake. */
export function act(asker: GuestAsker, text: CleanText, room?: Room): Outcome {
  return text.trim() === "" ? misuse("me", me.usage, text) : send(asker, { kind: "acted", text }, room);
}
