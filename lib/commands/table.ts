/**
 * The one table of commands: help, parsing and rights read it. To add a command, add its verb to `model/verb.ts`; the
 * compiler then asks for its file here and its sentence in every catalogue.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { CleanText } from "../text/clean.ts";
import { quoted } from "../text/quoted.ts";
import { away } from "./people/away.ts";
import { clear } from "./you/clear.ts";
import { color } from "./you/color.ts";
import { forget } from "./past/forget.ts";
import { health } from "./you/health.ts";
import { help } from "./you/help.ts";
import { history } from "./past/history.ts";
import { hook } from "./rooms/hook.ts";
import { ignore } from "./people/ignore.ts";
import { invite } from "./rooms/invite.ts";
import { join } from "./rooms/join.ts";
import { json } from "./you/json.ts";
import { kick } from "./rooms/kick.ts";
import { lang } from "./you/lang.ts";
import { leave } from "./rooms/leave.ts";
import { me } from "./talk/me.ts";
import { motd } from "./you/motd.ts";
import { msg } from "./talk/msg.ts";
import { nick } from "./you/nick.ts";
import { owner } from "./rooms/owner.ts";
import { query } from "./talk/query.ts";
import { quit } from "./you/quit.ts";
import { reply } from "./talk/reply.ts";
import { room } from "./rooms/room.ts";
import { rooms } from "./rooms/rooms.ts";
import { search } from "./past/search.ts";
import { set } from "./you/set.ts";
import { since } from "./past/since.ts";
import { topic } from "./rooms/topic.ts";
import { tz } from "./you/tz.ts";
import { unignore } from "./people/unignore.ts";
import { who } from "./rooms/who.ts";
import { whois } from "./people/whois.ts";
import type { Asker, Commands } from "./command.ts";
import type { Outcome } from "./outcome.ts";
import { nearestVerb, verbNamed, verbOf } from "./line.ts";
import { firstWord } from "../text/clean_parts.ts";

export const COMMANDS: Commands = {
  away,
  clear,
  color,
  forget,
  health,
  help: help(() => COMMANDS),
  history,
  hook,
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
  query,
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
