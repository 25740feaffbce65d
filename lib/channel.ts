/**
 * A small bounded channel between many producers and one consumer (mpsc), bounded by items and by cost.
 *
 * Offering never waits: what does not fit is refused and counted, and the consumer learns the count with its next
 * take. Once one item was refused, all later ones are until that take, so a gap is always at the end of a batch
 * and never in its middle. It knows nothing of sockets, bytes or chat.
 *
 * @module
 */

/** How much a {@linkcode BoundedChannel} may hold. */
export interface ChannelBounds {
  /** Most items waiting at once; 1 or more. */
  readonly items: number;
  /** Most cost waiting at once, in the unit of {@linkcode ChannelBounds.costOf}; 1 or more. */
  readonly cost: number;
}

/** What one take hands over: the items in the order they were offered, and how many after them were refused. */
export interface Batch<T> {
  readonly items: readonly T[];
  readonly missed: number;
}

/** A bounded queue of items with a cost each (for an outbox: lines, and their bytes). */
export class BoundedChannel<T> implements Disposable {
  readonly #bounds: ChannelBounds;
  #items: T[] = [];
  #cost = 0;
  #missed = 0;
  #closed = false;

  constructor(bounds: ChannelBounds) {
    if (!(bounds.items >= 1) || !(bounds.cost >= 1)) {
      throw new RangeError(
        `Cannot make a channel of ${bounds.items} items and cost ${bounds.cost}: both must be at least 1`,
      );
    }
    this.#bounds = bounds;
  }

  /** Queues one item of the given cost and returns true; returns false where it is full, behind a gap, or closed. */
  offer(item: T, cost: number): boolean {
    if (this.#closed) return false;
    if (
      this.#missed > 0 || this.#items.length >= this.#bounds.items || this.#cost + cost > this.#bounds.cost
    ) {
      this.#missed++;
      return false;
    }
    this.#items.push(item);
    this.#cost += cost;
    return true;
  }

  /** Hands over everything that waits and the count of what was refused behind it; the channel is empty afterwards. */
  takeAll(): Batch<T> {
    const batch = { items: this.#items, missed: this.#missed };
    this.#items = [];
    this.#cost = 0;
    this.#missed = 0;
    return batch;
  }

  /** Ends the offering; what was queued before can still be taken. May be repeated. */
  close(): void {
    this.#closed = true;
  }

  /** Closes and lets go of everything queued. May be repeated. */
  [Symbol.dispose](): void {
    this.close();
    this.takeAll();
  }

  /** Whether a take would hand over nothing at all, not even a gap. */
  get isEmpty(): boolean {
    return this.#items.length === 0 && this.#missed === 0;
  }

  /** Whether items were refused since the last take. */
  get isSkipping(): boolean {
    return this.#missed > 0;
  }

  /** Whether {@linkcode close} was called. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Whether more than half of either bound is used: the sign for producers that care to slow down. */
  get isHalfFull(): boolean {
    return this.#items.length * 2 > this.#bounds.items || this.#cost * 2 > this.#bounds.cost;
  }

  /** How many items wait. */
  get size(): number {
    return this.#items.length;
  }

  /** The summed cost of what waits. */
  get cost(): number {
    return this.#cost;
  }
}
