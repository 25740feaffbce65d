import { assertEquals } from "@std/assert";
import { abilitiesIn, canDraw, isDumb, isTerminal } from "../../../lib/wire/telnet/terminal_type.ts";

/** First names as clients send them, and those of terminfo. */
const TERMINALS = (
  "xterm XTERM XTERM-256COLOR xterm-kitty xterm-ghostty xterm-direct screen screen-256color SCREEN.XTERM-256COLOR tmux tmux-256color " +
  "vt100 VT102 vt220 vt320 VT420 vt510 vt525 vt100-am VTNT ansi ANSI ansi-m linux LINUX linux-16color linux-c rxvt rxvt-unicode-256color " +
  "putty putty-256color konsole konsole-256color alacritty alacritty-direct foot foot-extra st-256color st st-direct kitty ghostty " +
  "wezterm contour cygwin mintty mintty-direct mlterm-256color eterm-color iterm iterm2 iTerm2.app nsterm nsterm-256color vte-256color teraterm"
).split(" ");

/** First names of programs that edit lines themselves, of terminals on which nothing can be drawn again, and of nothing. */
const OTHERS = [
  ..."TINTIN++ tintin++ MUDLET Mudlet KBTIN kbtin TINYFUGUE tinyfugue KILDCLIENT kildclient MUSHCLIENT ZMUD CMUD"
    .split(" "),
  ..."GNOME-MUD BLOWTORCH POTATO BEIP ATLANTIS AXMUD BLIGHTMUD TTYPE LOCIMUD FOOTMUD STMUD LINUXMUD ANSIMUD SIMPLEMU"
    .split(" "),
  ..."dumb DUMB dumb-color vt52 VT52 vt sun sun-color unknown UNKNOWN network NETWORK IBM-3278-2 tn3270 hp2392"
    .split(" "),
  ..."emacs eterm2 d430 wyse50 lpr glasstty paper teletype MTTS".split(" "),
  "",
  " xterm",
  "MTTS 137",
  "\0xterm",
  "my xterm",
  "ansi\x1b[31m",
];

Deno.test("isTerminal() knows the terminals of the field without case", () => {
  assertEquals(TERMINALS.filter((name) => !isTerminal(name)), []);
});

Deno.test("isTerminal() takes nothing else for a terminal, MUD clients before all", () => {
  assertEquals(OTHERS.filter(isTerminal), []);
});

Deno.test("isDumb() knows what cannot go back", () => {
  assertEquals([...TERMINALS, ...OTHERS].filter(isDumb), ["dumb", "DUMB", "dumb-color"]);
});

Deno.test("abilitiesIn() reads the sum of the MUD Terminal Type Standard, and nothing else", () => {
  assertEquals(abilitiesIn("MTTS 137"), 137);
  assertEquals(abilitiesIn("mtts 2349"), 2349);
  for (const name of ["MTTS", "MTTS ", "MTTS x", "MTTS -1", "MTTS 1 2", "MTTS 12345678901", "XTERM", ""]) {
    assertEquals(abilitiesIn(name), undefined, name);
  }
});

Deno.test("canDraw() takes every terminal that sends keys for one that can, unless its name says otherwise", () => {
  for (const name of ["xterm-256color", "rio", "warp", "VT100", "a-new-one", "emacs-ansi"]) {
    assertEquals(canDraw(name), true, name);
  }
  for (
    const name of [
      "",
      "dumb",
      "DUMB",
      "dumb-emacs-ansi",
      "unknown",
      "network",
      "dialup",
      "emacs",
      "vt52",
      "sun-color",
      "tty33",
    ]
  ) {
    assertEquals(canDraw(name), false, name);
  }
});
