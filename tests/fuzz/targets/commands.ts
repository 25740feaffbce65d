/**
 * Every command, with anything behind it: whoever types one is answered, or somebody is told of it.
 *
 * The asker speaks JSON here, so that every answer is checked against the published schema as well.
 *
 * @module
 */

import { parseLine } from "../../../lib/commands/line.ts";
import { complete } from "../../../lib/commands/complete.ts";
import { VERBS } from "../../../lib/model/verb.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import type { CleanText } from "../../../lib/text/clean.ts";
import type { Choosing } from "../../../lib/commands/candidates.ts";
import { JSON_LINES } from "../../support/samples.ts";
import { Audience, insistLines, kindsIn } from "../audience.ts";
import { stainInside } from "../clean.ts";
import { lines, linesOf } from "../corpus.ts";
import { CHARACTERS, COMMAND_PIECES, UTF8, WORDS } from "../morsels.ts";
import { insist, insistClean, type Target } from "../target.ts";

/** Most arguments taken from one input. */
const MAX_ARGUMENTS = 3;

/** Longest line here, in characters: a typed line is bounded before it comes this far. */
const MAX_LENGTH = 1000;

/** Verbs that leave the asker as they are: to quit ends the session, and JSON is what is listened for. */
const TRIED = VERBS.filter((verb) => verb !== "quit" && verb !== "json");

async function run(input: Uint8Array): Promise<Set<string>> {
  using audience = new Audience();
  const { chat } = audience;
  const asker = chat.enter("dora", JSON_LINES);
  const kinds = new Set<string>();
  for (const argument of linesOf(input).slice(0, MAX_ARGUMENTS)) {
    const text = cleanText(argument.slice(0, MAX_LENGTH));
    const line = parseLine(text);
    insistClean(stainInside(line), "parts of a line are clean", line as unknown as string);
    insistOffered(text, { ...chat.services, guest: asker.guest });
    for (const verb of [text.split(" ")[0]!.slice(1), ...TRIED]) {
      const before = audience.linesHeard;
      await asker.types(`/${verb} ${text}`);
      const answer = asker.hears().join("\n");
      insist(answer !== "" || audience.linesHeard > before, "a command is answered", `/${verb} ${text}`);
      for (const kind of kindsIn(answer)) kinds.add(`${verb} ${kind}`);
    }
  }
  insistLines(asker.terminal.heard, JSON_LINES);
  audience.insistClean();
  asker.leaves();
  await audience.leave();
  return kinds;
}

/** What Tab offers takes the place of the end of a text, is bounded, and is clean. */
function insistOffered(text: CleanText, choosing: Choosing): void {
  for (const who of [undefined, choosing]) {
    const { from, candidates } = complete(text, who);
    insist(from >= 0 && from <= text.length, "a completion begins within the text", { text, from });
    insist(candidates.length <= 41, "what is offered can be looked through", { text, candidates });
    insistClean(stainInside(candidates), "what is offered is clean", text);
  }
}

/** The target. */
export const commands: Target = {
  name: "commands",
  seeds:
    async () => [...await lines("commands.txt"), ...await lines("names.txt"), ...await lines("texts.txt")],
  morsels: [...COMMAND_PIECES, ...CHARACTERS, ...WORDS, ...UTF8],
  run,
};
