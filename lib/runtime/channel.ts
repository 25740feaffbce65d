/**
 * A small bounded channel between many producers and one consumer (mpsc), bounded by count and by cost.
 *
 * Offering never waits: what does not fit is refused and counted, and the consumer learns the count with its next
 * take. Once one item was refused, all later ones are until that count was taken, so a gap is always at the end of a
 * batch and never in its middle. It knows nothing of sockets, bytes or chat.
 *
 * @module
 */

/** How much a {@linkcode BoundedChannel} may hold. */
export interface ChannelBounds {
  /** Most things waiting at once; 1 or more. */
  readonly count: number;
  /** Most cost waiting at once, in whatever unit the producers use; 1 or more. */
  readonly cost: number;
}

export interface Taken<T> {
  readonly items: readonly T[];
  /** How many things were refused behind the last of them. */
  readonly missed: number;
}

const NONE: never[] = []; // what waits in all empty channels: nobody adds to it

/** A bounded queue of items with a count and a cost each (for an outbox: pieces of lines, and their bytes). */
export class BoundedChannel<T> implements Disposable {
  #count = 0;
  #cost = 0;
  #missed = 0;
  #items: T[] = NONE;
  #counts: number[] | undefined; // of each item, where one stands for more than one thing
  readonly #bounds: ChannelBounds;
  #skipped = 0;
  #highWater = 0;
  #isClosed = false;

  /** Throws a RangeError where a bound leaves no room. */
  constructor(bounds: ChannelBounds) {
    if (!(bounds.count >= 1) || !(bounds.cost >= 1)) {
      throw new RangeError(
        `Cannot make a channel of ${bounds.count} things and cost ${bounds.cost}: both must be at least 1`,
      );
    }
    this.#bounds = bounds;
  }

  /**
   * Queues an item and returns true; returns false where it is full, behind a gap, or closed.
   * @param cost what the whole item costs
   * @param count how many things the item stands for: a piece of text may be many lines
   */
  offer(item: T, cost: number, count = 1): boolean {
    if (this.fits(cost, count)) {
      this.add(item, cost, count);
      return true;
    }
    this.skip(count);
    return false;
  }

  /**
   * Lets go of everything that waits, as if it had been refused.
   * @returns how many things that were, and what they cost
   */
  skipWaiting(): { readonly count: number; readonly cost: number } {
    const count = this.#count, cost = this.#cost;
    if (count > 0) {
      const missed = this.#missed + count;
      this.takeAll();
      this.#missed = missed;
      this.#skipped += count;
    }
    return { count, cost };
  }

  /**
   * Hands over the first of what waits: as much as costs no more than `maxCost`, and one item at least. The gap goes with
   * the last one.
   * @param costOf the cost that the item was offered at
   */
  take(maxCost: number, costOf: (item: T) => number): Taken<T> {
    if (this.#cost <= maxCost || this.#items.length <= 1) return this.takeAll();
    let items = 0, count = 0, cost = 0;
    for (const item of this.#items) {
      const itemCost = costOf(item);
      if (items > 0 && cost + itemCost > maxCost) break;
      count += this.#counts?.[items] ?? 1;
      cost += itemCost;
      items++;
    }
    this.#counts?.splice(0, items);
    this.#count -= count;
    this.#cost -= cost;
    return { items: this.#items.splice(0, items), missed: 0 };
  }

  /** Hands over everything that waits and the count of what was refused behind it; the channel is empty afterwards. */
  takeAll(): Taken<T> {
    const taken = { items: this.#items, missed: this.#missed };
    this.#items = NONE;
    this.#counts = undefined;
    this.#count = 0;
    this.#cost = 0;
    this.#missed = 0;
    return taken;
  }

  /** Ends the offering; what was queued before can still be taken. */
  close(): void {
    this.#isClosed = true;
  }

  /** Closes and lets go of everything queued. */
  [Symbol.dispose](): void {
    this.close();
    this.takeAll();
  }

  /** Whether a take would hand over nothing at all, not even a gap. */
  get isEmpty(): boolean {
    return this.#items.length === 0 && this.#missed === 0;
  }

  /** Whether more than half of either bound is used: the sign for producers that care to slow down. */
  get isHalfFull(): boolean {
    return this.#count * 2 > this.#bounds.count || this.#cost * 2 > this.#bounds.cost;
  }

  get count(): number {
    return this.#count;
  }

  /** The summed cost of what waits. */
  get cost(): number {
    return this.#cost;
  }

  /** How many things were refused since it was made. */
  get skipped(): number {
    return this.#skipped;
  }

  /** What waits (not a copy), how much was refused since the last take, and the greatest cost that ever waited. */
  snapshot() {
    const items: readonly T[] = this.#items;
    return { items, missed: this.#missed, highWater: this.#highWater, isClosed: this.#isClosed };
  }

  /** How many items wait: each may stand for several things. */
  protected get length(): number {
    return this.#items.length;
  }

  /** Whether {@linkcode offer} would queue it now. */
  protected fits(cost: number, count: number): boolean {
    const bounds = this.#bounds;
    if (this.#isClosed) return false;
    return !(this.#missed > 0 || this.#count + count > bounds.count || this.#cost + cost > bounds.cost);
  }

  /** Queues an item that {@linkcode fits}. */
  protected add(item: T, cost: number, count: number): void {
    const items = this.#items;
    if (items.length === 0) this.#items = [item]; // of exactly that size: mostly it is the only one
    else {
      if (count !== 1 || this.#count !== items.length) this.#counts ??= this.#countsSoFar();
      this.#counts?.push(count);
      items.push(item);
    }
    this.#count += count;
    this.#cost += cost;
    if (this.#cost > this.#highWater) this.#highWater = this.#cost;
  }

  /** Refuses so many things without being offered them. */
  protected skip(count: number): void {
    if (this.#isClosed) return;
    this.#missed += count;
    this.#skipped += count;
  }

  /** Of each item, where there was no need to write that down: one alone stands for all, several for one each. */
  #countsSoFar(): number[] {
    const { length } = this.#items;
    return length === 1 ? [this.#count] : new Array<number>(length).fill(1);
  }
}
