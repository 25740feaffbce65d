/**
 * How many connections there may be, in all and from one address; of IPv6 from one /64. It counts and decides; the door
 * acts.
 *
 * @module
 */

import { networkOf } from "../text/address.ts";
import type { Refusal } from "../model/refusal.ts";

export interface CrowdBounds {
  readonly maxGuests: number;
  /** From one network of `text/address.ts`. */
  readonly maxGuestsPerAddress: number;
}

/** Given back by disposing it, once. */
export class Place implements Disposable {
  readonly kind = "place";
  readonly #network: string;
  #giveBack: ((network: string) => void) | undefined;

  /** @param giveBack one for all places: a closure of its own under a symbol would cost each two hidden classes of V8 */
  constructor(network: string, giveBack: (network: string) => void) {
    this.#network = network;
    this.#giveBack = giveBack;
  }

  [Symbol.dispose](): void {
    this.#giveBack?.(this.#network);
    this.#giveBack = undefined;
  }
}

export class Crowd {
  readonly #bounds: CrowdBounds;
  readonly #guestsByNetwork = new Map<string, number>();
  #guests = 0;

  constructor(bounds: CrowdBounds) {
    this.#bounds = bounds;
  }

  /** A place for a connection, or why there is none. A trusted one is counted, and always let in. */
  admit(address: string, isTrusted: boolean): Place | Refusal {
    const network = networkOf(address);
    const fromThere = this.#guestsByNetwork.get(network) ?? 0;
    if (!isTrusted && this.#guests >= this.#bounds.maxGuests) {
      return { kind: "crowded", guests: this.#guests };
    }
    if (!isTrusted && fromThere >= this.#bounds.maxGuestsPerAddress) {
      const isWide = network.includes("/");
      return { kind: "crowded_address", guests: fromThere, ...(isWide && { network }) };
    }
    this.#guests++;
    this.#guestsByNetwork.set(network, fromThere + 1);
    return new Place(network, this.#release);
  }

  get guests(): number {
    return this.#guests;
  }

  readonly #release = (network: string): void => {
    this.#guests--;
    const left = this.#guestsByNetwork.get(network)! - 1;
    if (left > 0) this.#guestsByNetwork.set(network, left);
    else this.#guestsByNetwork.delete(network);
  };
}
