/**
 * What can be in the way between a console and its server, as values; the catalogues have the words.
 *
 * @module
 */

/** Why there is no connection, or no answer. */
export type Problem =
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "no_http" }
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "ended" }
  | { readonly kind: "silent"; readonly seconds: number }
  | { readonly kind: "long_line" }
  | { readonly kind: "no_json" }
  | { readonly kind: "no_update" }
  | { readonly kind: "no_token" }
  | { readonly kind: "wrong_token" }
  | { readonly kind: "refused"; readonly status: number; readonly sentence: string }
  | { readonly kind: "version"; readonly theirs: number; readonly ours: number };

export type ProblemWords = {
  readonly [Kind in Problem["kind"]]: (problem: Extract<Problem, { readonly kind: Kind }>) => string;
};

/** A problem on its way up, so that it can be thrown through streams. */
export class ConnectionProblem extends Error {
  override readonly name = "ConnectionProblem";
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.kind, options);
    this.problem = problem;
  }
}

/** Throws what broke a connection, or a file that is read, as a problem. */
export function throwBroken(error: unknown): never {
  if (error instanceof ConnectionProblem) throw error;
  throw new ConnectionProblem({ kind: "broken", reason: systemReason(error) }, { cause: error });
}

/** The problems that time alone mends; of all others, somebody has to do something first. */
const PASSING: readonly Problem["kind"][] = ["unreachable", "broken", "ended", "silent"];

/** Whether trying again soon is of no use. */
export function isLasting({ kind }: Problem): boolean {
  return !PASSING.includes(kind);
}

/** Why a request failed: something answered that speaks no HTTP, the chat's own port for one, or nothing was reached. */
export function problemOf(error: unknown): Problem {
  const reason = systemReason(error);
  const isOther = /invalid HTTP|parse|channel closed|connection closed before|incomplete message/i
    .test(reason);
  return isOther ? { kind: "no_http" } : { kind: "unreachable", reason };
}

/** The system's reason out of an error's message, which has the whole way to it in front: `Connection refused`. */
export function systemReason(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  if (cause instanceof Error) return systemReason(cause);
  const reason = message.replaceAll(/ \(os error \d+\)/g, "").split(": ").at(-1)!;
  return reason === "" ? "no reason given" : reason;
}
