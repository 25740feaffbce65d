/**
 * What a client said before its person could type anything, as the first line of a session: in one line, and never taken
 * for what somebody has typed.
 *
 * @module
 */

import { NAMED, ONLY } from "../../terminal/signal.ts";
import { oneLine } from "../../text/one_line.ts";
import type { Login } from "../connection.ts";

/** Most of a name that is kept and looked at, in UTF-16 code units: ten times the longest one, and enough to be quoted. */
export const MAX_NAME_UNITS = 256;

/** The name, for somebody who came to talk; undefined where their client gave none. */
export function nameSaid({ name }: Login): string | undefined {
  return name === "" ? undefined : NAMED + plain(name.slice(0, MAX_NAME_UNITS));
}

/** The one command, and the name it is done under. */
export function commandSaid({ name, command = "" }: Login): string {
  return `${ONLY}${plain(command)}\0${plain(name.slice(0, MAX_NAME_UNITS))}`;
}

/** Without what ends a line, or stands between what is said. */
function plain(text: string): string {
  return oneLine(text.replaceAll("\0", " "));
}
