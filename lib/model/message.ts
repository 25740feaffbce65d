/**
 * A line that is kept: what somebody said or did in a room.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";

/** One kept line. */
export interface Message {
  /** The id of the event it was; grows with every message, across restarts too. */
  readonly id: number;
  /** When it was said, in milliseconds since 1970 (UTC). */
  readonly time: number;
  /** Where it was said. */
  readonly room: RoomName;
  /** Whether it was said or done (`/me`). */
  readonly kind: "said" | "acted";
  /** By whom, under the name of that moment. */
  readonly name: Name;
  /** Without the name. */
  readonly text: CleanText;
}
