/** Places among all, where there is room for everybody. @module */

import { assert } from "@std/assert";
import { Crowd, type Place } from "../../lib/guard/crowd.ts";

/** Takes a place that there must be. */
export function placeIn(crowd: Crowd, address: string, isTrusted = false): Place {
  const place = crowd.admit(address, isTrusted);
  assert(place.kind === "place");
  return place;
}

/** A place that no other is counted with. */
export function onePlace(): Place {
  return placeIn(new Crowd({ maxGuests: 1, maxGuestsPerAddress: 1 }), "192.0.2.1");
}
