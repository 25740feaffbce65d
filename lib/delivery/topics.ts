/**
 * Who reads what: the readers of every topic, by the topic's own identity. Only the turn changes it, in the order in
 * which things were asked for, so whoever is here when a batch is handed out is whom it is for.
 *
 * @module
 */

import type { Topic } from "../model/dialect.ts";

export class Topics<Reader> {
  readonly #readers = new Map<Topic, Set<Reader>>();
  readonly #counts = new Map<Reader, number>(); // of the topics of each: whoever is forgotten has mostly none

  /** Everybody who reads a topic, in the order they came to it. */
  of(topic: Topic): Iterable<Reader> {
    return this.#readers.get(topic) ?? [];
  }

  has(reader: Reader, topic: Topic): boolean {
    return this.#readers.get(topic)?.has(reader) === true;
  }

  add(reader: Reader, topic: Topic): void {
    const readers = this.#readers.get(topic);
    if (readers?.has(reader) === true) return;
    if (readers === undefined) this.#readers.set(topic, new Set([reader]));
    else readers.add(reader);
    this.#count(reader, 1);
  }

  /** Takes a reader from a topic; the last one takes the topic along. */
  delete(reader: Reader, topic: Topic): void {
    const readers = this.#readers.get(topic);
    if (readers?.delete(reader) !== true) return;
    if (readers.size === 0) this.#readers.delete(topic);
    this.#count(reader, -1);
  }

  /** Takes a reader from all topics. */
  forget(reader: Reader): void {
    if (!this.#counts.has(reader)) return; // there may be thousands of topics
    for (const topic of this.#readers.keys()) this.delete(reader, topic);
  }

  get size(): number {
    return this.#readers.size;
  }

  #count(reader: Reader, by: 1 | -1): void {
    const count = (this.#counts.get(reader) ?? 0) + by;
    if (count > 0) this.#counts.set(reader, count);
    else this.#counts.delete(reader);
  }
}
