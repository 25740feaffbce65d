/**
 * Whether the server does all it should, for probes: one word, or line by line what is degraded and why. Where it does
 * all, but somebody should look after what has been, that stands below the word.
 *
 * @module
 */

export interface Readiness {
  /** Whether the chat's door accepts people. */
  readonly isAccepting: boolean;
  /** What is degraded and why, in sentences: `store: the disk is full`. */
  readonly troubles: readonly string[];
  /** What has been and should be looked after, in sentences. */
  readonly notes: readonly string[];
}

/** The text of `/readyz`, and whether all is well. */
export function readinessText(
  { isAccepting, troubles, notes }: Readiness,
): { readonly isReady: boolean; readonly text: string } {
  const wrong = isAccepting ? troubles : ["door: closed", ...troubles];
  const isReady = wrong.length === 0;
  return { isReady, text: [...isReady ? ["ready"] : wrong, ...notes].map((line) => `${line}\n`).join("") };
}
