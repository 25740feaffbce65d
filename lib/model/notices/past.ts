/** Notices about lines of the past. @module */

import type { RoomName } from "../../text/clean.ts";
import type { Message } from "../message.ts";

/** Lines of the past, the oldest of them first. */
export interface PastLines {
  /** The lines. */
  readonly messages: readonly Message[];
  /** The room that need not be named, since it is the reader's current one or the only one asked for. */
  readonly room: RoomName | undefined;
  /** The present, in milliseconds since 1970: lines of today show no date. */
  readonly now: number;
}

/** Each kind, with what its sentence needs. */
export type PastNotices = {
  replay: PastLines;
  /** Before: the id that lines were asked for below, if they were. */
  history: PastLines & { of: RoomName; before?: number };
  since: PastLines & { hasMore: boolean };
  found: PastLines & { words: string; hasMore: boolean; unindexed: number };
  not_saving: { reason: string };
  forgotten: { lines: number; isCertain: boolean };
};
