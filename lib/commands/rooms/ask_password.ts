/** Asks for the password of a room, where it can be typed unseen. @module */

import type { Notice } from "../../model/notice.ts";
import type { CleanText } from "../../text/clean.ts";
import type { GuestAsker } from "../command.ts";
import type { Outcome } from "../outcome.ts";

/** Which password is wanted. */
type PasswordWanted = Omit<Extract<Notice, { readonly kind: "password_wanted" }>, "kind">;

/** Asks, and goes on with what was typed, if anything; false where it cannot be typed unseen. */
export function askPassword(
  { seat, entry, answer }: GuestAsker,
  ask: PasswordWanted,
  goOn: (password: CleanText) => Outcome,
): boolean {
  if (seat.dialect.json) return false; // whose answer would be none
  const isAsked = entry.ask((typed) => {
    if (typed !== "") return goOn(typed);
    return void answer({ kind: "no_password" });
  });
  if (isAsked) answer({ kind: "password_wanted", ...ask });
  return isAsked;
}
