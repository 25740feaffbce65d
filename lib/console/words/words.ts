/**
 * Which words the console uses.
 *
 * @module
 */

import type { ConsoleSettings } from "../settings/settings.ts";
import { EN } from "./en.ts";
import type { Problem } from "./problem.ts";
import { ZH } from "./zh.ts";

/** Everything the console says in one language. */
export type ConsoleWords = typeof EN;

export type ColumnName = keyof ConsoleWords["columns"];

/** The words for these settings. A terminal of ASCII only can show no Chinese: there they are English. */
export function wordsOf(settings: Pick<ConsoleSettings, "language" | "isAscii">): ConsoleWords {
  return settings.language === "zh" && !settings.isAscii ? ZH : EN;
}

/** Why there is no connection; stands behind a colon, without a full stop. */
export function problemText(problem: Problem, { problems }: ConsoleWords = EN): string {
  return (problems[problem.kind] as (problem: Problem) => string)(problem); // the kind chose the function
}
