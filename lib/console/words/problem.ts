/**
 * What can be in the way between a console and its server, as values; `sentences.ts` has the words.
 *
 * @module
 */

/** Why there is no connection, or no answer. */
export type Hitch =
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

/** A hitch on its way up, so that it can be thrown through streams. */
export class Hitched extends Error {
  /** The name errors of this kind go by. */
  override readonly name = "Hitched";
  /** What is in the way. */
  readonly hitch: Hitch;

  /** An error that carries a hitch. */
  constructor(hitch: Hitch, options?: ErrorOptions) {
    super(hitch.kind, options);
    this.hitch = hitch;
  }
}

/** Whether trying again soon is of no use: somebody has to do something first. */
export function isLasting({ kind }: Hitch): boolean {
  return ["no_http", "no_token", "wrong_token", "refused", "version", "no_json", "no_update", "long_line"]
    .includes(
      kind,
    );
}

/** Why a request failed: something answered that speaks no HTTP, the chat's own port for one, or nothing was reached. */
export function hitchOf(error: unknown): Hitch {
  const reason = systemReason(error);
  const isOther = /invalid HTTP|parse|channel closed|connection closed before|incomplete message/i.test(
    reason,
  );
  return isOther ? { kind: "no_http" } : { kind: "unreachable", reason };
}

/** The system's reason out of an error's message, which has the whole way to it in front: `Connection refused`. */
export function systemReason(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  if (cause instanceof Error) return systemReason(cause);
  const reason = message.replaceAll(/ \(os error \d+\)/g, "").split(": ").at(-1)!;
  return reason === "" ? "no reason given" : reason;
}
