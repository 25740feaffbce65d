/**
 * Turns events and notices into the bytes of one dialect. The only place that knows line ends.
 *
 * @module
 */

import { type Dialect, isProgram, type Language } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Notice, Ref } from "../model/notice.ts";
import { type Catalogue, sentenceOf } from "./catalogue.ts";
import { en } from "./en/en.ts";
import { eventObject, noticeObject } from "./json_lines.ts";
import { pastLines } from "./past_lines.ts";
import { coloured, DIM, isShown, plain, RESET, stamp } from "./text_lines.ts";
import { zh } from "./zh/zh.ts";

/** The first line everybody gets, without its end. */
export const WELCOME = "Welcome to the chat! Please enter your username:";

const catalogues: Readonly<Record<Language, Catalogue>> = { en, zh };
const encoder = new TextEncoder();

/**
 * The prompt by the client's line end, the same bytes for everybody: a crowd is told nothing else. It comes before anything
 * is known of the client, so it is never coloured.
 */
const PROMPTS = { "\n": encoded([WELCOME], "\n"), "\r\n": encoded([WELCOME], "\r\n") };

/** Rendered events as one piece, and where in it each of them ends, in bytes. */
export interface RenderedEvents {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For each event the offset behind its line; that of the one before where it is not shown. */
  readonly ends: readonly number[];
  /** How many of them are shown. */
  readonly lines: number;
}

/**
 * The bytes of events one after the other, each a line with its end, or nothing where the reader does not want it.
 * @param label what lines said in a room are marked with, for readers whose own lines go elsewhere
 * @param mention the reader's name, to be marked in colour where it is mentioned
 */
export function renderEvents(
  events: readonly Event[],
  dialect: Dialect,
  label?: string,
  mention?: string,
): RenderedEvents {
  const catalogue = catalogues[dialect.language];
  const render = dialect.color ? coloured : plain;
  const end = dialect.json ? "\n" : dialect.lineEnd;
  if (dialect.isDeaf) return { bytes: new Uint8Array(0), ends: events.map(() => 0), lines: 0 };
  const hides = !isProgram(dialect) && dialect.joins !== "on", stamps = !dialect.json && dialect.stamps;
  const ends: number[] = []; // in UTF-16 code units
  let text = "", lines = 0;
  for (const event of events) {
    if (!hides || isShown(event, dialect.joins)) {
      if (stamps) text += stamp(event.time, dialect);
      text += dialect.json ? JSON.stringify(eventObject(event)) : render(event, catalogue, label, mention);
      text += end;
      lines++;
    }
    ends.push(text.length);
  }
  const bytes = encoder.encode(text) as Uint8Array<ArrayBuffer>; // Deno 2.4 types it less exactly
  return { bytes, ends: bytes.length === text.length ? ends : endsInBytes(text, ends), lines };
}

/** What stands in front of a password that is typed unseen. */
export function passwordPrompt({ language }: Dialect): string {
  return catalogues[language].passwordPrompt;
}

/** One event as a line of text for people, without its end. */
export function eventText(event: Event, dialect: Dialect): string {
  const { color, language, stamps } = dialect;
  return (stamps ? stamp(event.time, dialect) : "") + (color ? coloured : plain)(event, catalogues[language]);
}

function endsInBytes(text: string, ends: readonly number[]): number[] {
  let at = 0;
  return ends.map((end, i) => at += encoder.encode(text.slice(ends[i - 1] ?? 0, end)).length);
}

/**
 * The bytes of a notice, every line with its end.
 * @param ref goes into the JSON answer to a program's request
 */
export function renderNotice(notice: Notice, dialect: Dialect, ref?: Ref): Uint8Array<ArrayBuffer> {
  if (dialect.json) return encoded([jsonNotice(notice, dialect, ref)], "\n");
  if (notice.kind === "prompt") return PROMPTS[dialect.lineEnd];
  return encoded(textLines(notice, dialect), dialect.lineEnd);
}

function encoded(lines: readonly string[], end: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(lines.map((line) => line + end).join("")) as Uint8Array<ArrayBuffer>;
}

function textLines(notice: Exclude<Notice, { kind: "prompt" }>, dialect: Dialect): string[] {
  const sentence = phrased(notice, catalogues[dialect.language], dialect);
  const lines = sentence === ""
    ? []
    : sentence.split("\n").map((line) => dialect.color ? DIM + line + RESET : line);
  return "messages" in notice ? [...pastLines(notice, dialect), ...lines] : lines;
}

function jsonNotice(notice: Notice, dialect: Dialect, ref: Ref | undefined): string {
  const text = notice.kind === "prompt" ? WELCOME : phrased(notice, catalogues[dialect.language], dialect);
  return JSON.stringify(noticeObject(notice, text, ref));
}

/** The catalogue's sentence for one notice. The lookups are sound because a catalogue has a sentence per kind. */
function phrased(
  notice: Exclude<Notice, { kind: "prompt" }>,
  catalogue: Catalogue,
  dialect: Dialect,
): string {
  switch (notice.kind) {
    case "refusal":
      return sentenceOf(catalogue.phrases, notice.refusal, dialect);
    case "farewell":
      return sentenceOf(catalogue.farewells, notice.farewell);
    case "help_on":
      return `${notice.usage}\n  ${catalogue.phrases[`/${notice.verb}`]}`;
    case "replay":
    case "done":
      return "";
    default:
      return sentenceOf(catalogue.phrases, notice, dialect);
  }
}
