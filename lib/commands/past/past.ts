/** What `/history`, `/since`, `/search` and the replay have in common. @module */

import type { Guest } from "../../chat/guest.ts";
import { sees } from "../../chat/ignorers.ts";
import type { Room } from "../../chat/room.ts";
import type { Excerpt, Looked, OpenPast } from "../../history/past.ts";
import type { Notice } from "../../model/notice.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { GuestAsker } from "../command.ts";

/** What a guest may see of the past of some rooms they are in. */
export function openTo(guest: Guest, rooms: Iterable<Room>): OpenPast {
  const kept = [...rooms].filter(({ keepsHistory }) => keepsHistory);
  return {
    rooms: kept.map((room) => ({ room: room.label, after: room.openFrom(guest.person) })),
    sees: (line) => sees(guest, line),
  };
}

/** Answers with an excerpt, and says that lines may be missing while nothing can be saved. */
export function show(
  asker: GuestAsker,
  looked: Looked,
  notice: (excerpt: Excerpt) => Notice,
): Refusal | undefined {
  if (looked.kind === "no_history") return looked; // it says why itself
  if (looked.kind === "excerpt") asker.answer(notice(looked));
  const { trouble } = asker.past;
  if (trouble !== undefined) asker.answer({ kind: "not_saving", reason: trouble });
  return looked.kind === "excerpt" ? undefined : looked;
}
