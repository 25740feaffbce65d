/** What `/history`, `/since`, `/search` and the replay have in common. @module */

import type { Guest } from "../guest.ts";
import { sees } from "../ignorers.ts";
import type { Message } from "../model/message.ts";
import type { GuestAsker } from "./command.ts";

/** Most text in one answer, in UTF-16 code units: far below what an outbox holds in UTF-8. */
const MAX_LENGTH = 128 * 1024;

/** The newest of the lines that fit into one answer, without those of people the guest ignores. */
export function fitting(guest: Guest, lines: readonly Message[]): { messages: Message[]; isCut: boolean } {
  const heard = guest.ignored.size === 0 ? lines : lines.filter((line) => sees(guest, line));
  let length = 0;
  let first = heard.length;
  while (first > 0 && (length += heard[first - 1]!.text.length) <= MAX_LENGTH) first--;
  return { messages: heard.slice(first), isCut: first > 0 };
}

/** Says that lines may be missing, while nothing can be saved. */
export function tellTrouble({ hub: { archive }, answer }: GuestAsker): void {
  if (archive.trouble !== undefined) answer({ kind: "not_saving", reason: archive.trouble });
}
