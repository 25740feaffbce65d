/** Asks for the password of a room, where it can be typed unseen. @module */

import type { Notice } from "../../model/notice.ts";
import { once } from "../../runtime/soon.ts";
import type { CleanText } from "../../text/clean.ts";
import type { GuestAsker } from "../command.ts";
import type { Outcome } from "../outcome.ts";

/** Which password is wanted. */
type PasswordWanted = Omit<Extract<Notice, { readonly kind: "password_wanted" }>, "kind">;

/**
 * Asks, and goes on with what was typed, if anything; false where it cannot be typed unseen. After a wrong one it asks
 * again, as people know it from elsewhere: whoever types the next try at once would say it to everybody.
 */
export function askPassword(
  { seat, entry, answer }: GuestAsker,
  ask: PasswordWanted,
  goOn: (password: CleanText) => Outcome,
): boolean {
  if (seat.dialect.json) return false; // whose answer would be none
  const take = (typed: CleanText): Outcome => {
    if (typed === "") return void answer({ kind: "no_password" });
    return once(goOn(typed), (refusal) => {
      if (refusal?.kind === "wrong_password") entry.ask(take);
      return refusal;
    });
  };
  const isAsked = entry.ask(take);
  if (isAsked) answer({ kind: "password_wanted", ...ask });
  return isAsked;
}
