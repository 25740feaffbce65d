/**
 * A polite no to the one who asked: a value, never an exception. The sentence itself is in the catalogues.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { NameProblem } from "./name.ts";
import type { Verb } from "./verb.ts";

/** Every way in which the server says no to a person, with what the sentence needs. */
export type Refusal =
  | { readonly kind: "bad_name"; readonly problem: NameProblem; readonly given: CleanText }
  | { readonly kind: "unknown_verb"; readonly given: CleanText; readonly nearest: Verb | undefined }
  | { readonly kind: "bad_argument"; readonly verb: Verb; readonly given: CleanText; readonly usage: string }
  | { readonly kind: "unclear_zone"; readonly given: CleanText; readonly zones: readonly string[] }
  | { readonly kind: "not_yet"; readonly verb: Verb | "say" }
  | { readonly kind: "not_said"; readonly verb: Verb }
  | { readonly kind: "line_too_long"; readonly maxLineBytes: number }
  | { readonly kind: "line_not_text" }
  | { readonly kind: "bad_request"; readonly problem: string }
  | { readonly kind: "crowded"; readonly guests: number }
  | { readonly kind: "crowded_address"; readonly guests: number; readonly network?: string }
  // rooms
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
  // people
  | { readonly kind: "unknown_person"; readonly given: CleanText }
  | { readonly kind: "not_in_this_room"; readonly name: Name; readonly room: RoomName }
  | { readonly kind: "already_in_room"; readonly name: Name; readonly room: RoomName }
  | { readonly kind: "yourself"; readonly verb: Verb }
  | { readonly kind: "nobody_to_reply" }
  | { readonly kind: "not_ignored"; readonly given: CleanText }
  | { readonly kind: "too_many_ignored"; readonly names: number }
  // the past
  | { readonly kind: "no_history"; readonly reason: string }
  | { readonly kind: "history_off"; readonly room: RoomName }
  | { readonly kind: "never_seen" };
