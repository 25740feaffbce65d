/** People in a chat in all orders. @module */

import { CHAT_SCENARIOS } from "./chat_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(CHAT_SCENARIOS);
