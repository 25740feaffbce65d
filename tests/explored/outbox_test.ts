/** A reader and what is around it in all orders. @module */

import { OUTBOX_SCENARIOS } from "./outbox_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(OUTBOX_SCENARIOS);
