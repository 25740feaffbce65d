/**
 * What somebody said since they came, and under which names, each from one event to another: a name is somebody else's
 * before and after. By it people take back their lines, and others do not see the lines of those they ignore.
 *
 * @module
 */

import type { Name } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { NameSpan } from "../model/name_span.ts";

/** Most earlier names that are remembered, the last ones that something was said under: at full pace ten minutes' worth. */
export const MAX_NAMES = 1000;

const NONE: readonly NameSpan[] = [];

/** A trail as it is kept. */
export interface SavedTrail {
  readonly name: Name;
  readonly from: number;
  readonly keptLines: number;
  readonly lines: number;
  /** When they said the last line, or came, in milliseconds since 1970. */
  readonly lastLineTime: number;
  readonly earlier: readonly NameSpan[];
}

export class NameTrail {
  #name: Name;
  #from: number;
  #keptLines = 0; // under the name they have now
  #lines = 0;
  #lastLineAt: number;
  /** In the order they had them; most people have one name only. */
  #earlier: readonly NameSpan[] = NONE;
  #earlierByName: Map<Name, NameSpan[]> | undefined;

  /**
   * Somebody with their first name.
   * @param came the id of the event of their coming, and when that was
   */
  constructor(name: Name, came: { readonly id: number; readonly since: number }) {
    this.#name = name;
    this.#from = came.id;
    this.#lastLineAt = came.since;
  }

  /** One that was kept; `ahead` is by how much the time of day is ahead of the clock, in milliseconds. */
  static kept({ name, from, keptLines, lines, lastLineTime, earlier }: SavedTrail, ahead: number): NameTrail {
    const trail = new NameTrail(name, { id: from, since: lastLineTime - ahead });
    trail.#keptLines = keptLines;
    trail.#lines = lines;
    trail.#earlier = earlier.map((span) => ({ ...span }));
    for (const span of trail.#earlier) trail.#index(span);
    return trail;
  }

  /** As it is kept; `ahead` as above. */
  saved(ahead: number): SavedTrail {
    const lastLineTime = this.#lastLineAt + ahead;
    return {
      ...{ name: this.#name, from: this.#from, keptLines: this.#keptLines, lines: this.#lines },
      ...{ lastLineTime, earlier: this.#earlier },
    };
  }

  /** The name they have now, or had when they left. */
  get name(): Name {
    return this.#name;
  }

  /** How many lines they said under all names, kept or not. */
  get lines(): number {
    return this.#lines;
  }

  /** When they said the last one, or came, by the clock, in milliseconds: the time of day may be set back. */
  get lastLineAt(): number {
    return this.#lastLineAt;
  }

  count(now: number, isKept: boolean): void {
    this.#lines++;
    this.#lastLineAt = now;
    if (isKept) this.#keptLines++;
  }

  /** Gives them another name, by the event of that id. */
  rename(name: Name, id: number): void {
    if (this.#keptLines > 0) this.#remember({ ...this.#current(), upTo: id });
    this.#name = name;
    this.#from = id;
    this.#keptLines = 0;
  }

  /** Every name they spoke under, in the order they had them; the one they have now is the last, spoken or not. */
  spans(): NameSpan[] {
    return [...this.#earlier, this.#current()];
  }

  /** Whether a line is theirs. */
  has({ id, name }: Pick<Message, "id" | "name">): boolean {
    if (name === this.#name && id >= this.#from) return true;
    return this.#earlierByName?.get(name)?.some(({ from, upTo }) => id >= from && id < upTo) ?? false;
  }

  /** Forgets some of {@linkcode spans}, and how much was said under them: nothing of that is left. */
  forget(spans: readonly NameSpan[]): void {
    const froms = new Set(spans.map(({ from }) => from)); // no two names were taken by one event
    if (froms.has(this.#from)) this.#keptLines = 0;
    this.#earlier = this.#earlier.filter(({ from }) => !froms.has(from));
    this.#earlierByName = undefined;
    for (const span of this.#earlier) this.#index(span);
  }

  #current(): NameSpan {
    return { name: this.#name, from: this.#from, upTo: Infinity, lines: this.#keptLines };
  }

  #index(span: NameSpan): void {
    const byName = this.#earlierByName ??= new Map();
    byName.set(span.name, [...byName.get(span.name) ?? [], span]);
  }

  #remember(span: NameSpan): void {
    this.#earlier = [...this.#earlier, span];
    this.#index(span);
    if (this.#earlier.length <= MAX_NAMES) return;
    const [{ name }, ...left] = this.#earlier as [NameSpan, ...NameSpan[]], byName = this.#earlierByName!;
    this.#earlier = left;
    const rest = byName.get(name)!.slice(1);
    if (rest.length === 0) byName.delete(name);
    else byName.set(name, rest);
  }
}
