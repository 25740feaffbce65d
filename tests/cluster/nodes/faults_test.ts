/** The stories of nodes find the faults of what makes one log for all of them. */

import { FAULTS } from "./faults.ts";
import { testFaults } from "./tried_fault.ts";

testFaults(FAULTS);
