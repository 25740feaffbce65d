import { HOOK_SCENARIOS } from "./hook_scenarios.ts";
import { testAll } from "./scenario.ts";

testAll(HOOK_SCENARIOS);
