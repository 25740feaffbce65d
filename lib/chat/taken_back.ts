/**
 * What people take back of what was said, in the log: `/forget`, and a room that keeps nothing more. The line stays where it
 * was, without its text: that somebody said something there still counts.
 *
 * @module
 */

import { NO_TEXT } from "../text/clean_parts.ts";
import type { TakenBack, Taking } from "../cluster/taking_back.ts";
import type { Deed } from "./deed.ts";

export const takenBack: TakenBack<Deed> = { span, instead };

/** Between which entries lines are that a deed takes back; undefined where it takes back none. */
function span(
  { seq, deed }: Taking<Deed>,
): { readonly from: number; readonly upTo: number } | undefined {
  if (deed.kind === "room_history" && !deed.isKept) return { from: 1, upTo: seq };
  if (deed.kind !== "forgotten" || deed.spans.length === 0) return undefined;
  return { from: deed.who, upTo: Math.min(seq, Math.max(...deed.spans.map(({ upTo }) => upTo))) };
}

/** A line without its text, where another deed takes it back; undefined for anything else. */
function instead(line: Deed, by: Deed): Deed | undefined {
  if (line.kind !== "said" && line.kind !== "acted" && line.kind !== "posted") return undefined;
  if (line.isTakenBack) return undefined;
  const isMeant = by.kind === "forgotten"
    ? line.kind !== "posted" && line.who === by.who
    : by.kind === "room_history" && line.room === by.room;
  return isMeant ? { ...line, text: NO_TEXT, isTakenBack: true } : undefined;
}
