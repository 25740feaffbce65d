/** Refusals about the reader and their connection. @module */

import type { CleanText } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";
import type { NameProblem } from "../name.ts";

/** Each kind, with what its sentence needs. */
export type YouRefusals = {
  no_screen: Nothing;
  /** Whoever came to have one command done has named none. */
  no_command: { given: CleanText };
  /** Why somebody cannot come back to a seat: nobody can; they are in; no such token; they counted too many lines. */
  not_resumable: { cause: "off" | "here" | "unknown" | "elsewhere" | "seen" };
  bad_name: { problem: NameProblem; given: CleanText };
  unclear_zone: { given: CleanText; zones: readonly string[] };
  crowded: { guests: number };
  crowded_address: { guests: number; network?: string };
};
