/**
 * What holds for everything that is rendered, and the bytes of many events in one piece. The lines themselves are tried
 * beside this file: events in `text_lines_test.ts`, notices in `notices_test.ts` and `refusals_test.ts`, the past in
 * `past_lines_test.ts`, JSON in `json_lines_test.ts`.
 */

import { assert, assertEquals, assertNotMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { CleanText } from "../../lib/text/clean.ts";
import { type Dialect, LANGUAGES } from "../../lib/model/dialect.ts";
import type { Notice } from "../../lib/model/notice.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { renderEvents, renderNotice, WELCOME } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import { columnsOf } from "../support/columns.ts";
import { allOf, CHINESE, COLOUR, eventOf, EVENTS, HELP, lobby, NOTICES } from "../support/samples.ts";
import { PLAIN, TELNET, xiaoming } from "../support/samples.ts";

/** All dialects there are. */
const DIALECTS: readonly Dialect[] = LANGUAGES.flatMap((language) => [
  ...[false, true].flatMap((color) =>
    (["\n", "\r\n"] as const).map((lineEnd) => ({ ...PLAIN, language, color, lineEnd }))
  ),
  { ...PLAIN, language, json: true },
]);

function told(notice: Notice, dialect: Dialect = PLAIN): string {
  return textOf(renderNotice(notice, dialect));
}

Deno.test("renderEvents() renders nothing for nothing", () => {
  assertEquals(renderEvents([], PLAIN), { bytes: new Uint8Array(0), ends: [], lines: 0 });
});

/** Asserts that events rendered together are the same bytes as rendered one by one, and that the ends are theirs. */
function assertInOnePiece(texts: readonly string[], dialect: Dialect): void {
  const events = texts.map((text) =>
    eventOf({ kind: "said", room: lobby, name: xiaoming, text: text as CleanText })
  );
  const { bytes, ends } = renderEvents(events, dialect);
  const start = dialect.color ? "\x1b[34m[小明]\x1b[0m " : "小明: ";
  assertEquals(
    ends.map((end, i) => textOf(bytes.subarray(ends[i - 1] ?? 0, end))),
    texts.map((text) => start + text + dialect.lineEnd),
  );
  assertEquals(ends.at(-1) ?? 0, bytes.length);
}

Deno.test("renderEvents() renders many events as one piece and tells where each ends", () => {
  assertInOnePiece(["one", "two", "", "three"], PLAIN);
  assertInOnePiece(["one", "二", "drei 😃", "четыре"], { ...TELNET, color: true });
});

Deno.test("renderEvents() loses no letter of Chinese lines of any two lengths", () => {
  for (let one = 0; one < 60; one += 3) {
    for (let other = 0; other < 200; other += 7) {
      assertInOnePiece(["你".repeat(one), "好".repeat(other)], PLAIN);
    }
  }
});

Deno.test("renderEvents() renders together as one by one (property)", () => {
  const text = fc.oneof(
    fc.integer({ min: 0, max: 200 }).map((length) => "你".repeat(length)),
    fc.string({ unit: fc.constantFrom("a", "é", "你", "😃"), maxLength: 80 }),
    fc.string({ unit: "grapheme" }).map(cleanText),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.boolean(), (texts, color) => {
      assertInOnePiece(texts, { ...PLAIN, color });
    }),
    { numRuns: 1000 },
  );
});

Deno.test("renderEvents() renders events of every kind together as one by one, in every dialect", () => {
  const events = allOf(EVENTS).map(eventOf);
  for (const dialect of DIALECTS) {
    const { bytes, ends } = renderEvents(events, dialect, "#elsewhere");
    const together = ends.map((end, i) => textOf(bytes.subarray(ends[i - 1] ?? 0, end)));
    assertEquals(together, events.map((event) => textOf(renderEvents([event], dialect, "#elsewhere").bytes)));
  }
});

Deno.test("renderEvents() writes every event as one whole line, in every dialect", () => {
  for (const happening of allOf(EVENTS)) {
    for (const dialect of DIALECTS) {
      const line = textOf(renderEvents([eventOf(happening)], dialect).bytes);
      assertWhole(line, dialect);
      assertEquals(line.match(/\n/g)?.length, 1);
    }
  }
});

Deno.test("renderNotice() asks for the name with one fixed line, never coloured or translated", () => {
  assertEquals(WELCOME, "Welcome to the chat! Please enter your username:");
  for (const dialect of [PLAIN, COLOUR, CHINESE]) {
    assertEquals(told({ kind: "prompt" }, dialect), "Welcome to the chat! Please enter your username:\n");
  }
  assertEquals(told({ kind: "prompt" }, TELNET), WELCOME + "\r\n");
});

Deno.test("renderNotice() ends and dims every line of a longer text by itself", () => {
  const lines = told(HELP, { ...COLOUR, lineEnd: "\r\n" }).split("\r\n");
  assertEquals(lines.length, HELP.topics.length + 3);
  assertEquals(lines.pop(), "");
  // deno-lint-ignore no-control-regex
  for (const line of lines) assert(/^\x1b\[2m[^\x1b\n]+\x1b\[0m$/.test(line), line);
});

/** Asserts that text is whole lines of the dialect without anything a sentence should not have in it. */
function assertWhole(text: string, dialect: Dialect): void {
  const end = dialect.json ? "\n" : dialect.lineEnd;
  assertNotMatch(text, /undefined|\[object|NaN|\$\{|[^:]null/, text);
  assert(text.endsWith(end), text);
  // deno-lint-ignore no-control-regex
  const bare = dialect.color ? text.replaceAll(/\x1b\[[\d;]*m/g, "") : text;
  // deno-lint-ignore no-control-regex
  assertNotMatch(bare.replaceAll(end, ""), /[\x00-\x1f\x7f-\x9f]/, JSON.stringify(text));
}

Deno.test("renderNotice() writes everything as whole lines, in every dialect", () => {
  for (const notice of allOf(NOTICES)) {
    for (const dialect of DIALECTS) {
      const text = told(notice, dialect);
      if (notice.kind === "done" && !dialect.json) assertEquals(text, "");
      else assertWhole(text, dialect);
    }
  }
});

Deno.test("renderNotice() ends every colour it begins, within the line", () => {
  for (const notice of allOf(NOTICES).filter(({ kind }) => kind !== "prompt")) {
    for (const line of told(notice, COLOUR).split("\n").slice(0, -1)) {
      // deno-lint-ignore no-control-regex
      const codes = line.match(/\x1b\[[\d;]*m/g) ?? [];
      assert(codes.length >= 2 && codes.length % 2 === 0, JSON.stringify(line));
      codes.forEach((code, i) => assertEquals(code === "\x1b[0m", i % 2 === 1, JSON.stringify(line)));
    }
  }
});

Deno.test("renderNotice() has a whole sentence for everything, in every language, each of its own", () => {
  const fixed = ["prompt", "done", "replay"]; // no sentences
  for (const notice of allOf(NOTICES).filter(({ kind }) => !fixed.includes(kind))) {
    assert(told(notice) !== told(notice, CHINESE), `${told(notice)} is not translated`);
    for (const dialect of [PLAIN, CHINESE]) assert(told(notice, dialect).trim().length > 2);
  }
});

Deno.test("renderNotice() says every refusal and farewell in one line", () => {
  for (const notice of [...NOTICES.refusal, ...NOTICES.farewell]) {
    for (const dialect of DIALECTS) assertEquals(told(notice, dialect).match(/\n/g)?.length, 1);
  }
});

Deno.test("renderNotice() fits /help into 80 columns and 24 lines, in every language", () => {
  for (const dialect of [PLAIN, CHINESE]) {
    const lines = told(HELP, dialect).trimEnd().split("\n");
    assert(lines.length <= 23, `${lines.length} lines`); // and one to type in
    for (const line of lines) assert(columnsOf(line) <= 80, `${columnsOf(line)} columns: ${line}`);
  }
});

Deno.test("renderNotice() puts what stands behind the topics of /help into one column, in every language", () => {
  for (const dialect of [PLAIN, CHINESE]) {
    const lines = told(HELP, dialect).trimEnd().split("\n").slice(1, -1);
    assertEquals(new Set(lines.map((line) => columnsOf(line.slice(0, line.indexOf("/"))))).size, 1);
  }
});
