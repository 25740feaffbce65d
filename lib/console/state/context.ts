/**
 * What everything that is drawn needs to know: words, signs, the time that is shown, and what is wrong with which row.
 *
 * @module
 */

import { type ConsoleState, pictureOf, shownTime } from "./console_state.ts";
import { wordsOf } from "../words/language.ts";
import { span } from "../words/lines.ts";
import type { Picture } from "./picture.ts";
import { durationText, durationTone } from "../words/quantities.ts";
import type { Span } from "../words/screen_types.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import { type Signs, signsOf } from "../words/signs.ts";
import { type Finding, findingsOf } from "./warnings.ts";
import type { ConsoleWords } from "../words/words.ts";

/** How somebody looks at a picture. */
export interface Seeing {
  /** What somebody has set. */
  readonly settings: ConsoleSettings;
  /** The words for it. */
  readonly words: ConsoleWords;
  /** The signs for it. */
  readonly signs: Signs;
  /** What is looked at. */
  readonly picture: Picture;
  /** The server's time as it is shown. */
  readonly now: number;
  /** All that is wrong, as of the last update: between two of them the order of rows stays. */
  readonly findings: readonly Finding[];
  /** The same by the number of the row. */
  readonly findingsById: ReadonlyMap<number, readonly Finding[]>;
}

/** What is seen of a state at the local time `at`. */
export function seeingOf(state: ConsoleState, at: number): Seeing {
  const { settings } = state;
  const picture = pictureOf(state);
  const { rows, now = 0 } = picture;
  const findings = rows.once(
    "findings",
    () => findingsOf(rows.tasks.values(), rows.resources.values(), settings, now, rows.stuckSince),
  );
  return {
    settings,
    words: wordsOf(settings),
    signs: signsOf(settings),
    picture,
    now: shownTime(state, at),
    findings,
    findingsById: rows.once(
      "findings by id",
      () => Map.groupBy(findings, (finding) => "task" in finding ? finding.task.id : finding.resource.id),
    ),
  };
}

/** A duration in the tone of its size. */
export function durationSpan(ms: number, { signs, settings }: Seeing): Span {
  return span(durationText(ms, signs), settings.hasDurationColors ? durationTone(ms) : "plain");
}
