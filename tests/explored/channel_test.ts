/** The channel in all orders. @module */

import { CHANNEL_SCENARIOS } from "./channel_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(CHANNEL_SCENARIOS);
