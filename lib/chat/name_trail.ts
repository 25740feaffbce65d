/**
 * Under which names somebody spoke since they came, each from one event to another: a name is somebody else's before and
 * after. By it people take back their lines, and others do not see the lines of those they ignore.
 *
 * @module
 */

import type { Name } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { NameSpan } from "../model/name_span.ts";

/** Most earlier names that are remembered, the last ones that something was said under: at full pace ten minutes' worth. */
export const MAX_NAMES = 1000;

/** The names of one person. */
export class NameTrail {
  #name: Name;
  #from: number;
  #lines = 0;
  /** In the order they had them. */
  #earlier: NameSpan[] = [];
  readonly #earlierByName = new Map<Name, NameSpan[]>();

  /**
   * Somebody with their first name.
   * @param from the id of the event of their coming
   */
  constructor(name: Name, from: number) {
    this.#name = name;
    this.#from = from;
  }

  /** The name they have now, or had when they left. */
  get name(): Name {
    return this.#name;
  }

  /** The id of the event by which they got it. */
  get from(): number {
    return this.#from;
  }

  /** Learns that they said something that is kept. */
  spoke(): void {
    this.#lines++;
  }

  /** Gives them another name, by the event of that id. */
  rename(name: Name, id: number): void {
    if (this.#lines > 0) this.#remember({ ...this.#current(), upTo: id });
    this.#name = name;
    this.#from = id;
    this.#lines = 0;
  }

  /** Every name they spoke under, in the order they had them; the one they have now is the last, spoken or not. */
  spans(): NameSpan[] {
    return [...this.#earlier, this.#current()];
  }

  /** Whether a line is theirs. */
  has({ id, name }: Pick<Message, "id" | "name">): boolean {
    if (name === this.#name && id >= this.#from) return true;
    return this.#earlierByName.get(name)?.some(({ from, upTo }) => id >= from && id < upTo) ?? false;
  }

  /** Forgets some of {@linkcode spans}, and how much was said under them: nothing of that is left. */
  forget(spans: readonly NameSpan[]): void {
    const froms = new Set(spans.map(({ from }) => from)); // no two names were taken by one event
    if (froms.has(this.#from)) this.#lines = 0;
    this.#earlier = this.#earlier.filter(({ from }) => !froms.has(from));
    this.#earlierByName.clear();
    for (const span of this.#earlier) this.#index(span);
  }

  #current(): NameSpan {
    return { name: this.#name, from: this.#from, upTo: Infinity, lines: this.#lines };
  }

  #index(span: NameSpan): void {
    this.#earlierByName.set(span.name, [...this.#earlierByName.get(span.name) ?? [], span]);
  }

  #remember(span: NameSpan): void {
    this.#earlier.push(span);
    this.#index(span);
    if (this.#earlier.length <= MAX_NAMES) return;
    const { name } = this.#earlier.shift()!;
    const rest = this.#earlierByName.get(name)!.slice(1);
    if (rest.length === 0) this.#earlierByName.delete(name);
    else this.#earlierByName.set(name, rest);
  }
}
