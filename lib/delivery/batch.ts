/**
 * What was delivered to one topic in a row: rendered once per dialect, and for each reader cut around the events
 * that are not for it (a sender does not get its own lines back) or that it sees in a way of its own (its name in them).
 * What was done to one reader in between is done in its place, and cuts the row for that reader alone: when a crowd comes,
 * everybody gets the news of a moment as one piece, however many were greeted meanwhile.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Bytes } from "./backlog.ts";
import { DIALECTS, type Topic } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Reader } from "./reader.ts";
import { type RenderedEvents, renderEvents } from "../render/render.ts";
import type { Topics } from "./topics.ts";

/** Those an event is for: whoever reads a topic when it is handed out, or these few. */
export type Audience = Topic | ReadonlySet<Reader>;

/** Finds whom a line mentions: each of their readers, by identity, with the name they go by. */
export type MentionsOf = (text: string) => Iterable<readonly [object, name: string]>;

/** Most mentions in one line that are marked: each costs a rendering of its own. */
const MAX_MENTIONS = 50;

/** Something done to one reader behind so many of the events. */
interface Aside {
  readonly position: number;
  readonly act: () => void;
}

/** What is otherwise for one reader than for most. */
class Apart {
  readonly reader: Reader;
  /** The positions of events that are not for it, in order. */
  readonly withheld: number[] = [];
  /** In the order they came. */
  readonly asides: Aside[] = [];

  constructor(reader: Reader) {
    this.reader = reader;
  }
}

/** Events in the order they happened, each for everybody in the audience but some. */
export class Batch {
  readonly audience: Audience;
  readonly #label: string | undefined;
  #mentionsOf: MentionsOf | undefined;
  readonly #events: Event[] = [];
  readonly #apart = new Map<object, Apart>();
  readonly #rendered = new Array<RenderedEvents | undefined>(DIALECTS * 2);
  #mentions: Map<object, Map<number, string>> | undefined; // by the position of the event, the reader's name in it

  constructor(audience: Audience) {
    this.audience = audience;
    this.#label = areFew(audience) ? undefined : audience.label;
  }

  add(event: Event, except: Iterable<Reader>, mentionsOf?: MentionsOf): void {
    this.#mentionsOf = mentionsOf ?? this.#mentionsOf;
    for (const reader of except) this.#apartOf(reader).withheld.push(this.#events.length);
    this.#events.push(event);
  }

  /** Does something to one reader behind the events added so far, ahead of the next; it must not deliver anything to others. */
  aside(reader: Reader, act: () => void): void {
    this.#apartOf(reader).asides.push({ position: this.#events.length, act });
  }

  /** Offers every reader what is for it, in as few pieces as that takes. */
  handOut(topics: Topics<Reader>): void {
    const { audience } = this, count = this.#events.length;
    for (const reader of areFew(audience) ? audience : topics.of(audience)) {
      const apart = this.#apart.get(reader);
      if (apart === undefined || apart.asides.length === 0) this.#handTo(reader, apart, 0, count);
    }
    for (const apart of this.#apart.values()) if (apart.asides.length > 0) this.#handAround(apart, topics);
  }

  /** Does what is to be done to a reader, and offers what is for it in between: an aside may bring it into the audience. */
  #handAround(apart: Apart, topics: Topics<Reader>): void {
    const { audience } = this, { reader } = apart;
    const handUpTo = (from: number, end: number) => {
      const isIn = areFew(audience) ? audience.has(reader) : topics.has(reader, audience);
      if (isIn && from < end) this.#handTo(reader, apart, from, end);
    };
    let from = 0;
    for (const { position, act } of apart.asides) {
      handUpTo(from, position);
      act();
      from = position;
    }
    handUpTo(from, this.#events.length);
  }

  #apartOf(reader: Reader): Apart {
    const known = this.#apart.get(reader);
    if (known !== undefined) return known;
    const apart = new Apart(reader);
    this.#apart.set(reader, apart);
    return apart;
  }

  /** Offers a reader what is for it of the events from one position up to another. */
  #handTo(reader: Reader, apart: Apart | undefined, from: number, end: number): void {
    const { outbox } = reader, { dialect, key: dialectKey, focus } = outbox.manner;
    const label = dialect.json || focus === this.audience ? undefined : this.#label;
    const key = dialectKey * 2 + (label === undefined ? 0 : 1);
    const rendered = this.#rendered[key] ??= renderEvents(this.#events, dialect, label);
    const mentions = dialect.color && !dialect.json ? this.#findMentions().get(reader) : undefined;
    if (apart === undefined && mentions === undefined) return outbox.offer(rendered.bytes, end - from);
    const pieces: Bytes[] = [];
    let next = from, lines = end - from;
    for (const position of inOrder(apart?.withheld ?? [], mentions)) {
      if (position < from) continue;
      if (position >= end) break;
      if (next < position) pieces.push(partOf(rendered, next, position));
      const name = mentions?.get(position);
      if (name === undefined) lines--;
      else pieces.push(renderEvents([this.#events[position]!], dialect, label, name).bytes);
      next = position + 1;
    }
    if (next < end) pieces.push(partOf(rendered, next, end));
    if (lines > 0) outbox.offer(pieces.length === 1 ? pieces[0]! : concat(pieces), lines);
  }

  /** Looks for names once for all readers, and only where one of them sees colours. */
  #findMentions(): Map<object, Map<number, string>> {
    if (this.#mentions !== undefined) return this.#mentions;
    const mentions = this.#mentions = new Map<object, Map<number, string>>();
    for (const [position, event] of this.#events.entries()) {
      if (event.kind !== "said" && event.kind !== "acted") continue;
      let count = 0;
      for (const [reader, name] of this.#mentionsOf?.(event.text) ?? []) {
        if (++count > MAX_MENTIONS) break;
        if (this.#apart.get(reader)?.withheld.includes(position)) continue;
        const names = mentions.get(reader) ?? new Map<number, string>();
        mentions.set(reader, names.set(position, name));
      }
    }
    return mentions;
  }
}

function areFew(audience: Audience): audience is ReadonlySet<Reader> {
  return audience instanceof Set;
}

/** The events from one position up to another: a view, so nothing is rendered again. */
function partOf({ bytes, ends }: RenderedEvents, from: number, end: number): Bytes {
  return bytes.subarray(from === 0 ? 0 : ends[from - 1]!, ends[end - 1]!);
}

/** All positions that need care, in order. */
function inOrder(withheld: readonly number[], mentions: Map<number, string> | undefined): readonly number[] {
  return mentions === undefined ? withheld : [...withheld, ...mentions.keys()].sort((a, b) => a - b);
}
