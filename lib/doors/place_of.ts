/**
 * The place of whoever comes to the chat. Where there is none, a page may get one on condition, to come back to its seat,
 * and so may a program that asks for JSON at once; a person is told that the chat is full, as ever.
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
  { ticket, arrival: { address, isPage }, first }: Caller,
  crowd: Pick<Crowd, "admitReturning">,
): Place | undefined {
  if (ticket.kind === "place") return ticket;
  const isProgram = isPage || latin1.decode(first?.bytes).startsWith(JSON_COMMAND);
  return isProgram ? crowd.admitReturning(address) : undefined;
}
