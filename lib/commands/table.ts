/**
 * The one table of commands: help, parsing and rights read it. To add a command, add its verb to `model/verb.ts`; the
 * compiler then asks for its file here and its sentence in every catalogue.
 *
 * @module
 */

import { levenshteinDistance } from "@std/text/levenshtein-distance";
import type { Guest } from "../hub.ts";
import type { CleanText } from "../model/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import { quoted } from "../model/notice.ts";
import { type Verb, VERBS } from "../model/verb.ts";
import { color } from "./color.ts";
import type { Asker, Command } from "./command.ts";
import { help } from "./help.ts";
import { lang } from "./lang.ts";
import { me } from "./me.ts";
import { nick } from "./nick.ts";
import { quit } from "./quit.ts";
import { who } from "./who.ts";

/** Every command under its verb. */
export const COMMANDS: Readonly<Record<Verb, Command>> = { help, who, me, nick, color, lang, quit };

/** Most mistyped letters in a verb for which another one is suggested. */
const MAX_TYPOS = 2;

/** Runs a command for somebody, who is not a guest yet where `guest` is undefined. */
export function runCommand(
  asker: Asker,
  guest: Guest | undefined,
  given: CleanText,
  argument: CleanText,
): Refusal | undefined {
  const verb = VERBS.find((verb) => verb === given);
  if (verb === undefined) return { kind: "unknown_verb", given: quoted(given), nearest: nearestVerb(given) };
  const command = COMMANDS[verb];
  if (command.who === "anyone") return command.run(asker, argument);
  if (guest === undefined) return { kind: "not_yet", verb };
  return command.run({ ...asker, guest }, argument);
}

/** The verb somebody meant: the one that begins so, or the one with the fewest typos. */
function nearestVerb(given: string): Verb | undefined {
  if (given === "" || given.length > 16) return undefined;
  const begun = VERBS.find((verb) => verb.startsWith(given));
  if (begun !== undefined) return begun;
  const byDistance = VERBS.map((verb) => ({ verb, typos: levenshteinDistance(given, verb) }))
    .filter(({ verb, typos }) => typos <= MAX_TYPOS && typos < verb.length)
    .sort((a, b) => a.typos - b.typos);
  return byDistance[0]?.verb;
}
