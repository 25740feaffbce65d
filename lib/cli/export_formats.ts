/**
 * The forms in which kept lines leave the program: as people read them, as JSON lines that `import` takes, or as a page
 * for a browser. Each one is made of a head, pages of lines, and a foot, so that any number of lines can stream through.
 *
 * @module
 */

import type { RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import { plainLine } from "../render/text_lines.ts";
import { dateTimeText } from "../render/time.ts";
import type { ExportFormat } from "./commands.ts";
import { type ExportForm, htmlPage } from "./html_page.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import { roomFields } from "./room_facts.ts";

type FormOf = (title: string, timeZone: string, rooms: Iterable<SavedRoom>) => ExportForm;

const FORMS: Readonly<Record<ExportFormat, FormOf>> = {
  text: (_, timeZone) =>
    lines((message) => `${dateTimeText(message.time, timeZone)} ${plainLine(message)}\n`),
  jsonl: jsonLines,
  html: htmlPage,
};

/**
 * The form of a name.
 * @param title what the page is called; only pages have a title
 * @param timeZone where times are shown for, a zone of `model/time_zone.ts`; JSON lines have them in UTC
 * @param rooms the rooms that are kept; JSON lines tell how theirs is
 */
export function exportForm(
  format: ExportFormat,
  title: string,
  timeZone: string,
  rooms: Iterable<SavedRoom>,
): ExportForm {
  return FORMS[format](title, timeZone, rooms);
}

function lines(lineOf: (message: Message) => string): ExportForm {
  return { head: "", foot: "", page: (messages) => messages.map(lineOf).join("") };
}

/** Lines as `import_line.ts` reads them. */
function jsonLines(_title: string, _timeZone: string, rooms: Iterable<SavedRoom>): ExportForm {
  const roomsByName = new Map(Array.from(rooms, (room) => [room.name, room]));
  const begun = new Set<RoomName>();
  return lines(({ id, time, room, kind, name, text }) => {
    const fields = roomFields(roomsByName.get(room), id, !begun.has(room));
    begun.add(room);
    const line = { id, time: new Date(time).toISOString(), room, kind, name, text, ...fields };
    return JSON.stringify(line) + "\n";
  });
}
