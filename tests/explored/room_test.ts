/** People in rooms in all orders. @module */

import { ROOM_SCENARIOS } from "./room_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(ROOM_SCENARIOS);
