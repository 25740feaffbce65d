/**
 * What a key does to the line that is being typed: the keys of readline, so that people find theirs.
 *
 * @module
 */

import type { InputLine } from "./input_line.ts";
import type { Key } from "./key_names.ts";

type Edit = (line: InputLine) => void;

const toStart: Edit = (line) => line.move("start"), toEnd: Edit = (line) => line.move("end");
const left: Edit = (line) => line.move("left"), right: Edit = (line) => line.move("right");
const wordLeft: Edit = (line) => line.move("word_left"), wordRight: Edit = (line) => line.move("word_right");
const killWordLeft: Edit = (line) => line.kill("word_left");
const killWordRight: Edit = (line) => line.kill("word_right");

/** By the name of the key, behind `^` for Ctrl and `M-` for Alt. */
const EDITS: Readonly<Record<string, Edit>> = {
  ...{ "home": toStart, "^a": toStart, "end": toEnd, "^e": toEnd },
  ...{ "left": left, "^b": left, "right": right, "^f": right },
  ...{ "^left": wordLeft, "M-left": wordLeft, "M-b": wordLeft },
  ...{ "^right": wordRight, "M-right": wordRight, "M-f": wordRight },
  "backspace": (line) => line.erase("left"),
  "delete": (line) => line.erase("right"),
  ...{
    "M-backspace": killWordLeft,
    "M-d": killWordRight,
    "^delete": killWordRight,
    "M-delete": killWordRight,
  },
  "^w": (line) => line.kill("blanks_left"),
  "^u": (line) => line.kill("start"),
  "^k": (line) => line.kill("end"),
  "^t": (line) => line.transpose(),
};

/** How a key is called in tables of keys. */
export function keyed({ name, ctrl, alt }: Key): string {
  return (alt ? "M-" : "") + (ctrl ? "^" : "") + name;
}

/** What the key does to a line; undefined where it is no key for editing. */
export function editOf(key: string): Edit | undefined {
  return Object.hasOwn(EDITS, key) ? EDITS[key] : undefined;
}
