/**
 * Text hygiene: whatever is typed, what is shown harms no terminal.
 *
 * @module
 */

import { cleanText } from "../../../lib/text/clean_text.ts";
import { quoted } from "../../../lib/text/quoted.ts";
import { stainOf } from "../clean.ts";
import { codeUnitsOf, lines, recordedBytes, textOf } from "../corpus.ts";
import { CHARACTERS, KEYS, SPELLINGS, UTF8 } from "../morsels.ts";
import { insist, insistClean, type Target } from "../target.ts";

/** Most characters of quotations here, besides the sign that there was more. */
const QUOTED = [2, 5, 32];

function run(input: Uint8Array): Set<string> {
  return new Set([textOf(input), codeUnitsOf(input)].flatMap(judged));
}

function judged(typed: string): string[] {
  const clean = cleanText(typed);
  insistClean(stainOf(clean), "clean text is clean", clean);
  insist(cleanText(clean) === clean, "cleaning clean text changes nothing", {
    clean,
    again: cleanText(clean),
  });
  insist(isPartOf(clean, typed.replaceAll("\t", " ")), "cleaning only takes away", { typed, clean });
  const isPlain = /^[ -~]*$/.test(typed) && !/ {17}/.test(typed);
  insist(!isPlain || clean === typed, "plain ASCII stays as it was typed", { typed, clean });
  for (const most of QUOTED) {
    const quote = quoted(clean, most);
    insistClean(stainOf(quote), "a quotation is clean", quote);
    insist([...quote].length <= most + 1, "a quotation is short", quote);
  }
  return [lossOf(typed, clean)];
}

/** Whether one text is what is left of another. */
function isPartOf(part: string, whole: string): boolean {
  let at = 0;
  for (let i = 0; i < whole.length && at < part.length; i++) if (whole[i] === part[at]) at++;
  return at === part.length;
}

/** Which kinds of characters were there, and whether all of them are left. */
function lossOf(typed: string, clean: string): string {
  const kinds = [
    /\p{Cc}/u,
    /\p{Cf}/u,
    /\p{M}/u,
    /\p{Extended_Pictographic}/u,
    /\u200d/,
    /\p{Cs}/u,
    /\p{Cn}/u,
  ];
  const found = (text: string) => kinds.map((kind) => Number(kind.test(text))).join("");
  const kept = typed.length === 0 ? 0 : Math.round(4 * clean.length / typed.length);
  return `${found(typed)}>${found(clean)} ${kept}`;
}

/** The target. */
export const text: Target = {
  name: "text",
  seeds: async () => [...await lines("texts.txt"), ...await recordedBytes()],
  morsels: [...CHARACTERS, ...SPELLINGS, ...KEYS, ...UTF8],
  run,
};
