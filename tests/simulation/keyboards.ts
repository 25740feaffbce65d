/**
 * What people type at terminals, made up: keys in any order, text in several scripts, pastes, other sizes of the window,
 * and the editor switched off and on.
 *
 * @module
 */

import type { Random } from "../support/random.ts";
import type { Act, Deed, Person } from "./story.ts";
import { ENTER, KEYS } from "./typist.ts";

/** How many of those who use telnet sit at such a terminal. */
const SHARE = 0.8;

/** Widths of windows; in one of them telnet doubles a byte. */
const COLUMNS = [20, 40, 80, 132, 255] as const;

/** What clients call themselves: nearly all a terminal; a MUD client first itself; and what cannot draw. */
const NAMES = [
  ...Array.from({ length: 7 }, () => ["xterm"]),
  ["TINTIN++", "xterm", "MTTS 137"],
  ["MUDLET", "ANSI", "MTTS 2349"],
  ["dumb"],
] as const;

/** Text in one column and in two, words, blanks, a command, and what begins like one. */
const TEXTS = [
  "a",
  "word ",
  "two words",
  "你好",
  "ж",
  "🙂 ",
  "  ",
  "x".repeat(30),
  "/nobody",
  "@ann ",
] as const;

/** How much is done at a terminal besides. */
const ACTS = [3, 20] as const;

/** How often something else than keys is pressed. */
const WEIGHTS = { keys: 20, lines: 2, pastes: 3, resizes: 3, switches: 4, secret: 1 } as const;

/** Somebody at a terminal, if they are. */
export function seatedAtTerminal(random: Random, person: Person): Person {
  if (person.speaks !== "telnet" || !random.chance(SHARE)) return person;
  return { ...person, speaks: "terminal", columns: random.pick(COLUMNS), names: random.pick(NAMES) };
}

/** What somebody at a terminal does besides, key by key. */
export function keyedActsOf(
  random: Random,
  { speaks, names, isOverSsh }: Person,
  who: number,
  spanMs: number,
): Act[] {
  if (speaks !== "terminal") return [];
  const isEdited = names?.[0] === "xterm" && !isOverSsh; // the others leave it at that
  return Array.from(
    { length: random.between(ACTS[0], ACTS[1]) },
    () => ({ at: Math.round(random.next() * spanMs), who, ...keyedDeed(random, isEdited) }),
  );
}

function keyedDeed(random: Random, isEdited: boolean): Deed {
  switch (random.weighed(isEdited ? WEIGHTS : { ...WEIGHTS, switches: 0 })) {
    case "keys":
      return { does: "presses keys", keys: scriptOf(random) };
    case "lines":
      return { does: "says", lines: random.between(1, 5), filler: "谢谢 🙂" };
    case "pastes":
      return { does: "pastes", lines: Array.from({ length: random.between(1, 12) }, () => textOf(random)) };
    case "resizes":
      return { does: "resizes", columns: random.pick(COLUMNS) };
    case "switches":
      return { does: "switches the editor", by: random.pick(["client", "command"]) };
    case "secret":
      return { does: "types", command: "/password sesame" };
  }
}

function scriptOf(random: Random): string[] {
  const names = Object.keys(KEYS);
  return Array.from({ length: random.between(1, 25) }, () => {
    if (random.chance(0.15)) return ENTER;
    return random.chance(0.4) ? random.pick(TEXTS) : random.pick(names);
  });
}

function textOf(random: Random): string {
  return Array.from({ length: random.between(0, 4) }, () => random.pick(TEXTS)).join("");
}
