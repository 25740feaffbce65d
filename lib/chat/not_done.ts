/**
 * Why a deed was not done that was possible when somebody did it: the log did not take it, or somebody else was faster.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";
import type { Deed } from "./deed.ts";
import type { Fold } from "./fold.ts";

/** The log did not take it. */
export function notTaken({ kind }: Deed): Refusal {
  return { kind: "cut_off", isLine: kind === "said" || kind === "acted" };
}

/** It does not count any more where the log has it. */
export function overtaken(deed: Deed, { people, rooms }: Fold): Refusal {
  switch (deed.kind) {
    case "joined":
      return { kind: "bad_name", problem: "taken", given: deed.name };
    case "renamed":
      return people.has(deed.who)
        ? { kind: "bad_name", problem: "taken", given: deed.to }
        : { kind: "overtaken" };
    case "said":
    case "acted":
    case "exited":
      return { kind: "not_in_room", room: deed.room };
    case "entered":
    case "topic":
    case "room_kind":
    case "room_history":
      return rooms.find(deed.room) === undefined
        ? { kind: "unknown_room", given: deed.room }
        : { kind: "overtaken" };
    default:
      return { kind: "overtaken" };
  }
}
