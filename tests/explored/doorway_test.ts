/** Newcomers at the doorway in all orders. @module */

import { DOORWAY_SCENARIOS } from "./doorway_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(DOORWAY_SCENARIOS);
