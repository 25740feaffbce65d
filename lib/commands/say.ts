/** A line that is no command: said to everybody else. @module */

import type { CleanText } from "../model/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import type { GuestAsker } from "./command.ts";

/** Says a line. A blank one says nothing: it is the Enter somebody pressed to see whether the line is alive. */
export function say({ hub, guest }: GuestAsker, text: CleanText): Refusal | undefined {
  if (text.trim() !== "") hub.say(guest, text);
  return undefined;
}
