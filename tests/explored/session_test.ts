/** A session in all orders of its endings. @module */

import { SESSION_SCENARIOS } from "./session_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(SESSION_SCENARIOS);
