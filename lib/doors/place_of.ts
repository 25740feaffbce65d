/**
 * The place of whoever comes to the chat. Where there was none, somebody may have left since. Else a page may get one on
 * condition, to come back to its seat, and so may a program that asks for JSON at once. A person is told that the chat is
 * full, as ever.
 *
 * @module
 */

import type { Crowd, Place } from "../guard/crowd.ts";
import type { Caller } from "./connection.ts";

/** What a program says first. */
const JSON_COMMAND = "/json";

const latin1 = new TextDecoder("latin1");

/** Undefined where there is none. */
export function placeOf(
  { ticket, arrival: { address, isTrusted, isPage }, first }: Caller,
  crowd: Pick<Crowd, "admit" | "admitReturning">,
): Place | undefined {
  if (ticket.kind === "place") return ticket;
  const late = crowd.admit(address, isTrusted);
  if (late.kind === "place") return late;
  const isProgram = isPage || latin1.decode(first?.bytes).startsWith(JSON_COMMAND);
  return isProgram ? crowd.admitReturning(address) : undefined;
}
