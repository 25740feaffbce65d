// @ts-check
/** Draws the lines of the conversation that is looked at. */

import { $, fill, h, nameOf } from "./elements.js";
import { piecesOf } from "./pieces.js";

/** @import { Chat, Piece, Row } from "./types.d.ts" */

/** Lines of one person within this time stand together. */
const TOGETHER_MS = 300_000;

/** How near its end a log stays at the end. */
const NEAR_PX = 48;

/** @type {WeakMap<Row, { look: string, element: HTMLElement }>} */
const drawn = new WeakMap();
const log = $("log");
/** @type {Chat["tab"]} */
let shown;
/** @type {Row | undefined} */
let oldest;
export let isAtEnd = true;

export function goToEnd() {
  isAtEnd = true;
  log.scrollTop = log.scrollHeight;
}

log.onscroll = () => isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
new ResizeObserver(() => isAtEnd && goToEnd()).observe(log);

/** @param {Chat} chat */
export function drawLog(chat) {
  const { tab, current } = chat, rows = tab?.rows ?? [], fromEnd = log.scrollHeight - log.scrollTop;
  log.ariaLabel = current;
  log.ariaLive = tab === shown ? "polite" : "off"; // nobody hears all of it when they come
  fill(log, rows.map((row, at) => elementOf(chat, row, rows[at - 1])));
  if (isAtEnd || tab !== shown) goToEnd();
  else if (rows[0] !== oldest) log.scrollTop = log.scrollHeight - fromEnd;
  oldest = rows[0];
  shown = tab;
}

/** It stays the same as long as it looks the same. @param {Chat} chat @param {Row} row @param {Row} [last] */
function elementOf(chat, row, last) {
  const isFresh = row === chat.tab?.fresh;
  const isFirst = isFresh || row.kind !== last?.kind || row.from !== last.from ||
    row.time - last.time > TOGETHER_MS;
  const look = JSON.stringify([row, isFresh, isFirst, chat.stamps, chat.language]), before = drawn.get(row);
  if (before?.look === look) return before.element;
  const { words, you, stamps } = chat, { kind, from, text, ref, hasFailed } = row;
  const pieces = piecesOf(text, from && from !== you ? you : "");
  const isMention = pieces.some(({ kind }) => kind === "mention");
  const element = h(
    "div",
    `row ${kind}${isFirst ? " first" : ""}${isMention ? " mention" : ""}${ref ? " sending" : ""}`,
    isFresh && h("p", "fresh", words.fresh),
    from && (isFirst || kind === "acted" ? nameOf(from, you) : h("span", "unseen", `${from}: `)),
    h("p", "text", ...pieces.map(drawPiece)),
    ref
      ? h("small", "", hasFailed ? words.failed : words.sending)
      : (stamps || from && isFirst) && timeOf(row),
  );
  drawn.set(row, { look, element });
  return element;
}

/** @param {Row} row */
function timeOf({ time }) {
  const date = new Date(time), isToday = date.toDateString() === new Date().toDateString();
  return h("time", "", isToday ? date.toLocaleTimeString([], { timeStyle: "short" }) : date.toLocaleString());
}

/** @param {Piece} piece */
function drawPiece({ kind, text, href }) {
  if (kind === "text") return text;
  if (kind === "mention") return h("mark", "", text);
  return Object.assign(h("a", "", text), { href, rel: "noopener noreferrer", target: "_blank" });
}
