/**
 * How many connections there may be, in all and from one address. It counts and decides; the door acts.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";

/** The bounds of a crowd. */
export interface CrowdBounds {
  /** Most connections at once, from everywhere. */
  readonly maxGuests: number;
  /** Most connections at once from one address. */
  readonly maxGuestsPerAddress: number;
}

/** A place in the crowd, given back by disposing it. */
export type Place = { readonly kind: "place" } & Disposable;

/** All connections of one server. */
export class Crowd {
  readonly #bounds: CrowdBounds;
  readonly #guestsByAddress = new Map<string, number>();
  #guests = 0;

  /** An empty crowd. */
  constructor(bounds: CrowdBounds) {
    this.#bounds = bounds;
  }

  /**
   * Takes a place for a connection from `address`, or says why there is none. A trusted one is counted and
   * always let in.
   */
  admit(address: string, isTrusted: boolean): Place | Refusal {
    const fromThere = this.#guestsByAddress.get(address) ?? 0;
    if (!isTrusted && this.#guests >= this.#bounds.maxGuests) {
      return { kind: "crowded", guests: this.#guests };
    }
    if (!isTrusted && fromThere >= this.#bounds.maxGuestsPerAddress) {
      return { kind: "crowded_address", guests: fromThere };
    }
    this.#guests++;
    this.#guestsByAddress.set(address, fromThere + 1);
    let isTaken = true;
    return {
      kind: "place",
      [Symbol.dispose]: () => {
        if (isTaken) this.#release(address);
        isTaken = false;
      },
    };
  }

  /** How many connections there are. */
  get guests(): number {
    return this.#guests;
  }

  #release(address: string): void {
    this.#guests--;
    const left = this.#guestsByAddress.get(address)! - 1;
    if (left > 0) this.#guestsByAddress.set(address, left);
    else this.#guestsByAddress.delete(address);
  }
}
