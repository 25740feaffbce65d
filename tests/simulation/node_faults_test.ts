/** The stories of several nodes find the faults of what makes one chat of them. */

import { NODE_FAULTS } from "./node_faults.ts";
import { testFaults } from "./shown_faults.ts";

testFaults(NODE_FAULTS);
