import { assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import type { Message } from "../../lib/model/message.ts";
import type { Notice } from "../../lib/model/notice.ts";
import type { PastLines } from "../../lib/model/notices/past.ts";
import { renderNotice } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import { bob, COLOUR, lobby, messageOf, NOON, ops, PLAIN, text, xiaoming } from "../support/samples.ts";

const DAY = 86_400_000;
const DIM = "\x1b[2m", RESET = "\x1b[0m", BLUE = "\x1b[34m", BOLD = "\x1b[1;33m";

const LINES: readonly Message[] = [
  messageOf({ time: NOON - 400 * DAY, text: text("long ago") }),
  messageOf({ time: NOON - 60_000, name: bob, kind: "acted", text: text("waves") }),
  messageOf({ room: ops, name: xiaoming, text: text("你好") }),
];
const past: PastLines = { messages: LINES, room: lobby, now: NOON };

function told(notice: Notice, dialect = PLAIN): string[] {
  return textOf(renderNotice(notice, dialect)).split("\n").slice(0, -1);
}

Deno.test("lines of the past show when, where if that is elsewhere, who and what", () => {
  assertEquals(told({ kind: "history", of: lobby, ...past }), [
    "2024-11-27 12:00 ann: long ago",
    "11:59 * bob waves",
    "12:00 [#ops] 小明: 你好",
    "The last 3 lines of #lobby.",
  ]);
});

Deno.test("lines of the past show no room where the reader knows it, and always where there is none to know", () => {
  assertEquals(told({ kind: "replay", ...past, messages: [LINES[2]!], room: ops }), ["12:00 小明: 你好"]);
  assertEquals(told({ kind: "replay", ...past, messages: [LINES[1]!], room: undefined }), [
    "11:59 [#lobby] * bob waves",
  ]);
});

Deno.test("lines of the past show the reader's own time", () => {
  const shanghai = { ...PLAIN, timeZone: "Asia/Shanghai" };
  assertEquals(told({ kind: "replay", ...past }, shanghai), [
    "2024-11-27 20:00 ann: long ago",
    "19:59 * bob waves",
    "20:00 [#ops] 小明: 你好",
  ]);
});

Deno.test("a replay is dim all over, so that nobody takes it for the present", () => {
  assertEquals(told({ kind: "replay", ...past }, COLOUR), [
    `${DIM}2024-11-27 12:00 ann: long ago${RESET}`,
    `${DIM}11:59 * bob waves${RESET}`,
    `${DIM}12:00 [#ops] 小明: 你好${RESET}`,
  ]);
});

Deno.test("other lines of the past have dim times and the colours of live lines", () => {
  assertEquals(told({ kind: "history", of: lobby, ...past }, COLOUR).slice(1), [
    `${DIM}11:59 ${RESET}${BLUE}* bob${RESET} waves`,
    `${DIM}12:00 [#ops] ${RESET}${BLUE}[小明]${RESET} 你好`,
    `${DIM}The last 3 lines of #lobby.${RESET}`,
  ]);
});

Deno.test("a search marks the words it was for: bold, or between asterisks", () => {
  const messages = [
    messageOf({ text: text("Tea or coffee? tea!") }),
    messageOf({ text: text("大家好，你好吗") }),
  ];
  const found = {
    kind: "found",
    ...past,
    messages,
    words: "tea 你好",
    hasMore: false,
    unindexed: 0,
  } as const;
  assertEquals(told(found), [
    "12:00 ann: *Tea* or coffee? *tea*!",
    "12:00 ann: 大家好，*你好*吗",
    '2 lines with "tea 你好".',
  ]);
  const bold = (word: string) => BOLD + word + RESET;
  assertEquals(told(found, COLOUR).slice(0, 2), [
    `${DIM}12:00 ${RESET}${BLUE}[ann]${RESET} ${bold("Tea")} or coffee? ${bold("tea")}!`,
    `${DIM}12:00 ${RESET}${BLUE}[ann]${RESET} 大家好，${bold("你好")}吗`,
  ]);
});

Deno.test("a search without words marks nothing", () => {
  const notice = { kind: "found", ...past, words: "", hasMore: true, unindexed: 0 } as const;
  assertEquals(told(notice).slice(-2), [
    "12:00 [#ops] 小明: 你好",
    "The newest 3 lines; there may be more: add words to find fewer.",
  ]);
});

Deno.test("the words of another notice are not marked", () => {
  const of = "#waves" as RoomName;
  assertEquals(told({ kind: "history", of, ...past })[1], "11:59 * bob waves");
});
