/**
 * One JSON line of an import, checked as strictly as if somebody had typed it: names and rooms by their rules, text made
 * harmless and one line. Only a name that an older server let in and today's reserves is taken, as another name.
 *
 * @module
 */

import type { CleanText } from "../text/clean.ts";
import { isWrittenNumber, jsonObject } from "../text/json_object.ts";
import type { Message } from "../model/message.ts";
import { checkName } from "../model/name.ts";
import { checkRoomName } from "../model/room_name.ts";
import { standInFor } from "../model/stand_in.ts";
import { cleanText } from "../text/clean_text.ts";
import { nameProblems } from "../render/en/words.ts";
import { oneLine } from "../text/one_line.ts";
import { checkRoomFacts, type Problem, problem, type RoomFacts } from "./room_facts.ts";
import { shown } from "../text/shown.ts";

/** A line to be imported. Its id tells its place among the others, whatever their system counts with; it gets a new one. */
export type ImportedLine = Omit<Message, "id"> & {
  readonly id: number | bigint | undefined;
  readonly about?: RoomFacts;
};

export type LineCheck =
  | {
    readonly kind: "line";
    readonly line: ImportedLine;
    /** Who said it, as the file has it, where an older server let in a name that is reserved today. */
    readonly formerName?: string;
  }
  | Problem;

export interface LineRules {
  /** Longest text, in bytes of UTF-8. */
  readonly maxLineBytes: number;
  /**
   * The time no line may be later than, in milliseconds since 1970. One with an id may be: it was said while a clock was
   * ahead, and its place is known all the same.
   */
  readonly latest: number;
}

const MINUTE_MS = 60_000, DAY_MS = 86_400_000;

/** Most digits of an id; those of other systems have up to 20. */
const MAX_ID_DIGITS = 64;

/**
 * Date and time with a zone (RFC 3339; letters in any case, seconds may be left out): without a zone, nobody knows which
 * moment is meant.
 */
const TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.(\d+))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;

/**
 * Checks a line: an object with `time`, `room`, `name` and `text`, and if need be `kind` (`said` unless it says `acted`)
 * and `id`, where `null` is as if they were missing, and what `room_facts.ts` takes. Other fields are left aside.
 * @param json undefined where the line is no text
 *
 * @example
 * ```ts
 * import { checkLine } from "./import_line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rules = { maxLineBytes: 4096, latest: Date.now() };
 * const said = `{"time":"2026-01-05T14:05:00Z","room":"#lobby","name":"anna","text":"hi"}`;
 * assertEquals(checkLine(said, rules).kind, "line");
 * assertEquals(checkLine("hi", rules), { kind: "problem", problem: "it is not a JSON object" });
 * ```
 */
export function checkLine(json: string | undefined, { maxLineBytes, latest }: LineRules): LineCheck {
  if (json === undefined) return problem("it is not valid UTF-8 text, or longer than 1 MiB");
  const fields = jsonObject(json);
  if (fields === undefined) return problem("it is not a JSON object");
  const { time, room, name, text } = fields;
  const kind = fields["kind"] ?? "said";
  const id = idOf(fields["id"] ?? undefined);
  if (id === "none") {
    return problem(`"id" is ${shown(fields["id"])}, it takes a whole number of 1 or more, or leave it out`);
  }
  if (!isKind(kind)) return problem(`"kind" is ${shown(kind)}, it takes said or acted`);
  const at = typeof time === "string" ? timeOf(time) : NaN;
  if (Number.isNaN(at)) {
    return problem(`"time" is ${shown(time)}, it takes date, time and zone such as 2026-11-23T14:05:00Z`);
  }
  if (at < 0) return problem(`"time" is ${shown(time)}, it takes 1970 or later`);
  if (at > latest && id === undefined) return problem(`"time" is ${shown(time)}, which is in the future`);
  if (typeof room !== "string") return problem(`"room" is ${shown(room)}, it takes a name such as #lobby`);
  const place = checkRoomName(cleanText(oneLine(room)));
  if (place.kind !== "room_name") return problem(`"room" is ${shown(room)}: ${nameProblems[place.problem]}`);
  if (typeof name !== "string") return problem(`"name" is ${shown(name)}, it takes a name`);
  const author = authorOf(cleanText(oneLine(name)));
  if (author.kind !== "author") return problem(`"name" is ${shown(name)}: ${nameProblems[author.problem]}`);
  if (typeof text !== "string") return problem(`"text" is ${shown(text)}, it takes text`);
  const clean = cleanText(oneLine(text));
  if (clean.trim() === "") return problem(`"text" is ${shown(text)}, which has nothing that can be read`);
  const bytes = new TextEncoder().encode(clean).length;
  if (bytes > maxLineBytes) {
    return problem(`"text" has ${bytes} bytes, and --max-line-bytes is ${maxLineBytes}`);
  }
  const about = checkRoomFacts(fields);
  if (about.kind === "problem") return about;
  const line = { id, time: at, room: place.name, kind, name: author.name, text: clean };
  const { formerName } = author;
  return {
    kind: "line",
    line: about.facts === undefined ? line : { ...line, about: about.facts },
    ...(formerName === undefined ? {} : { formerName }),
  };
}

/** Who said a line: somebody else by name where an older server let in what is reserved today. */
function authorOf(typed: CleanText) {
  const check = checkName(typed);
  if (check.kind === "name") return { kind: "author", name: check.name, formerName: undefined } as const;
  const formerName = typed.trim().normalize("NFC");
  const name = check.problem === "reserved" ? standInFor(formerName) : undefined;
  return name === undefined ? check : { kind: "author", name, formerName } as const;
}

function isKind(kind: unknown): kind is Message["kind"] {
  return kind === "said" || kind === "acted";
}

/**
 * An id as it can be compared, to the last digit; "none" for a value that is none. Text is taken as well: 64 bits are
 * more than many programs have, so others write their ids as text.
 */
function idOf(value: unknown): number | bigint | undefined | "none" {
  if (value === undefined) return undefined;
  const written = isWrittenNumber(value) ? value.rawJSON.replace(/\.0+$/, "") : value;
  if (Number.isSafeInteger(written)) return (written as number) > 0 ? written as number : "none";
  const isWhole = typeof written === "string" && written.length <= MAX_ID_DIGITS &&
    /^0*[1-9]\d*$/.test(written);
  return isWhole ? BigInt(written) : "none";
}

/** Milliseconds since 1970; NaN where it is no time. A leap second is the first one of the next day. */
function timeOf(text: string): number {
  const [, year, month, day, hour, minute, second = "0", fraction = "0", sign = "+", ...offset] =
    TIME.exec(text) ?? [];
  const [offsetHours = "0", offsetMinutes = "0"] = offset;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (year === undefined || Number(day) < 1 || Number(day) > days) return NaN;
  const aheadMinutes = Number(`${sign}1`) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) - aheadMinutes * MINUTE_MS;
  const isLastMinute = (at + MINUTE_MS) % DAY_MS === 0;
  if (second === "60" && !isLastMinute) return NaN;
  return at + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}
