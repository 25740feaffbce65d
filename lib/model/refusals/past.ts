/** Refusals about lines of the past. @module */

import type { RoomName } from "../../text/clean.ts";

/** Every one of them. */
export type PastRefusal =
  | { readonly kind: "no_history"; readonly reason: string }
  | { readonly kind: "history_off"; readonly room: RoomName }
  | { readonly kind: "never_seen" };
