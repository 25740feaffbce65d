/** Whether a room is somebody's to change. @module */

import type { Refusal } from "../model/refusal.ts";
import { mayManage } from "../model/room_rules.ts";
import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/** Why somebody may not change a room; undefined where they may. */
export function manageProblem(room: Room, person: Person): Refusal | undefined {
  const standing = room.standing(person), { label, owners } = room;
  if (mayManage(standing)) return undefined;
  if (!standing.isMember) return { kind: "not_in_room", room: label };
  return { kind: owners.isEmpty ? "nobodys_room" : "not_owner", room: label };
}
