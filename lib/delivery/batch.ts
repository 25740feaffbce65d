/**
 * What was delivered to one topic in a row: rendered once per dialect, and for each reader cut around the events
 * that are not for it (a sender does not get its own lines back) or that it sees in a way of its own (its name in them).
 *
 * @module
 */

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

/** Events in the order they happened, each for everybody in the audience but some. */
export class Batch {
  readonly audience: Audience;
  readonly #label: string | undefined;
  #mentionsOf: MentionsOf | undefined;
  readonly #events: Event[] = [];
  readonly #withheld = new Map<object, number[]>();
  readonly #rendered = new Array<RenderedEvents | undefined>(DIALECTS * 2);
  #mentions: Map<object, Map<number, string>> | undefined; // by the position of the event, the reader's name in it

  constructor(audience: Audience) {
    this.audience = audience;
    this.#label = areFew(audience) ? undefined : audience.label;
  }

  add(event: Event, except: Iterable<Reader>, mentionsOf?: MentionsOf): void {
    this.#mentionsOf = mentionsOf ?? this.#mentionsOf;
    for (const reader of except) {
      const positions = this.#withheld.get(reader);
      if (positions === undefined) this.#withheld.set(reader, [this.#events.length]);
      else positions.push(this.#events.length);
    }
    this.#events.push(event);
  }

  /** Offers every reader what is for it, in as few pieces as that takes. */
  handOut(topics: Topics<Reader>): void {
    const readers = areFew(this.audience) ? this.audience : topics.of(this.audience);
    for (const reader of readers) this.#handTo(reader);
  }

  #handTo(reader: Reader): void {
    const { outbox } = reader, { dialect, key: dialectKey, focus } = outbox.manner;
    const label = dialect.json || focus === this.audience ? undefined : this.#label;
    const key = dialectKey * 2 + (label === undefined ? 0 : 1);
    const rendered = this.#rendered[key] ??= renderEvents(this.#events, dialect, label);
    const count = this.#events.length;
    const withheld = this.#withheld.get(reader);
    const mentions = dialect.color && !dialect.json ? this.#findMentions().get(reader) : undefined;
    if (withheld === undefined && mentions === undefined) return outbox.offer(rendered.bytes, count);
    let next = 0;
    for (const position of inOrder(withheld ?? [], mentions)) {
      offerPart(reader, rendered, next, position);
      const name = mentions?.get(position);
      if (name !== undefined) {
        outbox.offer(renderEvents([this.#events[position]!], dialect, label, name).bytes, 1);
      }
      next = position + 1;
    }
    offerPart(reader, rendered, next, count);
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
        if (this.#withheld.get(reader)?.includes(position)) continue;
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

/** Offers the events from one position up to another: a view, so nothing is rendered again. */
function offerPart({ outbox }: Reader, { bytes, ends }: RenderedEvents, from: number, end: number): void {
  if (from < end) outbox.offer(bytes.subarray(from === 0 ? 0 : ends[from - 1]!, ends[end - 1]!), end - from);
}

/** All positions that need care, in order. */
function inOrder(withheld: readonly number[], mentions: Map<number, string> | undefined): readonly number[] {
  return mentions === undefined ? withheld : [...withheld, ...mentions.keys()].sort((a, b) => a - b);
}
