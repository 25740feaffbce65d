/**
 * All faults to plant. One that nobody finds would mean that the scenarios prove less than they claim.
 *
 * @module
 */

import type { CaughtFault } from "./caught_fault.ts";
import { CHAT_FAULTS } from "./chat_faults.ts";
import { DELIVERY_FAULTS } from "./delivery_faults.ts";
import { HOOK_FAULTS } from "./hook_faults.ts";
import { DRAIN_FAULTS } from "./drain_faults.ts";
import { EDITED_FAULTS } from "./edited_faults.ts";
import { RESUME_FAULTS } from "./resume_faults.ts";

export const FAULTS: readonly CaughtFault[] = [
  ...DELIVERY_FAULTS,
  ...EDITED_FAULTS,
  ...RESUME_FAULTS,
  ...DRAIN_FAULTS,
  ...CHAT_FAULTS,
  ...HOOK_FAULTS,
];
