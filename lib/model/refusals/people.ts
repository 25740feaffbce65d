/** Refusals about other people. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Verb } from "../verb.ts";

/** Every one of them. */
export type PeopleRefusal =
  | { readonly kind: "unknown_person"; readonly given: CleanText }
  | { readonly kind: "yourself"; readonly verb: Verb }
  | { readonly kind: "not_ignored"; readonly given: CleanText }
  | { readonly kind: "too_many_ignored"; readonly names: number };
