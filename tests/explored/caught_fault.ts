/** A fault to plant in a copy of the program, and how the explorer finds it. @module */

import type { Fault } from "../support/planted.ts";

export interface CaughtFault extends Fault {
  /** The scenario that finds it. */
  readonly scenario: string;
  /** What is found. */
  readonly finding: RegExp;
}
