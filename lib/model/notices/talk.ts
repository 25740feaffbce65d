/** Notices about lines and commands as they are typed. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";

/** Each kind, with what its sentence needs. */
export type TalkNotices = {
  not_utf8: Nothing;
  paced: { linesPerSecond: number };
  skipped: { lines: number };
  /** Plain lines go to one person alone. */
  query: { name: Name; room: RoomName };
  /** That person has left, and lines go to the room again. */
  query_over: { name: Name; room: RoomName };
  /** What a line becomes at its end, and the words that would fit there, from a place in it on. Only to programs. */
  completed: { line: string; from: number; candidates: readonly string[]; hasMore: boolean };
  is_away: { name: Name; text: CleanText };
  /** Only to programs. */
  done: { id: number | undefined };
};
