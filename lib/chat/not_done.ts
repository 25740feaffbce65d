/**
 * Why a deed was not done that was possible when somebody did it: the log did not take it, or somebody else was faster.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";
import { entryProblem } from "../model/room_rules.ts";
import type { Deed, DeedOf } from "./deed.ts";
import type { Fold } from "./fold.ts";

/** The log did not take it. */
export function notTaken({ kind }: Deed): Refusal {
  return { kind: "cut_off", isLine: kind === "said" || kind === "acted" };
}

/** It does not count any more where the log has it. */
export function overtaken(deed: Deed, fold: Fold): Refusal {
  const { people, rooms } = fold;
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
      return keptOut(deed, fold);
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

/** By what a room is now. */
function keptOut({ who, room: label }: DeedOf<"entered">, { people, rooms }: Fold): Refusal {
  const person = people.get(who), room = rooms.find(label);
  if (room === undefined) return { kind: "unknown_room", given: label };
  const problem = person && entryProblem(room.access.kind, room.standing(person));
  return problem === undefined ? { kind: "overtaken" } : { kind: problem, room: label };
}
