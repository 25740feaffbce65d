/** Notices about lines and commands as they are typed. @module */

import type { CleanText, Name } from "../../text/clean.ts";

/** Every one of them. */
export type TalkNotice =
  | { readonly kind: "not_utf8" }
  | { readonly kind: "paced"; readonly linesPerSecond: number }
  | { readonly kind: "skipped"; readonly lines: number }
  | { readonly kind: "is_away"; readonly name: Name; readonly text: CleanText }
  // only to programs
  | { readonly kind: "done"; readonly id: number | undefined };
