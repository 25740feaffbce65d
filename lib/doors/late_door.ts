/**
 * A door that is built when somebody first comes to it: what they need is loaded by then, and no start pays for it.
 *
 * @module
 */

import type { Background } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Caller, Take } from "./connection.ts";
import { OutOfDescriptors, type SpareDescriptors } from "./spare_descriptors.ts";
import { turnAway } from "./turn_away.ts";

export interface LateDoorParts {
  readonly background: Background;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked before anything is loaded. */
  readonly spare: Pick<SpareDescriptors, "demand">;
}

/**
 * A door that `build` builds once. Where that fails, or where no file can be opened for it, whoever came is told so and let
 * go of, and the next one tries again.
 * @param busy what they are told, in what they speak
 */
export function lateDoor(parts: LateDoorParts, busy: Uint8Array, build: () => Promise<Take>): Take {
  const { background, clock, log, spare } = parts;
  let door: Take | undefined, building: Promise<Take> | undefined;
  const begin = () => {
    spare.demand();
    return build();
  };
  const wait = async (caller: Caller) => {
    try {
      door = await (building ??= begin());
    } catch (error) {
      building = undefined;
      await turnAway(caller, busy, clock);
      if (!(error instanceof OutOfDescriptors)) throw error; // to be logged
      const { peer } = caller.arrival;
      return log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: error.message });
    }
    door(caller);
  };
  return (caller) => {
    if (door !== undefined) return door(caller);
    background.keep(wait(caller), () => `door for ${caller.arrival.peer}`);
  };
}
