/**
 * The one table of commands: help, parsing and rights read it. To add a command, add its verb to `model/verb.ts`; the
 * compiler then asks for its file here and its sentence in every catalogue.
 *
 * @module
 */

import type { Guest } from "../guest.ts";
import type { CleanText } from "../model/clean.ts";
import { nearestOf } from "../model/nearest.ts";
import { quoted } from "../model/notice.ts";
import { type Verb, VERBS } from "../model/verb.ts";
import { away } from "./away.ts";
import { color } from "./color.ts";
import { forget } from "./forget.ts";
import { health } from "./health.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { ignore } from "./ignore.ts";
import { invite } from "./invite.ts";
import { join } from "./join.ts";
import { json } from "./json.ts";
import { kick } from "./kick.ts";
import { lang } from "./lang.ts";
import { leave } from "./leave.ts";
import { me } from "./me.ts";
import { motd } from "./motd.ts";
import { msg } from "./msg.ts";
import { nick } from "./nick.ts";
import { owner } from "./owner.ts";
import { quit } from "./quit.ts";
import { reply } from "./reply.ts";
import { room } from "./room.ts";
import { rooms } from "./rooms.ts";
import { search } from "./search.ts";
import { set } from "./set.ts";
import { since } from "./since.ts";
import { topic } from "./topic.ts";
import { tz } from "./tz.ts";
import { unignore } from "./unignore.ts";
import { who } from "./who.ts";
import { whois } from "./whois.ts";
import { type Asker, type Command, firstWord, type Outcome, verbNamed, verbOf } from "./command.ts";

/** Every command under its verb. */
export const COMMANDS: Readonly<Record<Verb, Command>> = {
  away,
  color,
  forget,
  health,
  help,
  history,
  ignore,
  invite,
  join,
  json,
  kick,
  lang,
  leave,
  me,
  motd,
  msg,
  nick,
  owner,
  quit,
  reply,
  room,
  rooms,
  search,
  set,
  since,
  topic,
  tz,
  unignore,
  who,
  whois,
};

/** Most mistyped letters in a verb for which another one is suggested. */
const MAX_TYPOS = 2;

/** Runs a command for somebody, who is not a guest yet where `guest` is undefined. */
export function runCommand(
  asker: Asker,
  guest: Guest | undefined,
  given: CleanText,
  argument: CleanText,
): Outcome {
  const verb = verbOf(given);
  if (verb === undefined) {
    const nearest = given === "" ? verbNamed(firstWord(argument)[0]) : nearestVerb(given);
    return { kind: "unknown_verb", given: quoted(given), nearest };
  }
  const command = COMMANDS[verb];
  if (command.cost !== undefined) asker.charge(command.cost);
  if (command.who === "anyone") return command.run(asker, argument);
  if (guest === undefined) return { kind: "not_yet", verb };
  return command.run({ ...asker, guest }, argument);
}

/** The verb somebody meant: the one that begins so, or the one with the fewest typos. */
function nearestVerb(given: string): Verb | undefined {
  if (given === "" || given.length > 16) return undefined;
  return VERBS.find((verb) => verb.startsWith(given)) ?? nearestOf(given, VERBS, MAX_TYPOS);
}
