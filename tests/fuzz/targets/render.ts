/**
 * Rendering: everything that happens and everything that is told, with any text and any name in it, in every dialect.
 *
 * 1. What comes out is whole lines of clean text, with no colour but the program's own.
 * 2. For programs every line is JSON, and nothing of the text is lost.
 * 3. Where the lines of a batch end is told rightly: readers are sent parts of it.
 *
 * @module
 */

import type { CleanText, Name } from "../../../lib/text/clean.ts";
import { type Dialect, LANGUAGES } from "../../../lib/model/dialect.ts";
import type { Event } from "../../../lib/model/event.ts";
import { mentionsOf } from "../../../lib/text/mention.ts";
import { checkName } from "../../../lib/model/name.ts";
import type { Notice } from "../../../lib/model/notice.ts";
import { cleanText } from "../../../lib/text/clean_text.ts";
import { renderEvents, renderNotice } from "../../../lib/render/render.ts";
import { allOf, eventOf, EVENTS, NOTICES, PLAIN } from "../../support/samples.ts";
import { shownStainOf, stainInside, withoutColours } from "../clean.ts";
import { lines, linesOf } from "../corpus.ts";
import { CHARACTERS, SPELLINGS, UTF8, WORDS } from "../morsels.ts";
import { Broken, insist, insistClean, type Target } from "../target.ts";

const USUAL_DIALECTS: readonly Dialect[] = LANGUAGES.flatMap((language) => [
  ...[false, true].flatMap((color) =>
    (["\n", "\r\n"] as const).map((lineEnd) => ({ ...PLAIN, language, color, lineEnd }))
  ),
  { ...PLAIN, language, json: true },
]);

const DIALECTS: readonly Dialect[] = [
  ...USUAL_DIALECTS,
  ...USUAL_DIALECTS.map((usual) => ({
    ...usual,
    joins: "few" as const,
    stamps: true,
    timeZone: "Asia/Tokyo",
  })),
];

/** Longest text here, in characters: it goes through a thousand sentences. */
const MAX_LENGTH = 200;

/** What a text may be made of, as far as rendering might care. */
const KINDS = [
  /[a-z]/i,
  /[^ -~]/,
  /\p{M}/u,
  /\p{Extended_Pictographic}/u,
  /\p{Script=Han}/u,
  /\p{Script=Arabic}/u,
  /["\\]/,
];

/** Fields that hold what people wrote, and fields that hold names. */
const TEXTS = ["text", "given", "words", "topic", "awayText"], NAMES = ["name", "to", "by"];

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function run(input: Uint8Array): Set<string> {
  const [first = "", second = ""] = linesOf(input);
  const text = cleanText(first.slice(0, MAX_LENGTH));
  const check = checkName(cleanText(second));
  const name = check.kind === "name" ? check.name : "anna" as Name;
  const events = allOf(EVENTS).map((happening) => filled(eventOf(happening), text, name));
  const notices = allOf(NOTICES).filter(({ kind }) => kind !== "help").map((notice) =>
    filled(notice, text, name)
  );
  for (const dialect of DIALECTS) {
    insistEvents(events, dialect, name);
    for (const notice of notices) insistNotice(notice, dialect, text);
  }
  const kinds = KINDS.map((kind) => Number(kind.test(text))).join("");
  return new Set([`a name of ${name.length}`, `${kinds} ${mentionsOf(text, name).length > 0}`]);
}

/** A sample with other text and another name in it. */
function filled<T>(sample: T, text: CleanText, name: Name): T {
  return JSON.parse(JSON.stringify(sample), (key, value) => {
    if (typeof value !== "string") return value;
    return TEXTS.includes(key) ? text : NAMES.includes(key) ? name : value;
  });
}

function insistEvents(events: readonly Event[], dialect: Dialect, name: Name): void {
  for (const mention of [undefined, name]) {
    const { bytes, ends, lines } = renderEvents(events, dialect, "#tea", mention);
    let shown = 0;
    insist(
      ends.at(-1) === bytes.length && ends.length === events.length,
      "a batch ends with its last line",
      ends,
    );
    const text = (from: number, to: number) => strict.decode(bytes.subarray(from, to));
    events.forEach((event, at) => {
      const line = text(ends[at - 1] ?? 0, ends[at]!);
      const alone = strict.decode(renderEvents([event], dialect, "#tea", mention).bytes);
      insist(line === alone, "a line of a batch is the line alone", { line, alone });
      const hasLine = line !== "";
      if (hasLine) shown++;
      insist(
        hasLine || (!dialect.json && dialect.joins === "few"),
        "an event is shown to whoever wants it",
        event,
      );
      insist(linesIn(line, dialect).length === (hasLine ? 1 : 0), "an event is one line", event);
      if (dialect.json && "text" in event) {
        insist(JSON.parse(line).text === event.text, "a program gets the whole text", event);
      }
    });
    insist(lines === shown, "a batch counts the lines that are shown", { lines, shown });
  }
}

function insistNotice(notice: Notice, dialect: Dialect, ref: string): void {
  const lines = linesIn(strict.decode(renderNotice(notice, dialect, ref)), dialect);
  if (dialect.json) insist(lines.length === 1, "a notice for a program is one line", lines);
  insist(lines.length > 0 || SILENT.has(notice.kind), "a person is told something", notice);
}

/** Notices that say nothing to people: their lines are already there, or only programs want to know. */
const SILENT: ReadonlySet<string> = new Set(["done", "replay", "protocol"]);

/** The lines of what was rendered, each of them judged. */
function linesIn(rendered: string, { json, color, lineEnd }: Dialect): string[] {
  if (rendered === "") return [];
  const end = json ? "\n" : lineEnd;
  insist(rendered.endsWith(end), "a line has its end", rendered);
  const lines = rendered.slice(0, -end.length).split(end);
  for (const line of lines) {
    const stain = json
      ? stainInside(parsed(line), shownStainOf)
      : shownStainOf(color ? withoutColours(line) : line);
    insistClean(stain, "what is shown is clean", line);
  }
  return lines;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Broken("a line for a program is JSON", line);
  }
}

/** The target. */
export const render: Target = {
  name: "render",
  seeds: async () => [...await lines("texts.txt"), ...await lines("names.txt")],
  morsels: [...CHARACTERS, ...SPELLINGS, ...UTF8, ...WORDS],
  run,
};
