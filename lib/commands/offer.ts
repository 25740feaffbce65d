/** What Tab would do, for a program that edits the line itself, such as a page in a browser. @module */

import type { Guest } from "../chat/guest.ts";
import { withCompletion } from "../terminal/candidates.ts";
import type { CleanText } from "../text/clean.ts";
import type { Asker } from "./command.ts";
import { complete, MORE } from "./complete.ts";

/** How many lines it counts as beyond its own: in a crowd of 10,000 it takes a millisecond. */
const COST = 1;

/** Tells what a text becomes, and the words that fit at its end. */
export function offer(asker: Asker, guest: Guest | undefined, text: CleanText): undefined {
  const { people, rooms, charge, answer } = asker;
  charge(COST);
  const completion = complete(text, guest && { people, rooms, guest });
  const { from, candidates } = completion, hasMore = candidates.at(-1) === MORE;
  answer({
    kind: "completed",
    line: withCompletion(text, completion) ?? text,
    from,
    candidates: hasMore ? candidates.slice(0, -1) : candidates,
    hasMore,
  });
}
