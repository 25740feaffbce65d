/**
 * A connection's place among all. One that comes when a limit is reached, and may be the client of a seat that fills it,
 * gets a place on condition: it counts for no limit, and becomes one like others only by coming back to that seat.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";

export interface CrowdBounds {
  readonly maxGuests: number;
  /** From one network of `text/address.ts`. */
  readonly maxGuestsPerAddress: number;
}

/** How many there are of something, in all and from each network. */
export class Counts {
  #all = 0;
  readonly #byNetwork = new Map<string, number>();

  get all(): number {
    return this.#all;
  }

  from(network: string): number {
    return this.#byNetwork.get(network) ?? 0;
  }

  add(network: string, change: 1 | -1): void {
    this.#all += change;
    const there = this.from(network) + change;
    if (there > 0) this.#byNetwork.set(network, there);
    else this.#byNetwork.delete(network);
  }
}

/** What all places of a crowd share. */
export interface Counted {
  readonly bounds: CrowdBounds;
  readonly guests: Counts;
  /** Those of them whose clients may come back. */
  readonly resumable: Counts;
  /** Places on condition: none of the guests. */
  readonly returning: Counts;
}

/** Why there is no room for one more from a network, if there is none. */
export function refusalFor(network: string, { bounds, guests }: Counted): Refusal | undefined {
  if (guests.all >= bounds.maxGuests) return { kind: "crowded", guests: guests.all };
  const there = guests.from(network);
  if (there < bounds.maxGuestsPerAddress) return undefined;
  return { kind: "crowded_address", guests: there, ...(network.includes("/") && { network }) };
}

/** Given back by disposing it, once. */
export class Place implements Disposable {
  readonly kind = "place";
  readonly #network: string;
  readonly #counted: Counted;
  #stands: "in" | "resumable" | "returning" | "gone";

  constructor(network: string, counted: Counted, stands: "in" | "returning") {
    this.#network = network;
    this.#counted = counted;
    this.#stands = stands;
    counted[stands === "in" ? "guests" : "returning"].add(network, 1);
  }

  /** Whether it is there on condition: for a client that comes back to its seat. */
  get isReturning(): boolean {
    return this.#stands === "returning";
  }

  /** From now on the client of this seat may come back. */
  expectBack(): void {
    if (this.#stands !== "in") return;
    this.#stands = "resumable";
    this.#counted.resumable.add(this.#network, 1);
  }

  /** Makes it a place like others; or says why it cannot be one. */
  settle(): Refusal | undefined {
    if (!this.isReturning) return undefined;
    const refusal = refusalFor(this.#network, this.#counted);
    if (refusal === undefined) this.#enter();
    return refusal;
  }

  /** Takes the place of a seat that moves here, which is given back by that; or says why it cannot. */
  succeed(before: Place): Refusal | undefined {
    const { bounds: { maxGuestsPerAddress }, guests } = this.#counted, there = guests.from(this.#network);
    const isOneMore = this.isReturning && before.#network !== this.#network;
    if (isOneMore && there >= maxGuestsPerAddress) return { kind: "crowded_address", guests: there };
    before[Symbol.dispose]();
    if (this.isReturning) this.#enter();
    this.expectBack();
    return undefined;
  }

  [Symbol.dispose](): void {
    const { guests, resumable, returning } = this.#counted, stands = this.#stands;
    if (stands === "gone") return;
    this.#stands = "gone";
    (stands === "returning" ? returning : guests).add(this.#network, -1);
    if (stands === "resumable") resumable.add(this.#network, -1);
  }

  #enter(): void {
    this.#stands = "in";
    this.#counted.returning.add(this.#network, -1);
    this.#counted.guests.add(this.#network, 1);
  }
}
