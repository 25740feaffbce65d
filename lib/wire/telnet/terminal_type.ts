/**
 * What the names mean that telnet clients give their terminal (RFC 1091). The case of letters makes no difference.
 *
 * Programs that edit lines themselves, such as those for MUDs, give their own name first, and take ECHO for a question
 * after a password: so whatever is not known here is no terminal. The names are those of terminfo's database.
 *
 * @module
 */

/** Families: whatever begins like this. A `vt` needs three digits, as a VT52 has other sequences; VTNT is Windows' own. */
const FAMILY = /^(?:xterm|screen|tmux|rxvt|putty|konsole|vt(?:\d{3}|nt))/i;

/** Names that stand alone or before a variant. Not `sun`: its console can neither save the cursor nor switch wrapping off. */
const NAME =
  /^(?:alacritty|ansi|contour|cygwin|eterm|foot|ghostty|iterm2?|kitty|linux|mintty|mlterm|nsterm|st|teraterm|vte|wezterm)(?:[-+.].*)?$/i;

/** What prints a line after the other, and goes back in none. */
const DUMB = /^dumb(?:[-+.].*)?$/i;

/** What systems call a terminal of which they know nothing, and terminals with no sequences, or with others. */
const NOT_DRAWN_ON =
  /^(?:unknown|network|dialup|emacs|lpr|paper|teletype|glasstty|tty\w*|vt5\d|sun(?:[-+.].*)?)?$/i;

/** The MUD Terminal Type Standard: the last name of a client that follows it is the sum of what it can. */
const MTTS = /^MTTS (\d{1,9})$/i;

/** Of that sum: what is shown is read aloud. */
export const SCREEN_READER = 64;

/** Whether a client's first name is that of a terminal, which sends every key if it is asked to. */
export function isTerminal(name: string): boolean {
  return FAMILY.test(name) || NAME.test(name);
}

/** Whether a client's first name is that of a terminal on which nothing can be drawn again. */
export function isDumb(name: string): boolean {
  return DUMB.test(name);
}

/** Whether an input can be drawn on a terminal that sends every key: all do today whose name does not say otherwise. */
export function canDraw(name: string): boolean {
  return !isDumb(name) && !NOT_DRAWN_ON.test(name);
}

/** What a client can, by the MUD Terminal Type Standard; undefined where a name says nothing of it. */
export function abilitiesIn(name: string): number | undefined {
  const sum = MTTS.exec(name)?.[1];
  return sum === undefined ? undefined : Number(sum);
}
