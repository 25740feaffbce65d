/**
 * What everything that is drawn needs to know: words, signs, the time that is shown, and what is wrong with which row.
 *
 * @module
 */

import type { ConsoleSettings } from "../settings/settings.ts";
import { type Span, span } from "../words/lines.ts";
import { durationText, durationTone } from "../words/quantities.ts";
import { type Signs, signsOf } from "../words/signs.ts";
import { type ConsoleWords, wordsOf } from "../words/words.ts";
import { type ConsoleState, pictureOf, shownTime } from "./console_state.ts";
import type { Picture } from "./picture.ts";
import { type Finding, findingsOf } from "./warnings.ts";

export interface ViewContext {
  readonly settings: ConsoleSettings;
  readonly words: ConsoleWords;
  readonly signs: Signs;
  readonly picture: Picture;
  readonly now: number;
  /** All that is wrong, as of the last update: between two of them the order of rows stays. */
  readonly findings: readonly Finding[];
  /** The same by the number of the row. */
  readonly findingsById: ReadonlyMap<number, readonly Finding[]>;
}

/** What a state shows at the local time `at`. */
export function contextOf(state: ConsoleState, at: number): ViewContext {
  const { settings } = state, picture = pictureOf(state);
  const { rows, now = 0 } = picture;
  const { findings, findingsById } = rows.once("findings", () => {
    const findings = findingsOf({
      tasks: rows.tasks.values(),
      resources: rows.resources.values(),
      stuckSince: rows.stuckSince,
      now,
    }, settings);
    return { findings, findingsById: Map.groupBy(findings, ({ row }) => row.id) };
  });
  return {
    settings,
    words: wordsOf(settings),
    signs: signsOf(settings),
    picture,
    now: shownTime(state, at),
    findings,
    findingsById,
  };
}

/** A duration in the tone of its size. */
export function durationSpan(ms: number, { signs, settings }: ViewContext): Span {
  return span(durationText(ms, signs), settings.hasDurationColors ? durationTone(ms) : "plain");
}
