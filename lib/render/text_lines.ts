/**
 * Events as lines of text for people, plain or in colour. What is said, and who comes and goes, has one fixed form in
 * every language: programs rely on it (docs/protocol.md). Colours and signs are the tutorial's.
 *
 * Every form begins differently from all others, so that nothing said can pass for something else: names hold no
 * spaces, no colon and no brackets. For whoever wants stamps all of them have the time in front, in brackets: lines of the
 * past have it without.
 *
 * @module
 */

import { mentionsOf } from "../text/mention.ts";
import type { Dialect, LiveLines } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Message } from "../model/message.ts";
import { type Catalogue, sentenceOf } from "./catalogue.ts";
import { clockText } from "./time.ts";

/** ANSI colours (ECMA-48, SGR). */
export const GREEN = "\x1b[32m", RED = "\x1b[31m", BLUE = "\x1b[34m", MAGENTA = "\x1b[35m", DIM = "\x1b[2m";
export const RESET = "\x1b[0m";
/** What matters to the reader: their own name, a word they searched for. */
const BOLD = "\x1b[1;33m";

/** A line that may have marks in its text. */
type ShownLine = Pick<Message, "kind" | "name"> & { readonly text: string };

export function plainLine({ kind, name, text }: ShownLine): string {
  return kind === "said" ? `${name}: ${text}` : `* ${name} ${text}`;
}

export function colouredLine({ kind, name, text }: ShownLine): string {
  return kind === "said" ? `${BLUE}[${name}]${RESET} ${text}` : `${BLUE}* ${name}${RESET} ${text}`;
}

/** Puts pieces of a text in bold, or between asterisks where there are no colours. */
export function marked(text: string, spans: readonly (readonly [number, number])[], color: boolean): string {
  let out = "", at = 0;
  for (const [start, end] of spans) {
    const piece = text.slice(start, end);
    out += text.slice(at, start) + (color ? BOLD + piece + RESET : `*${piece}*`);
    at = end;
  }
  return out + text.slice(at);
}

/** Whether people see an event who see others come and go as they wish. */
export function isShown(event: Event, joins: LiveLines["joins"]): boolean {
  switch (event.kind) {
    case "joined":
    case "left":
    case "entered":
    case "exited":
      return joins === "on" || joins === "few" && event.spokeLately === true;
    default:
      return true;
  }
}

/** The time in front of a line. */
export function stamp(time: number, { color, timeZone }: Pick<Dialect, "color" | "timeZone">): string {
  const clock = clockText(time, timeZone);
  return color ? `${DIM}[${clock}]${RESET} ` : `[${clock}] `;
}

export function plain(event: Event, catalogue: Catalogue, label?: string): string {
  switch (event.kind) {
    case "said":
    case "acted":
      return label === undefined ? plainLine(event) : `[${label}] ${plainLine(event)}`;
    case "whispered":
      return `[${event.name} -> ${event.to}] ${event.text}`;
    default:
      return `Server: ${toldBy(event, catalogue)}`;
  }
}

export function coloured(event: Event, catalogue: Catalogue, label?: string, mention?: string): string {
  switch (event.kind) {
    case "said":
    case "acted": {
      const text = mention === undefined
        ? event.text
        : marked(event.text, mentionsOf(event.text, mention), true);
      const line = colouredLine({ kind: event.kind, name: event.name, text });
      return label === undefined ? line : `${DIM}[${label}]${RESET} ${line}`;
    }
    case "whispered":
      return `${MAGENTA}[${event.name} -> ${event.to}]${RESET} ${event.text}`;
    case "left":
    case "exited":
    case "removed":
      return `${RED}🔴 [系统] ${toldBy(event, catalogue)}${RESET}`;
    default:
      return `${GREEN}🟢 [系统] ${toldBy(event, catalogue)}${RESET}`;
  }
}

function toldBy(
  event: Exclude<Event, { kind: "said" | "acted" | "whispered" }>,
  catalogue: Catalogue,
): string {
  switch (event.kind) {
    case "joined":
      return `${event.name} has joined the chat`;
    case "left":
      return `${event.name} has left the chat`;
    case "entered":
      return `${event.name} has joined ${event.room}`;
    case "exited":
      return `${event.name} has left ${event.room}`;
    default:
      return sentenceOf(catalogue.events, event);
  }
}
