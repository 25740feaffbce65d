/** What `/history`, `/since`, `/search` and the replay have in common. @module */

import type { Guest } from "../../chat/guest.ts";
import { sees } from "../../chat/ignorers.ts";
import type { Message } from "../../model/message.ts";
import type { LinesWanted, Store } from "../../store/store.ts";
import { standInFor } from "../../model/stand_in.ts";
import { cleanText } from "../../text/clean_text.ts";
import type { GuestAsker } from "../command.ts";

/** Most text in one answer, in UTF-16 code units: far below what an outbox holds in UTF-8. */
const MAX_LENGTH = 128 * 1024;

/** Lines looked at in one step behind those of ignored people, and in all: some 10 ms. */
const STEP_LINES = 500, MAX_LOOKED_AT = 3000;

/**
 * The newest lines that a guest sees, also behind many of somebody they ignore.
 * @param rooms how many are looked at for one answer, this one included
 */
export function newestSeen(
  guest: Guest,
  store: Store,
  wanted: Omit<LinesWanted, "which">,
  rooms = 1,
): Message[] {
  const seen: Message[] = [];
  let { before = Number.MAX_SAFE_INTEGER, limit } = wanted;
  for (let looked = 0; seen.length < wanted.limit && looked < MAX_LOOKED_AT / rooms;) {
    const page = store.lines({ ...wanted, before, limit, which: "newest" });
    seen.unshift(...page.filter((line) => sees(guest, line)));
    if (page.length < limit) break;
    looked += page.length;
    before = page[0]!.id;
    limit = STEP_LINES;
  }
  return seen.slice(-wanted.limit);
}

/** The newest of the lines that fit into one answer, as of today. */
export function fitting(lines: readonly Message[]): { messages: Message[]; isCut: boolean } {
  let length = 0;
  let first = lines.length;
  while (first > 0 && (length += lines[first - 1]!.text.length) <= MAX_LENGTH) first--;
  return { messages: lines.slice(first).map(asOfToday), isCut: first > 0 };
}

/** A line as it could be said today: an older server kept names and texts that this one does not let in. */
function asOfToday(message: Message): Message {
  const name = standInFor(message.name) ?? message.name, text = cleanText(message.text);
  return name === message.name && text === message.text ? message : { ...message, name, text };
}

/** Says that lines may be missing, while nothing can be saved. */
export function tellTrouble({ hub: { archive }, answer }: GuestAsker): void {
  if (archive.trouble !== undefined) answer({ kind: "not_saving", reason: archive.trouble });
}
