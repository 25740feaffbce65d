/** Refusals about the reader and their connection. @module */

import type { CleanText } from "../../text/clean.ts";
import type { NameProblem } from "../name.ts";

/** Every one of them. */
export type YouRefusal =
  | { readonly kind: "bad_name"; readonly problem: NameProblem; readonly given: CleanText }
  | { readonly kind: "unclear_zone"; readonly given: CleanText; readonly zones: readonly string[] }
  | { readonly kind: "crowded"; readonly guests: number }
  | { readonly kind: "crowded_address"; readonly guests: number; readonly network?: string };
