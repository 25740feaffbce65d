/**
 * Lines of the past as people read them: when, where if that is not plain, who and what.
 *
 * @module
 */

import type { Dialect } from "../model/dialect.ts";
import type { Notice } from "../model/notice.ts";
import type { PastLines } from "../model/notices/past.ts";
import { matchesOf, wordsOf } from "../text/words.ts";
import { colouredLine, DIM, marked, plainLine, RESET } from "./text_lines.ts";
import { shortTimeText } from "./time.ts";

/** The lines of a notice; a replay is dim all over, so that nobody takes it for the present. */
export function pastLines(notice: Extract<Notice, PastLines>, dialect: Dialect): string[] {
  const { messages, room, now } = notice;
  const wanted = notice.kind === "found" ? wordsOf(notice.words) : [];
  return messages.map((line) => {
    const when = shortTimeText(line.time, now, dialect.timeZone);
    const where = line.room === room ? "" : `[${line.room}] `;
    const prefix = `${when} ${where}`;
    const spans = wanted.length === 0 ? [] : matchesOf(line.text, wanted);
    if (!dialect.color) {
      return prefix + plainLine({ ...line, text: marked(line.text, spans, false) });
    }
    if (notice.kind === "replay") return DIM + prefix + plainLine(line) + RESET;
    return DIM + prefix + RESET + colouredLine({ ...line, text: marked(line.text, spans, true) });
  });
}
