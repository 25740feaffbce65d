/**
 * The `export` command: prints what was said, the oldest line first, while a server goes on writing or not. What is said
 * after it began is left out, so that it comes to an end.
 *
 * @module
 */

import type { Config } from "../runtime/config.ts";
import type { RoomName } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import { quoted } from "../text/quoted.ts";
import { checkRoomName } from "../model/room_name.ts";
import { timeZoneOf, zoneHint } from "../model/time_zone.ts";
import { NameBook } from "../chat/name_book.ts";
import { nameList } from "../render/catalogue.ts";
import { cleanText } from "../text/clean_text.ts";
import { nameProblems } from "../render/en/words.ts";
import { fileIn } from "../store/place.ts";
import type { Store } from "../store/store.ts";
import { demandFolder, orRefuse } from "./data_folder.ts";
import type { Flags } from "../runtime/setting.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./commands.ts";
import { exportForm } from "./export_formats.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { shown } from "../text/shown.ts";
import { print } from "./standard_output.ts";

const PAGE_LINES = 500;

export interface ExportWanted {
  /** The room as typed; undefined for all. */
  readonly room: string | undefined;
  readonly format: ExportFormat;
  /** The time zone as typed; undefined for that of the settings. */
  readonly zone: string | undefined;
}

export interface Kept extends Pick<Store, "lastId" | "rooms" | "lines"> {
  /** All lines of all rooms, the oldest first. */
  all(): Iterable<Message>;
}

/**
 * Prints what is wanted to standard output, as fast as that takes it.
 * @throws {StartRefused} where there is no such folder, room, format or time zone, or the store cannot be read
 */
export async function exportLines({ room, format = "text", tz }: Flags, config: Config): Promise<void> {
  const { data } = config;
  const wanted: ExportWanted = { room, format: formatNamed(format), zone: tz };
  await demandFolder("export from", data);
  const { SqliteStore } = await import("../store/sqlite/sqlite_store.ts");
  await orRefuse(`export from "${data}"`, async () => {
    using kept = SqliteStore.openToRead(data);
    await print(exportedPieces(kept, wanted, config.timeZone, config.name));
  }, `"chat-server recover ${fileIn(data)} NEW" copies what can still be read`);
}

function formatNamed(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((format) => format === name);
  if (format !== undefined) return format;
  throw new StartRefused(`Cannot use ${shown(name)} for --format: it takes ${EXPORT_FORMATS.join(", ")}`);
}

/**
 * What is to be printed, piece by piece; each is read from the store when it is asked for.
 * @param usualZone the time zone where none is wanted
 * @param server what the server is called, for the title of a page
 * @throws {StartRefused} at the first piece, where there is no such room or time zone
 */
export function* exportedPieces(
  kept: Kept,
  wanted: ExportWanted,
  usualZone: string,
  server = "",
): Generator<string> {
  const typed = wanted.zone ?? usualZone;
  const zone = timeZoneOf(typed);
  if (zone === undefined) {
    const hint = zoneHint(typed) || ": there is no such zone, use one such as Europe/Berlin or +8";
    throw new StartRefused(`Cannot use ${shown(typed)} as time zone${hint}`);
  }
  const room = roomWanted(kept, wanted);
  const before = kept.lastId + 1; // asked for first: the rooms of all lines up to there are kept by now
  const form = exportForm(wanted.format, titleOf(room, cleanText(server)), zone, kept.rooms());
  yield form.head;
  for (const page of pages(kept, room, before)) yield form.page(page);
  yield form.foot;
}

function titleOf(room: RoomName | undefined, server: string): string {
  if (server === "") return room ?? "chat-server";
  return room === undefined ? server : `${room}, ${server}`;
}

/** The name under which the wanted room is kept; undefined for all rooms. */
function roomWanted(kept: Kept, { room, format }: ExportWanted): RoomName | undefined {
  if (room === undefined && format === "jsonl") return undefined;
  const names = kept.rooms().map(({ name }) => name);
  const shown = names.length === 0
    ? "there is none yet"
    : `there ${names.length === 1 ? "is" : "are"} ${nameList(names, ", ", (count) => `${count} more`)}`;
  if (room === undefined) {
    throw new StartRefused(
      `Cannot export all rooms as ${format}: name one with --room (${shown}), or use --format jsonl`,
    );
  }
  const book = new NameBook<RoomName>(); // finds what /join would find
  for (const name of names) book.claim(name, name);
  const check = checkRoomName(cleanText(room));
  const found = check.kind === "room_name" ? book.find(check.name) : undefined;
  if (found !== undefined) return found;
  const reason = check.kind === "problem" ? nameProblems[check.problem] : "there is no such room";
  throw new StartRefused(`Cannot export "${quoted(cleanText(room))}": ${reason} (${shown})`);
}

function* pages(kept: Kept, room: RoomName | undefined, before: number): Generator<Message[]> {
  if (room === undefined) return yield* pagesOfAll(kept, before);
  let page: Message[] = [];
  do {
    const after = page.at(-1)?.id ?? 0;
    page = kept.lines({ room, after, before, limit: PAGE_LINES, which: "oldest" });
    yield page;
  } while (page.length === PAGE_LINES);
}

function* pagesOfAll(kept: Kept, before: number): Generator<Message[]> {
  let page: Message[] = [];
  for (const message of kept.all()) {
    if (message.id >= before) break;
    page.push(message);
    if (page.length < PAGE_LINES) continue;
    yield page;
    page = [];
  }
  yield page;
}
