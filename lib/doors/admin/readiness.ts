/**
 * Whether the server does all it should, for probes: one word, or line by line what is degraded and why.
 *
 * @module
 */

/** How the server is. */
export interface Readiness {
  /** Whether the chat's door accepts people. */
  readonly isAccepting: boolean;
  /** What is degraded and why, in sentences: `store: the disk is full`. */
  readonly troubles: readonly string[];
}

/** The text of `/readyz`, and whether all is well. */
export function readinessText(
  { isAccepting, troubles }: Readiness,
): { readonly isReady: boolean; readonly text: string } {
  const lines = isAccepting ? troubles : ["door: closed", ...troubles];
  return { isReady: lines.length === 0, text: (lines.length === 0 ? "ready" : lines.join("\n")) + "\n" };
}
