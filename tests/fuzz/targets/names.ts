/**
 * Names of people and rooms, and time zones: what is taken follows the rules, and is taken again as it is.
 *
 * @module
 */

import { foldName } from "../../../lib/text/fold.ts";
import { graphemesOf } from "../../../lib/text/graphemes.ts";
import { lookAlikeKeys } from "../../../lib/text/look_alike.ts";
import { mentionsOf } from "../../../lib/text/mention.ts";
import { checkName } from "../../../lib/model/name.ts";
import { checkRoomName } from "../../../lib/model/room_name.ts";
import { timeZoneOf } from "../../../lib/model/time_zone.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import { stainOf } from "../clean.ts";
import { lines, linesOf } from "../corpus.ts";
import { CHARACTERS, SPELLINGS, UTF8, WORDS } from "../morsels.ts";
import { insist, insistClean, insistSame, type Target } from "../target.ts";

/** What would let a name pass for something else on the screen. */
const NEVER_IN_NAMES = /[[\s:<>*\[\]@#\/,"'`\\\p{C}\p{Z}\p{S}]--[\u180e\u200c\u200d]]/v;

/** Most lines looked at: each is tried as a name in all of them. */
const MAX_LINES = 40;

function run(input: Uint8Array): Set<string> {
  const all = linesOf(input).slice(0, MAX_LINES);
  return new Set(all.flatMap((typed) => [person(typed, all), room(typed), zone(typed)]));
}

function person(typed: string, texts: readonly string[]): string {
  const check = checkName(cleanText(typed));
  if (check.kind === "problem") return check.problem;
  const { name } = check;
  insistName(name);
  insistSame(checkName(name), check, "a good name is good again");
  insist(
    !lookAlikeKeys(name).some((key) => ["admin", "server"].includes(key)),
    "nobody passes for the server",
    name,
  );
  for (const text of texts) insistMentions(cleanText(text), name);
  for (const form of ["NFC", "NFD"]) {
    insist(
      mentionsOf(`hey ${name.normalize(form)}!`, name).length > 0,
      "a name is found where it is said",
      name,
    );
  }
  return `name of ${graphemesOf(name).length}`;
}

function room(typed: string): string {
  const check = checkRoomName(cleanText(typed));
  if (check.kind === "problem") return `room ${check.problem}`;
  insist(check.name.startsWith("#"), "a room's name begins with #", check);
  insistName(check.name.slice(1));
  insistSame(checkRoomName(check.name), check, "a good room name is good again");
  return `room of ${graphemesOf(check.name).length}`;
}

function insistName(name: string): void {
  insistClean(stainOf(name), "a name is clean", name);
  insist(!NEVER_IN_NAMES.test(name), "a name cannot pass for anything else", name);
  insist(name === name.normalize("NFC"), "a name is composed", name);
  insist(graphemesOf(name).length <= 24 && name.length > 0, "a name has 1 to 24 characters", name);
}

function insistMentions(text: string, name: string): void {
  let last = 0;
  for (const [start, end] of mentionsOf(text, name)) {
    insist(start >= last && end <= text.length, "mentions follow each other", { text, name });
    insist(foldName(text.slice(start, end)) === foldName(name), "a mention is the name", { text, name });
    last = end;
  }
}

function zone(typed: string): string {
  const zone = timeZoneOf(typed);
  if (zone === undefined) return "no zone";
  insist(timeZoneOf(zone) === zone, "a good zone is good again", { typed, zone });
  if (zone !== "system") new Intl.DateTimeFormat("en", { timeZone: zone }).format(0);
  return `zone ${zone.length}`;
}

/** The target. */
export const names: Target = {
  name: "names",
  seeds: async () => [...await lines("names.txt"), ...await lines("texts.txt")],
  morsels: [...CHARACTERS, ...SPELLINGS, ...WORDS, ...UTF8],
  run,
};
