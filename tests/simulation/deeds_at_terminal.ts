/**
 * What people do at a terminal whose lines the server may edit, where that is something else than at a client that sends
 * lines.
 *
 * @module
 */

import type { DeedParts } from "./deeds.ts";
import type { Deed } from "./story.ts";
import type { Visit } from "./visit.ts";

/** Ctrl-C as telnet says it: IAC IP. */
export const TELNET_CTRL_C = [255, 244];

/** What nobody types by a key: control characters, and what hides. */
const NO_KEYS = /\p{C}(?:\[\d+m)?/gu;

/** Does it; returns false where it is done as everywhere. */
export function doAtTerminal(
  visit: Visit,
  { typist, ear }: NonNullable<Visit["terminal"]>,
  deed: Exclude<Deed, { does: "comes" }>,
  { tag, maxLineBytes }: DeedParts,
): boolean {
  switch (deed.does) {
    case "presses keys":
      typist.press(deed.keys);
      return true;
    case "pastes":
      typist.paste(deed.lines);
      return true;
    case "resizes":
      ear.telnet.resize(deed.columns);
      return true;
    case "switches the editor":
      typist.switchEditor(deed.by === "command");
      return true;
    case "says": {
      const filler = deed.filler.replaceAll(NO_KEYS, "");
      typist.say(
        "said",
        Array.from({ length: deed.lines }, () => tag()).map((text) => ({ text, line: `${text} ${filler}` })),
      );
      return true;
    }
    case "interrupts":
      typist.interrupt(
        tag(),
        ({ kind, text }) =>
          visit.sendBytes(kind, [text], Uint8Array.from(visit.person.isOverSsh ? [3] : TELNET_CTRL_C)),
      );
      return true;
    case "shouts":
      typist.shout(tag(), "!".repeat(maxLineBytes));
      return true;
    case "breaks off":
    case "finishes":
      if (typist.isHeld) return true; // who edits the line just now, nobody can tell
      if (deed.does === "breaks off") typist.press(["half"]);
      typist.leave(true);
      return deed.does === "breaks off" ? (visit.finish(), true) : false;
    case "hangs up":
    case "resets":
    case "vanishes":
      typist.leave(false);
      return false;
    case "garbles":
    case "types Latin-1":
      return true; // a terminal sends what its keyboard can
    default:
      return false;
  }
}
