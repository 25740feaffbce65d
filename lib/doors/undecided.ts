/**
 * Those at the one address who have not shown what they speak: so many at most, and let go of when the server stops. Nobody
 * is added then.
 *
 * @module
 */

import { Counts } from "../guard/place.ts";
import { networkOf } from "../text/address.ts";
import type { Caller } from "./connection.ts";

/**
 * Most of them at the entrance: a crowd of reconnecting guests. For whoever comes beyond, the one who has stood longest
 * gives way: by then most have had their time, since accepting as many takes as long.
 */
export const MOST_UNDECIDED = 4096;

/** Most of them elsewhere: requests and logins under way. */
const MOST = 1024;

/** Most of them who have no place: each holds a descriptor that a guest could have. Beyond, they are told at once. */
const MAX_REFUSED = 64;

/** Most of those from one network: nobody keeps all others from coming back to a seat. */
const MAX_REFUSED_THERE = 16;

/** Somebody who stands there. */
export interface Standing extends Disposable {
  /** Goes at once, for somebody who comes; without it nobody is made to go. */
  giveWay?(): void;
}

export class Undecided implements Disposable {
  readonly #those = new Set<Standing>(); // the first to come first
  readonly #refused = new Map<Standing, string>(); // and from which networks
  readonly #refusedThere = new Counts();
  readonly #most: number;
  #isClosed = false;

  /** @param most how many there may be who have a place */
  constructor(most = MOST) {
    this.#most = most;
  }

  /**
   * Counts one more; false where there are too many.
   * @param caller tells whether they have a place; undefined where nobody has been asked for one yet
   */
  add(one: Standing, caller?: Pick<Caller, "ticket" | "arrival">): boolean {
    const isRefused = caller !== undefined && caller.ticket.kind !== "place";
    if (isRefused) return this.#addRefused(one, networkOf(caller.arrival.address));
    if (this.#those.size >= this.#most) this.#makeRoom();
    if (this.#isClosed || this.#those.size >= this.#most) return false;
    this.#those.add(one);
    return true;
  }

  delete(one: Standing): void {
    this.#those.delete(one);
    const network = this.#refused.get(one);
    if (network === undefined) return;
    this.#refused.delete(one);
    this.#refusedThere.add(network, -1);
  }

  #addRefused(one: Standing, network: string): boolean {
    const isFull = this.#refused.size >= MAX_REFUSED || this.#refusedThere.from(network) >= MAX_REFUSED_THERE;
    if (this.#isClosed || isFull) return false;
    this.#refused.set(one, network);
    this.#refusedThere.add(network, 1);
    return true;
  }

  /** Somebody slow, or an attack, takes no place from those who speak at once. */
  #makeRoom(): void {
    for (const oldest of this.#those) if (oldest.giveWay !== undefined) return oldest.giveWay();
  }

  get size(): number {
    return this.#those.size + this.#refused.size;
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const one of [...this.#those, ...this.#refused.keys()]) one[Symbol.dispose]();
  }
}
