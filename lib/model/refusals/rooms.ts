/** Refusals about rooms. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";
import type { NameProblem } from "../name.ts";

/** Each kind, with what its sentence needs. */
export type RoomsRefusals = {
  bad_room_name: { problem: NameProblem; given: CleanText };
  unknown_room: { given: CleanText };
  not_in_room: { room: RoomName };
  needs_invitation: { room: RoomName };
  needs_password: { room: RoomName };
  not_hidden: Nothing;
  wrong_password: { room: RoomName };
  too_many_passwords: { waitMs: number };
  too_many_guesses: { room: RoomName; waitMs: number };
  only_owners_speak: { room: RoomName };
  not_owner: { room: RoomName };
  nobodys_room: { room: RoomName };
  only_room: { room: RoomName };
  too_many_rooms: { rooms: number };
  too_many_rooms_of_yours: { rooms: number };
  too_many_invited: { room: RoomName };
  too_many_owners: { room: RoomName };
  bad_hook_name: { problem: NameProblem; given: CleanText };
  too_many_hooks: { room: RoomName; hooks: number };
  unknown_hook: { given: CleanText; room: RoomName };
  not_in_this_room: { name: Name; room: RoomName };
  already_in_room: { name: Name; room: RoomName };
};
