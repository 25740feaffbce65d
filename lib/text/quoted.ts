/** Text that an answer quotes back. @module */

import type { CleanText } from "./clean.ts";

/** What clean text does not end in: a joiner cut off from what it joins, the tags of a flag without their end. */
const LOOSE_END = /[\u180e\u200c\u200d\u{e0020}-\u{e007e}]+$/u;

/** The text, shortened to at most `characters`, so that no reply outgrows its question. */
export function quoted(text: CleanText, characters = 32): CleanText {
  if (text.length <= characters) return text;
  const all = [...text];
  if (all.length <= characters) return text;
  return `${all.slice(0, characters).join("").replace(LOOSE_END, "")}…` as CleanText;
}
