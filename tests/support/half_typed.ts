/** A talk in which somebody else speaks while a line is half typed, in a real terminal. @module */

import type { Guest } from "./journey.ts";
import type { Size, TerminalGuest } from "./terminal_guest.ts";

/** Anna types, edits, reads what Bob says in between, says her line in a narrower window, and leaves by Ctrl-D. */
export async function talksHalfTyped(anna: TerminalGuest, bob: Guest, { rows }: Size): Promise<void> {
  await anna.type("so long and");
  await anna.hasAtCursor("#lobby> so long and");
  await bob.say("hi all");
  await anna.sees("[bob] hi all", "#lobby> so long and");
  await anna.type("\x1bb\x1b[Dly\x1b[H"); // a word back, one more, two letters, to the start
  await anna.hasAtCursor("#lobby> ", "so longly and");
  await anna.resize(30, rows);
  await bob.say("still there?");
  await anna.sees("[bob] still there?", "#lobby> so longly and");
  await anna.type("yes, \r");
  await bob.hears("anna: yes, so longly and");
  await anna.type("\x1b[A");
  await anna.hasAtCursor("#lobby> yes, so longly and");
  await anna.type("\x03/whoi\t");
  await anna.hasAtCursor("#lobby> /whois ");
  await anna.type("\x15\x04");
  await anna.seesSomewhere("Goodbye!");
}
