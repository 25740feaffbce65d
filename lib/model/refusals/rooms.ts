/** Refusals about rooms. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { NameProblem } from "../name.ts";

/** Every one of them. */
export type RoomsRefusal =
  | { readonly kind: "bad_room_name"; readonly problem: NameProblem; readonly given: CleanText }
  | { readonly kind: "unknown_room"; readonly given: CleanText }
  | { readonly kind: "not_in_room"; readonly room: RoomName }
  | { readonly kind: "needs_invitation"; readonly room: RoomName }
  | { readonly kind: "needs_password"; readonly room: RoomName }
  | { readonly kind: "wrong_password"; readonly room: RoomName }
  | { readonly kind: "too_many_passwords"; readonly waitMs: number }
  | { readonly kind: "too_many_guesses"; readonly room: RoomName; readonly waitMs: number }
  | { readonly kind: "only_owners_speak"; readonly room: RoomName }
  | { readonly kind: "not_owner"; readonly room: RoomName }
  | { readonly kind: "nobodys_room"; readonly room: RoomName }
  | { readonly kind: "only_room"; readonly room: RoomName }
  | { readonly kind: "too_many_rooms"; readonly rooms: number }
  | { readonly kind: "too_many_rooms_of_yours"; readonly rooms: number }
  | { readonly kind: "too_many_invited"; readonly room: RoomName }
  | { readonly kind: "too_many_owners"; readonly room: RoomName }
  | { readonly kind: "not_in_this_room"; readonly name: Name; readonly room: RoomName }
  | { readonly kind: "already_in_room"; readonly name: Name; readonly room: RoomName };
