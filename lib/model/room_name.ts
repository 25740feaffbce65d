/**
 * The rules for names of rooms: those for people, with a `#` in front. Nobody can take a room for a person.
 *
 * @module
 */

import type { CleanText, RoomName } from "../text/clean.ts";
import { type NameProblem, spellingProblem } from "./name.ts";

/** Where everybody starts; it is always there and belongs to nobody. */
export const LOBBY = "#lobby" as RoomName;

type RoomNameCheck =
  | { readonly kind: "room_name"; readonly name: RoomName }
  | { readonly kind: "problem"; readonly problem: NameProblem };

/** What a room's name begins with: `#`, also as Chinese keyboards bring it (U+FF03, U+FE5F). */
const SIGN = /^[#\uff03\ufe5f]/;

/** Checks one word as the name of a room; the `#` may be left out. A good one comes back in composed form (NFC). */
export function checkRoomName(word: CleanText): RoomNameCheck {
  const bare = word.trim().replace(SIGN, "").normalize("NFC");
  const problem = spellingProblem(bare);
  if (problem !== undefined) return { kind: "problem", problem };
  return { kind: "room_name", name: `#${bare}` as RoomName };
}
