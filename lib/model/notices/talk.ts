/** Notices about lines and commands as they are typed. @module */

import type { CleanText, Name } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";

/** Each kind, with what its sentence needs. */
export type TalkNotices = {
  not_utf8: Nothing;
  paced: { linesPerSecond: number };
  skipped: { lines: number };
  is_away: { name: Name; text: CleanText };
  /** Only to programs. */
  done: { id: number | undefined };
};
