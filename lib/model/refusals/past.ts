/** Refusals about lines of the past. @module */

import type { RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";

/** Each kind, with what its sentence needs. */
export type PastRefusals = {
  no_history: { reason: string };
  history_off: { room: RoomName };
  never_seen: Nothing;
};
