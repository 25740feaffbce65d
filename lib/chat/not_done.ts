/**
 * Why a deed was not done that was possible when somebody did it: the log did not take it, or somebody else was faster. It
 * is the sentence that they would have heard, had they done it then.
 *
 * @module
 */

import type { Refusal } from "../model/refusal.ts";
import { entryProblem, mayInvite } from "../model/room_rules.ts";
import type { Deed, DeedOf } from "./deed.ts";
import type { Fold } from "./fold.ts";
import { MAX_HOOKS } from "./hook.ts";
import type { Person } from "./person.ts";
import { manageProblem } from "./rights.ts";
import type { Room } from "./room.ts";

const FASTER: Refusal = { kind: "overtaken" };

/** The log did not take it. */
export function notTaken({ kind }: Deed): Refusal {
  return { kind: "cut_off", isLine: kind === "said" || kind === "acted" };
}

/** It does not count any more where the log has it. */
export function overtaken(deed: Deed, fold: Fold): Refusal {
  switch (deed.kind) {
    case "joined":
      return { kind: "bad_name", problem: "taken", given: deed.name };
    case "renamed":
      return fold.people.has(deed.who) ? { kind: "bad_name", problem: "taken", given: deed.to } : FASTER;
    case "said":
    case "acted":
      return inRoom(deed, deed.who, fold, notSaid);
    case "exited":
      return { kind: "not_in_room", room: deed.room };
    case "entered":
      return inRoom(deed, deed.who, fold, keptOut);
    case "invited":
      return inRoom(deed, deed.by, fold, (room, by) => notInvited(deed, room, by, fold));
    case "removed":
    case "owner":
    case "topic":
    case "room_kind":
    case "room_history":
    case "hook_made":
    case "hook_gone":
      return inRoom(
        deed,
        deed.by,
        fold,
        (room, by) => manageProblem(room, by) ?? unmanaged(deed, room, fold),
      );
    default:
      return FASTER;
  }
}

/** Why somebody could do nothing in a room, or else what their deed itself is told by. */
function inRoom(
  { room: label }: { readonly room: Room["label"] },
  who: Person["id"],
  { people, rooms }: Fold,
  why: (room: Room, person: Person) => Refusal,
): Refusal {
  const room = rooms.find(label), person = people.get(who);
  if (room === undefined) return { kind: "unknown_room", given: label };
  return person === undefined ? FASTER : why(room, person);
}

function notSaid({ label: room, members }: Room, person: Person): Refusal {
  return { kind: members.has(person) ? "only_owners_speak" : "not_in_room", room };
}

/** By what a room is now. */
function keptOut(room: Room, person: Person): Refusal {
  const problem = entryProblem(room.access.kind, room.standing(person));
  return problem === undefined ? FASTER : { kind: problem, room: room.label };
}

function notInvited({ who }: DeedOf<"invited">, room: Room, by: Person, { people }: Fold): Refusal {
  const { label, access: { kind }, members } = room, other = people.get(who), standing = room.standing(by);
  if (!standing.isMember) return { kind: "not_in_room", room: label };
  if (!mayInvite(kind, standing)) return { kind: "not_owner", room: label };
  if (other === undefined) return FASTER;
  if (members.has(other)) return { kind: "already_in_room", name: other.name, room: label };
  return { kind: "too_many_invited", room: label };
}

/** Why an owner did not change a room. */
function unmanaged(
  deed: DeedOf<"removed" | "owner" | "topic" | "room_kind" | "room_history" | "hook_made" | "hook_gone">,
  { label: room, members, owners, hooks }: Room,
  { people, names }: Fold,
): Refusal {
  switch (deed.kind) {
    case "removed":
    case "owner": {
      const other = people.get(deed.who);
      if (other === undefined) return FASTER;
      if (!members.has(other)) return { kind: "not_in_this_room", name: other.name, room };
      return owners.has(other.identity) ? FASTER : { kind: "too_many_owners", room };
    }
    case "hook_made": {
      const { hook: { name: given } } = deed;
      if (hooks.size >= MAX_HOOKS) return { kind: "too_many_hooks", room, hooks: MAX_HOOKS };
      return names.isFree(given) ? FASTER : { kind: "bad_hook_name", problem: "taken", given };
    }
    case "hook_gone":
      return { kind: "unknown_hook", given: deed.hook, room };
    default:
      return FASTER;
  }
}
