/**
 * Turns events and notices into the bytes of one dialect. The only place that knows colours and line ends.
 *
 * The welcome line, what is said, and who comes and goes have one fixed form in every language: programs rely on
 * them (docs/protocol.md). Their colours and signs are the tutorial's.
 *
 * @module
 */

import type { Dialect, Language } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Notice } from "../model/notice.ts";
import type { Catalogue } from "./catalogue.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** The first line everybody gets, without its end. */
export const WELCOME = "Welcome to the chat! Please enter your username:";

const GREEN = "\x1b[32m", RED = "\x1b[31m", BLUE = "\x1b[34m", DIM = "\x1b[2m", RESET = "\x1b[0m";

const catalogues: Readonly<Record<Language, Catalogue>> = { en, zh };
const encoder = new TextEncoder();

/** Rendered events as one piece, and where in it each of them ends, in bytes. */
export interface RenderedEvents {
  /** All lines, ends included. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For each event the offset behind its line. */
  readonly ends: readonly number[];
}

/** The bytes of events one after the other, each a line with its end. */
export function renderEvents(events: readonly Event[], dialect: Dialect): RenderedEvents {
  const catalogue = catalogues[dialect.language];
  const render = dialect.color ? coloured : plain;
  const lines = events.map((event) => render(event, catalogue) + dialect.lineEnd);
  const text = lines.join("");
  const bytes = encoder.encode(text) as Uint8Array<ArrayBuffer>; // Deno 2.4 types it less exactly
  const isAscii = bytes.length === text.length;
  let end = 0;
  const ends = lines.length === 1
    ? [bytes.length]
    : lines.map((line) => end += isAscii ? line.length : encoder.encode(line).length);
  return { bytes, ends };
}

/** The bytes of a notice, every line with its end. */
export function renderNotice(notice: Notice, dialect: Dialect): Uint8Array<ArrayBuffer> {
  const text = notice.kind === "prompt" ? WELCOME : phrased(notice, catalogues[dialect.language]);
  // The prompt comes before anything is known of the client, so it is never coloured.
  const lines = text.split("\n").map((line) =>
    dialect.color && notice.kind !== "prompt" ? DIM + line + RESET : line
  );
  return encoder.encode(lines.join(dialect.lineEnd) + dialect.lineEnd) as Uint8Array<ArrayBuffer>;
}

function plain(event: Event, catalogue: Catalogue): string {
  switch (event.kind) {
    case "said":
      return `${event.name}: ${event.text}`;
    case "acted":
      return `* ${event.name} ${event.text}`;
    case "joined":
      return `Server: ${event.name} has joined the chat`;
    case "left":
      return `Server: ${event.name} has left the chat`;
    case "renamed":
      return `Server: ${catalogue.renamed(event.from, event.to)}`;
    default:
      return event satisfies never;
  }
}

function coloured(event: Event, catalogue: Catalogue): string {
  switch (event.kind) {
    case "said":
      return `${BLUE}[${event.name}]${RESET} ${event.text}`;
    case "acted":
      return `${BLUE}* ${event.name}${RESET} ${event.text}`;
    case "joined":
      return `${GREEN}🟢 [系统] ${event.name} has joined the chat${RESET}`;
    case "left":
      return `${RED}🔴 [系统] ${event.name} has left the chat${RESET}`;
    case "renamed":
      return `${GREEN}🟢 [系统] ${catalogue.renamed(event.from, event.to)}${RESET}`;
    default:
      return event satisfies never;
  }
}

/** The catalogue's sentence for one notice. The lookups are sound because a catalogue has a sentence per kind. */
function phrased(notice: Exclude<Notice, { kind: "prompt" }>, catalogue: Catalogue): string {
  switch (notice.kind) {
    case "refusal":
      return sentence(catalogue.refusals, notice.refusal);
    case "farewell":
      return sentence(catalogue.farewells, notice.farewell);
    default:
      return sentence(catalogue.notices, notice);
  }
}

function sentence<F extends { readonly kind: string }>(
  sentences: { readonly [K in F["kind"]]: (fact: Extract<F, { readonly kind: K }>) => string },
  fact: F,
): string {
  const say = sentences[fact.kind as F["kind"]] as (fact: F) => string;
  return say(fact);
}
