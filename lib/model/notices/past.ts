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

/** Every one of them. */
export type PastNotice =
  | { readonly kind: "replay" } & PastLines
  | { readonly kind: "history"; readonly of: RoomName } & PastLines
  | { readonly kind: "since"; readonly hasMore: boolean } & PastLines
  | {
    readonly kind: "found";
    readonly words: string;
    readonly hasMore: boolean;
    readonly unindexed: number;
  }
    & PastLines
  | { readonly kind: "not_saving"; readonly reason: string }
  | { readonly kind: "forgotten"; readonly lines: number; readonly isCertain: boolean };
