/**
 * Which words the console uses.
 *
 * @module
 */

import { EN } from "./en.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import type { ConsoleWords } from "./words.ts";
import { ZH } from "./zh.ts";

/** The words for these settings. A terminal of ASCII only can show no Chinese: there they are English. */
export function wordsOf(settings: Pick<ConsoleSettings, "language" | "isAscii">): ConsoleWords {
  return settings.language === "zh" && !settings.isAscii ? ZH : EN;
}
