/**
 * Everything asked for since the last time it was handed out, in the order it came: events for topics, asides for one
 * reader, and who reads what and how from there on. What is to be kept is kept before anybody gets any of it.
 *
 * @module
 */

import { type Audience, Batch, type MentionsOf } from "./batch.ts";
import type { Activity } from "../observe/activity.ts";
import type { ChannelBounds } from "../runtime/channel.ts";
import type { Event } from "../model/event.ts";
import type { OutboxSpace } from "./outbox_space.ts";
import type { Reader } from "./reader.ts";
import type { Topics } from "./topics.ts";

/** Most deliveries in one turn, and most text, in UTF-16 code units; most entries, those that deliver nothing included. */
const MAX_DELIVERIES = 512, MAX_LENGTH = 64 * 1024, MAX_ENTRIES = 1024;

/**
 * What a turn may fill of a small outbox: half of its lines, and of its bytes an eighth by text, which takes up to three
 * bytes a unit, and 512 a delivery for what is around it. A reader who is not behind has room for that.
 */
const PART_OF_LINES = 2, PART_OF_BYTES = 8, BYTES_PER_DELIVERY = 512;

/** Most bytes that a UTF-16 code unit becomes in UTF-8. */
const BYTES_PER_UNIT = 3;

export interface TurnParts {
  /** Saves what is about to be handed out; must not throw. */
  readonly keep: () => void;
  /** Who reads what, as of what was handed out. */
  readonly topics: Topics<Reader>;
  readonly activity: Activity;
  /** Whose share each reader may be handed at a time, so that all together have room. */
  readonly space: Pick<OutboxSpace, "share">;
}

export class Turn {
  readonly #parts: TurnParts;
  readonly #maxDeliveries: number;
  readonly #maxLength: number;
  #batches: Batch[] = []; // the last one is still open for events to the same audience
  #entries = 0;
  #count = 0;
  #length = 0;

  /**
   * An empty turn.
   * @param outbox how much each reader's outbox holds: a turn stays far below that, so that a full one is noticed in time
   */
  constructor(parts: TurnParts, { count, cost }: ChannelBounds) {
    this.#parts = parts;
    this.#maxDeliveries = Math.min(MAX_DELIVERIES, count / PART_OF_LINES, cost / BYTES_PER_DELIVERY);
    this.#maxLength = Math.min(MAX_LENGTH, cost / PART_OF_BYTES);
  }

  /** Adds an event for an audience; hands everything out where that is a lot by now. */
  add(event: Event, audience: Audience, except: Iterable<Reader>, mentionsOf?: MentionsOf): void {
    let last = this.#batches.at(-1);
    if (last?.audience !== audience) this.#batches.push(last = new Batch(audience));
    last.add(event, except, mentionsOf);
    this.#entries++;
    this.#grow("text" in event ? event.text.length : 0);
  }

  /**
   * Does something to one reader, or changes what it reads, in its place: behind what was delivered so far, ahead of the rest.
   * Where nothing was, that is at once; otherwise a flush is due anyway.
   * @param length how much text a reader gets by it, in bytes or UTF-16 code units; undefined for none at all
   */
  queue(reader: Reader, action: () => void, length?: number): void {
    const last = this.#batches.at(-1);
    if (last === undefined) return action();
    last.aside(reader, action);
    this.#entries++;
    if (length !== undefined) this.#grow(length);
    else if (this.#entries >= MAX_ENTRIES) this.settle();
  }

  /** Keeps what is to be kept, and hands everything out: the bytes are in the outboxes afterwards. */
  settle(): void {
    if (this.#batches.length === 0) return;
    const batches = this.#batches;
    this.#batches = [];
    this.#entries = 0;
    this.#count = 0;
    this.#length = 0;
    const { activity, topics } = this.#parts;
    activity.run(() => {
      this.#parts.keep();
      for (const batch of batches) batch.handOut(topics);
    });
  }

  #grow(length: number): void {
    this.#count++;
    this.#length += length;
    if (this.#count >= this.#maxDeliveries || this.#length >= this.#maxLength) return this.settle();
    const bytes = this.#length * BYTES_PER_UNIT + this.#count * BYTES_PER_DELIVERY;
    if (bytes > this.#parts.space.share) this.settle();
  }
}
