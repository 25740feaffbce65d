/** Refusals of lines and commands as they are typed. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Verb } from "../verb.ts";

/** Every one of them. */
export type TalkRefusal =
  | { readonly kind: "unknown_verb"; readonly given: CleanText; readonly nearest: Verb | undefined }
  | { readonly kind: "bad_argument"; readonly verb: Verb; readonly given: CleanText; readonly usage: string }
  | { readonly kind: "not_yet"; readonly verb: Verb | "say" }
  | { readonly kind: "not_said"; readonly verb: Verb }
  | { readonly kind: "line_too_long"; readonly maxLineBytes: number }
  | { readonly kind: "line_not_text" }
  | { readonly kind: "bad_request"; readonly problem: string }
  | { readonly kind: "nobody_to_reply" };
