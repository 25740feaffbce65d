/** What `/history`, `/since`, `/search` and the replay have in common. @module */

import type { Guest } from "../../chat/guest.ts";
import { sees } from "../../chat/ignorers.ts";
import type { Room } from "../../chat/room.ts";
import type { Excerpt, Looked, OpenPast } from "../../history/past.ts";
import type { Notice } from "../../model/notice.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { PastLines } from "../../model/notices/past.ts";
import type { CleanText } from "../../text/clean.ts";
import { type GuestAsker, roomIn } from "../command.ts";

/** What a guest may see of the past of some rooms they are in. */
export function openTo(guest: Guest, rooms: Iterable<Room>): OpenPast {
  const kept = [...rooms].filter(({ keepsHistory }) => keepsHistory);
  return {
    rooms: kept.map((room) => ({ room: room.label, after: room.openFrom(guest.person) })),
    sees: (line) => sees(guest, line),
  };
}

/** A room that the one who asks is in, and whose lines are kept; the current one where none is named. */
export function keptRoom(asker: GuestAsker, word: CleanText): Room | Refusal {
  const room = roomIn(asker, word);
  return room.kind !== "room" || room.keepsHistory ? room : { kind: "history_off", room: room.label };
}

/** Answers with an excerpt, and says that lines may be missing while nothing can be saved. */
export function show(
  { past, clock, guest, answer }: GuestAsker,
  looked: Looked,
  notice: (lines: PastLines, excerpt: Excerpt) => Notice,
): Refusal | undefined {
  if (looked.kind === "no_history") return looked; // it says why itself
  if (looked.kind === "excerpt") {
    const lines = { messages: looked.messages, room: guest.current.label, now: clock.time() };
    answer(notice(lines, looked));
  }
  if (past.trouble !== undefined) answer({ kind: "not_saving", reason: past.trouble });
  return looked.kind === "excerpt" ? undefined : looked;
}
