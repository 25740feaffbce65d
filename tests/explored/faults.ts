/**
 * All faults to plant. One that nobody finds would mean that the scenarios prove less than they claim.
 *
 * @module
 */

import type { CaughtFault } from "./caught_fault.ts";
import { CHAT_FAULTS } from "./chat_faults.ts";
import { DELIVERY_FAULTS } from "./delivery_faults.ts";

export const FAULTS: readonly CaughtFault[] = [...DELIVERY_FAULTS, ...CHAT_FAULTS];
