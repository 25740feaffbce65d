/**
 * How many connections there may be, in all and from one address; of IPv6 from one /64. It counts and decides; the door
 * acts.
 *
 * An office that loses its network comes back while its seats still fill the limits. So beyond a limit some are let in on
 * condition: no more than there are seats in it whose clients may come back, and to nothing but to come back.
 *
 * @module
 */

import { networkOf } from "../text/address.ts";
import type { Refusal } from "../model/refusal.ts";
import { type Counted, Counts, type CrowdBounds, Place, refusalFor } from "./place.ts";

export type { CrowdBounds, Place };

/** Most places on condition: each takes a descriptor beyond the limits, for as long as it takes to come back. */
const MAX_RETURNING = 64;

export class Crowd {
  readonly #counted: Counted;

  constructor(bounds: CrowdBounds) {
    this.#counted = { bounds, guests: new Counts(), resumable: new Counts(), returning: new Counts() };
  }

  /** A place for a connection, or why there is none. A trusted one is counted, and always let in. */
  admit(address: string, isTrusted: boolean): Place | Refusal {
    const network = networkOf(address);
    const refusal = isTrusted ? undefined : refusalFor(network, this.#counted);
    return refusal ?? new Place(network, this.#counted, "in");
  }

  /** Whether somebody for whom there is no room may be the client of a seat that takes it. */
  mayReturn(address: string): boolean {
    const network = networkOf(address), { bounds, guests, resumable, returning } = this.#counted;
    if (returning.all >= MAX_RETURNING) return false;
    const isRoom = guests.all < bounds.maxGuests || returning.all < resumable.all;
    const there = guests.from(network) + returning.from(network);
    const isRoomThere = there < bounds.maxGuestsPerAddress ||
      returning.from(network) < resumable.from(network);
    return isRoom && isRoomThere;
  }

  /** A place on condition for such a client; undefined where none is expected. */
  admitReturning(address: string): Place | undefined {
    return this.mayReturn(address) ? new Place(networkOf(address), this.#counted, "returning") : undefined;
  }

  get guests(): number {
    return this.#counted.guests.all;
  }
}
