/**
 * A door that is built when somebody first comes to it: what they need is loaded by then, and no start pays for it.
 *
 * @module
 */

import type { Background } from "../runtime/background.ts";
import type { Caller, Take } from "./connection.ts";

/** A door that `build` builds once. Where that fails, whoever came is let go of, and the next one tries again. */
export function lateDoor(background: Background, build: () => Promise<Take>): Take {
  let door: Take | undefined, building: Promise<Take> | undefined;
  const wait = async (caller: Caller) => {
    try {
      door = await (building ??= build());
    } catch (error) {
      building = undefined;
      caller.connection[Symbol.dispose]();
      if (caller.ticket.kind === "place") caller.ticket[Symbol.dispose]();
      throw error; // to be logged
    }
    door(caller);
  };
  return (caller) => {
    if (door !== undefined) return door(caller);
    background.keep(wait(caller), () => `door for ${caller.arrival.peer}`);
  };
}
