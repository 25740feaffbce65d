/** What `/history`, `/since`, `/search` and the replay have in common. @module */

import type { Guest } from "../guest.ts";
import { sees } from "../ignorers.ts";
import type { Message } from "../model/message.ts";
import { standInFor } from "../model/stand_in.ts";
import { cleanText } from "../render/clean_text.ts";
import type { GuestAsker } from "./command.ts";

/** Most text in one answer, in UTF-16 code units: far below what an outbox holds in UTF-8. */
const MAX_LENGTH = 128 * 1024;

/** The newest of the lines that fit into one answer, as of today, without those of people the guest ignores. */
export function fitting(guest: Guest, lines: readonly Message[]): { messages: Message[]; isCut: boolean } {
  const heard = guest.ignored.size === 0 ? lines : lines.filter((line) => sees(guest, line));
  let length = 0;
  let first = heard.length;
  while (first > 0 && (length += heard[first - 1]!.text.length) <= MAX_LENGTH) first--;
  return { messages: heard.slice(first).map(asOfToday), isCut: first > 0 };
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
