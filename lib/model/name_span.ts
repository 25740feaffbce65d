/** A name that somebody had for a while: a name is somebody else's before and after. @module */

import type { Name } from "../text/clean.ts";

export interface NameSpan {
  readonly name: Name;
  /** The id of the event by which they got it. */
  readonly from: number;
  /** The id of the event by which they gave it up; infinite while they have it. */
  readonly upTo: number;
  /** How many lines they said under it that were kept then. */
  readonly lines: number;
}
