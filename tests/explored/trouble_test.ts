/** Trouble at every moment. @module */

import { TROUBLE_SCENARIOS } from "./trouble_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(TROUBLE_SCENARIOS);
