/**
 * A polite no to the one who asked: a value, never an exception. The sentence itself is in the catalogues.
 *
 * @module
 */

import type { CleanText } from "./clean.ts";
import type { NameProblem } from "./name.ts";
import type { Verb } from "./verb.ts";

/** Every way in which the server says no to a person, with what the sentence needs. */
export type Refusal =
  | { readonly kind: "bad_name"; readonly problem: NameProblem; readonly given: CleanText }
  | { readonly kind: "unknown_verb"; readonly given: CleanText; readonly nearest: Verb | undefined }
  | { readonly kind: "bad_argument"; readonly verb: Verb; readonly given: CleanText; readonly usage: string }
  | { readonly kind: "not_yet"; readonly verb: Verb }
  | { readonly kind: "line_too_long"; readonly maxLineBytes: number }
  | { readonly kind: "line_not_text" }
  | { readonly kind: "crowded"; readonly guests: number }
  | { readonly kind: "crowded_address"; readonly guests: number };
