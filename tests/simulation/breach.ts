/**
 * A broken promise: what the program says of itself, and how a story showed otherwise.
 *
 * @module
 */

/** One broken promise. */
export interface Breach {
  /** What was promised; the same words for the same promise, so that a shorter story can be held against it. */
  readonly promise: string;
  /** What was seen instead. */
  readonly detail: string;
}
