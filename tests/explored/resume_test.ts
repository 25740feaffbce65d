/** A client that loses its connection and comes back, in all orders. */

import { RESUME_SCENARIOS } from "./resume_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(RESUME_SCENARIOS);
