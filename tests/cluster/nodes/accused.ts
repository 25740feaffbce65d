/** Who was taken for dead although they were heard. @module */

import type { Breach } from "../../simulation/breach.ts";
import type { FarLedger } from "./far_ledger.ts";

/** At most so many beats are heard of somebody who is said to be dead: those that came while that was on its way. */
const LATE_BEATS = 2;

/** Whoever stood still or was cut off does not take the others for dead: they are heard. */
export function* accused({ accused }: Pick<FarLedger<unknown>, "accused">): Generator<Breach> {
  for (const [life, beats] of accused) {
    if (beats > LATE_BEATS) {
      yield { promise: "nobody who is heard is taken for dead", detail: `${life}, heard ${beats} times` };
    }
  }
}
