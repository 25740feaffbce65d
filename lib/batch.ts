/**
 * What was delivered to one audience in one turn: rendered once per dialect, and for each reader cut around the
 * events that are not for it (a sender does not get its own lines back).
 *
 * @module
 */

import { DIALECTS } from "./model/dialect.ts";
import type { Event } from "./model/event.ts";
import type { Recipient } from "./recipient.ts";
import { type RenderedEvents, renderEvents } from "./render/render.ts";

/** Events in the order they happened, each for everybody but one. */
export class Batch {
  readonly #events: Event[] = [];
  readonly #withheld = new Map<Recipient, number[]>();
  readonly #rendered = new Array<RenderedEvents | undefined>(DIALECTS);
  #length = 0;

  /** Adds an event that is not for `except`. */
  add(event: Event, except: Recipient | undefined): void {
    if (except !== undefined) {
      const positions = this.#withheld.get(except);
      if (positions === undefined) this.#withheld.set(except, [this.#events.length]);
      else positions.push(this.#events.length);
    }
    this.#events.push(event);
    this.#length += "text" in event ? event.text.length : 0;
  }

  /** Offers a reader everything that is for it, in as few pieces as that takes. */
  offerTo(recipient: Recipient): void {
    const { bytes, ends } = this.#rendered[recipient.dialectKey] ??= renderEvents(
      this.#events,
      recipient.dialect,
    );
    const withheld = this.#withheld.get(recipient);
    if (withheld === undefined) return recipient.offer(bytes, this.#events.length);
    let next = 0;
    for (const position of withheld) {
      if (position > next) recipient.offer(piece(bytes, ends, next, position), position - next);
      next = position + 1;
    }
    const count = this.#events.length;
    if (count > next) recipient.offer(piece(bytes, ends, next, count), count - next);
  }

  /** How many events there are. */
  get events(): number {
    return this.#events.length;
  }

  /** How much was said in them, in UTF-16 code units. */
  get length(): number {
    return this.#length;
  }
}

/** The bytes of the events from `first` up to `end`, as a view. */
function piece(bytes: Uint8Array<ArrayBuffer>, ends: readonly number[], first: number, end: number) {
  return bytes.subarray(first === 0 ? 0 : ends[first - 1]!, ends[end - 1]!);
}
