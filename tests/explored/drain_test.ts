/** A drain in all orders. @module */

import { DRAIN_SCENARIOS } from "./drain_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(DRAIN_SCENARIOS);
