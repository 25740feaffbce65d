/** How a command ends. @module */

import type { Refusal } from "../model/refusal.ts";

/** With a refusal, or with nothing to add; later, where something slow has to be found out. */
export type Outcome = Refusal | undefined | Promise<Refusal | undefined>;

/** Goes on with an outcome, at once where it is there. */
export function once(outcome: Outcome, goOn: (refusal: Refusal | undefined) => void): void | Promise<void> {
  return outcome instanceof Promise ? outcome.then(goOn) : goOn(outcome);
}
