/** A line that is being typed, in all orders of what comes in between. @module */

import { EDITED_SCENARIOS } from "./edited_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(EDITED_SCENARIOS);
