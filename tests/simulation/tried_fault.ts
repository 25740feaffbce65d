/** A fault to plant in a copy of the program, and what the simulation finds. @module */

import type { Fault } from "../support/planted.ts";

/** A fault, and where it is looked for. */
export interface TriedFault extends Fault {
  /** The promise that is broken first. */
  readonly breaks: string;
  /** Within how many seeds it is found; undefined where that takes hundreds. */
  readonly seeds?: number;
  /** From which one on: the first unless told. */
  readonly from?: number;
  /** Whether they are of several nodes. */
  readonly ofNodes?: true;
  /** Which kept story finds it then. */
  readonly story?: string;
}
