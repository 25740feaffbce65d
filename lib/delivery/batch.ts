/**
 * What was delivered to one topic in a row: rendered once per dialect, and for each reader cut around the events
 * that are not for it (a sender does not get its own lines back) or that it sees in a way of its own (its name in them).
 * What was done to one reader in between is done in its place, and cuts the row for that reader alone: when a crowd comes,
 * everybody gets the news of a moment as one piece, however many were greeted meanwhile.
 *
 * @module
 */

import type { Bytes } from "./backlog.ts";
import { type Dialect, DIALECTS, type Topic } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Reader } from "./reader.ts";
import { rung } from "./bell.ts";
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
  readonly #rendered = new Array<RenderedEvents | undefined>(DIALECTS * 2); // in the usual dialects
  #renderedElse: Map<number, RenderedEvents> | undefined;
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
    const rendered = key < DIALECTS * 2
      ? this.#rendered[key] ??= renderEvents(this.#events, dialect, label)
      : this.#renderElse(key, dialect, label);
    if (rendered.lines === 0) return;
    if (apart !== undefined || dialect.color || dialect.bell !== "off") {
      return this.#handOwn(reader, apart, from, end, rendered, label);
    }
    outbox.offer(rendered.bytes, rendered.lines);
  }

  /** The same for one who may see or hear it in a way of its own; most do not come here, and their way is short. */
  #handOwn(
    reader: Reader,
    apart: Apart | undefined,
    from: number,
    end: number,
    rendered: RenderedEvents,
    label: string | undefined,
  ): void {
    const { outbox } = reader, { dialect } = outbox.manner;
    const mentions = dialect.color && !dialect.json ? this.#findMentions().get(reader) : undefined;
    const bell = dialect.bell === "off" ? undefined : this.#ring(reader, dialect, apart, from, end);
    if (apart === undefined && mentions === undefined && bell === undefined) {
      return outbox.offer(rendered.bytes, rendered.lines);
    }
    let next = from;
    for (const position of inOrder(apart?.withheld ?? [], mentions, bell)) {
      if (position < from) continue;
      if (position >= end) break;
      offerPart(reader, rendered, next, position);
      const name = mentions?.get(position);
      next = position + 1;
      if (name === undefined && position !== bell) continue; // withheld
      const line = name === undefined
        ? partOf(rendered, position, next)
        : renderEvents([this.#events[position]!], dialect, label, name).bytes;
      outbox.offer(position === bell ? rung(line) : line, 1);
    }
    offerPart(reader, rendered, next, end);
  }

  #renderElse(key: number, dialect: Dialect, label: string | undefined): RenderedEvents {
    const others = this.#renderedElse ??= new Map<number, RenderedEvents>(), known = others.get(key);
    if (known !== undefined) return known;
    const rendered = renderEvents(this.#events, dialect, label);
    others.set(key, rendered);
    return rendered;
  }

  /** The position of the first line that rings a reader's bell, if it may ring now: one of others, and not withheld. */
  #ring(
    reader: Reader,
    { bell, json }: Dialect,
    apart: Apart | undefined,
    from: number,
    end: number,
  ): number | undefined {
    if (json) return undefined;
    const mentions = bell === "all" ? undefined : this.#findMentions().get(reader);
    for (let position = from; position < end; position++) {
      const event = this.#events[position]!;
      if (!isSpoken(event) || event.name === reader.person || apart?.withheld.includes(position)) continue;
      if (bell !== "all" && event.kind !== "whispered" && mentions?.has(position) !== true) continue;
      return reader.rings() ? position : undefined;
    }
    return undefined;
  }

  /** Looks for names once for all readers, and only where one of them sees colours, or hears the bell. */
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

function isSpoken({ kind }: Event): boolean {
  return kind === "said" || kind === "acted" || kind === "whispered";
}

function areFew(audience: Audience): audience is ReadonlySet<Reader> {
  return audience instanceof Set;
}

/** The events from one position up to another: a view, so nothing is rendered again. */
function partOf({ bytes, ends }: RenderedEvents, from: number, end: number): Bytes {
  return bytes.subarray(from === 0 ? 0 : ends[from - 1]!, ends[end - 1]!);
}

/** Offers what is shown of them: mostly one stretch, or one on each side of a sender's own lines. */
function offerPart({ outbox }: Reader, rendered: RenderedEvents, from: number, end: number): void {
  const lines = linesIn(rendered, from, end);
  if (lines > 0) outbox.offer(partOf(rendered, from, end), lines);
}

/** How many of the events from one position up to another are shown. */
function linesIn({ ends, lines }: RenderedEvents, from: number, end: number): number {
  if (lines === ends.length) return end - from;
  let shown = 0;
  for (let i = from; i < end; i++) if (ends[i] !== (ends[i - 1] ?? 0)) shown++;
  return shown;
}

/** All positions that need care, each once and in order. */
function inOrder(
  withheld: readonly number[],
  mentions: Map<number, string> | undefined,
  bell: number | undefined,
): readonly number[] {
  if (mentions === undefined && bell === undefined) return withheld;
  const own = mentions ?? new Map<number, string>(), more = bell === undefined || own.has(bell) ? [] : [bell];
  return [...withheld, ...own.keys(), ...more].sort((a, b) => a - b);
}
