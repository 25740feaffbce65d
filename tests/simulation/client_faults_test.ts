/** The simulation finds the faults of single ways in: pages and their return, terminals, SSH; and those of a drain. */

import { CLIENT_FAULTS } from "./client_faults.ts";
import { DRAIN_FAULTS } from "./drain_faults.ts";
import { testFaults } from "./shown_faults.ts";
import { SSH_FAULTS } from "./ssh_faults.ts";
import { TERMINAL_FAULTS } from "./terminal_faults.ts";

testFaults([...CLIENT_FAULTS, ...DRAIN_FAULTS, ...SSH_FAULTS, ...TERMINAL_FAULTS]);
