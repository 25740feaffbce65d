/** How a command ends. @module */

import type { DeedKind } from "../chat/deed.ts";
import type { Done } from "../chat/dispatcher.ts";
import type { FactOf } from "../chat/fact.ts";
import type { Refusal } from "../model/refusal.ts";
import { once, type Soon } from "../runtime/soon.ts";

/** With a refusal, or with nothing to add; later, where something slow has to be found out. */
export type Outcome = Soon<Refusal | undefined>;

/** Goes on with what came of a deed; where it was not done, that is the outcome. */
export function onceDone<Kind extends DeedKind>(
  done: Soon<Done<Kind>>,
  goOn: (fact: FactOf<Kind>) => Outcome = () => undefined,
): Outcome {
  return once(done, (came) => "deed" in came ? goOn(came) : came);
}
