/**
 * The forms in which kept lines leave the program: as people read them, as JSON lines that `import` takes, or as a page
 * for a browser. Each one is made of a head, pages of lines, and a foot, so that any number of lines can stream through.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import { plainLine } from "../render/text_lines.ts";
import { dateTimeText } from "../render/time.ts";
import { htmlPage } from "./html_page.ts";
import type { ExportWanted } from "./plain_flags.ts";

/** One form. */
export interface ExportForm {
  /** What comes before all lines. */
  readonly head: string;
  /** Some lines, each with its end. */
  page(messages: readonly Message[]): string;
  /** What comes after all lines. */
  readonly foot: string;
}

type FormOf = (title: string, timeZone: string) => ExportForm;

const FORMS: Readonly<Record<ExportWanted["format"], FormOf>> = {
  text: (_, timeZone) =>
    lines((message) => `${dateTimeText(message.time, timeZone)} ${plainLine(message)}\n`),
  jsonl: () => lines((message) => JSON.stringify(jsonOf(message)) + "\n"),
  html: htmlPage,
};

/**
 * The form of a name.
 * @param title what the page is called; only pages have a title
 * @param timeZone where times are shown for, a zone of `model/time_zone.ts`; JSON lines have them in UTC
 */
export function exportForm(format: ExportWanted["format"], title: string, timeZone: string): ExportForm {
  return FORMS[format](title, timeZone);
}

function lines(lineOf: (message: Message) => string): ExportForm {
  return { head: "", foot: "", page: (messages) => messages.map(lineOf).join("") };
}

/** A line as `import_line.ts` reads it. */
function jsonOf({ id, time, room, kind, name, text }: Message) {
  return { id, time: new Date(time).toISOString(), room, kind, name, text };
}
