/**
 * A line for one person only: answers, greetings and advice. Unlike an event it is nobody else's business, and
 * unlike a refusal it is not a no.
 *
 * @module
 */

import type { CleanText, Name } from "./clean.ts";
import type { Dialect } from "./dialect.ts";
import type { Farewell } from "./farewell.ts";
import type { Refusal } from "./refusal.ts";
import type { Verb } from "./verb.ts";

/** Every notice, with what its sentence needs. */
export type Notice =
  | { readonly kind: "prompt" }
  | { readonly kind: "greeting"; readonly name: Name; readonly others: readonly Name[] }
  | { readonly kind: "help"; readonly commands: readonly { readonly verb: Verb; readonly usage: string }[] }
  | { readonly kind: "who"; readonly names: readonly Name[]; readonly you: Name }
  | { readonly kind: "renamed_you"; readonly to: Name }
  | { readonly kind: "same_name"; readonly name: Name }
  | { readonly kind: "dialect"; readonly dialect: Dialect }
  | { readonly kind: "still_here" }
  | { readonly kind: "paced"; readonly linesPerSecond: number }
  | { readonly kind: "skipped"; readonly lines: number }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "farewell"; readonly farewell: Farewell };

/** Wraps a refusal so that it can be told. */
export function refused(refusal: Refusal): Notice {
  return { kind: "refusal", refusal };
}

/** Text that a refusal quotes back, shortened to at most `characters` so that no reply outgrows its question. */
export function quoted(text: CleanText, characters = 32): CleanText {
  if (text.length <= characters) return text;
  // A joiner cut off from its emoji joins nothing, and clean text has none of those.
  return `${[...text].slice(0, characters).join("").replace(/\u200d$/, "")}…` as CleanText;
}
