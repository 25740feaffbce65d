/** What a terminal is sent around an input, besides the input itself. @module */

/** Takes the input away: it stands in the row of the cursor, and nothing stands below. */
export const ERASE_INPUT = "\r\x1b[J";

/** Shows an empty screen. */
export const CLEAR_SCREEN = "\x1b[H\x1b[2J";

/** Asks the terminal to tell what is pasted from what is typed (xterm, mode 2004), and to leave that again. */
export const MARK_PASTES = "\x1b[?2004h", LEAVE_PASTES = "\x1b[?2004l";
