/** How a command ends. @module */

import type { Refusal } from "../model/refusal.ts";

/** With a refusal, or with nothing to add; later, where something slow has to be found out. */
export type Outcome = Refusal | undefined | Promise<Refusal | undefined>;
