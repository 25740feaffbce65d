/**
 * The paces of all connections. What somebody has used up goes on to count when they come back: the next ones from their
 * network take it over, as far as it has not grown back. Otherwise whoever goes after each burst and comes again, or goes
 * on at another connection, would be at no pace at all.
 *
 * It grows back as fast as for all connections that may be open there: many people may share an address. Whoever comes
 * from the same network as somebody who floods begins without a burst, and talks at the pace. Nobody types faster.
 *
 * @module
 */

import { networkOf } from "../text/address.ts";
import { Pace, type PaceBounds } from "./pace.ts";
import type { CrowdBounds } from "./place.ts";

/** Most networks that are remembered; of more, the oldest are forgotten. */
const MAX_REMEMBERED = 10_000;

/** What was used up when somebody went, in lines. */
interface Used {
  readonly lines: number;
  readonly at: number;
}

export class Paces {
  readonly #settings: Pick<CrowdBounds, "maxGuestsPerAddress">;
  readonly #byNetwork = new Map<string, Used>();

  /** @param settings read every time: they may change */
  constructor(settings: Pick<CrowdBounds, "maxGuestsPerAddress">) {
    this.#settings = settings;
  }

  /** The pace of a connection that begins to talk; it takes over what was used up before, up to a whole burst. */
  begin(bounds: PaceBounds, address: string, now: number): Pace {
    const network = networkOf(address), before = this.#left(network, bounds, now);
    const used = Math.min(before, bounds.paceBurst);
    this.#remember(network, { lines: before - used, at: now });
    return new Pace(bounds, now, used);
  }

  /** A connection talks no more. */
  end(pace: Pace, bounds: PaceBounds, address: string, now: number): void {
    const network = networkOf(address);
    this.#remember(network, { lines: this.#left(network, bounds, now) + pace.used(now), at: now });
  }

  /** How much of what is remembered has not grown back. */
  #left(network: string, { paceLines }: PaceBounds, now: number): number {
    const used = this.#byNetwork.get(network);
    if (used === undefined) return 0;
    const linesPerSecond = paceLines * this.#settings.maxGuestsPerAddress;
    return Math.max(0, used.lines - (now - used.at) / 1000 * linesPerSecond);
  }

  #remember(network: string, used: Used): void {
    this.#byNetwork.delete(network);
    if (used.lines > 0) this.#byNetwork.set(network, used); // to the end
    if (this.#byNetwork.size > MAX_REMEMBERED) this.#byNetwork.delete(this.#byNetwork.keys().next().value!);
  }
}
