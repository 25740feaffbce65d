/** A room as it is kept. @module */

import type { RoomName } from "../text/clean.ts";
import type { RoomKind } from "./room_rules.ts";

export interface SavedRoom {
  /** Its name as its maker wrote it. */
  readonly name: RoomName;
  readonly kind: RoomKind;
  /** What it is about; empty for nothing. */
  readonly topic: string;
  /** Keys of its owners (`lib/accounts/identity.ts`); opaque here. */
  readonly owners: readonly string[];
  /** What a password is compared with; empty where there is none. Opaque here. */
  readonly password: string;
  readonly keepsHistory: boolean;
  /** The id of the line behind which newcomers may see what was said; 0 for all. Opaque here. */
  readonly pastFrom: number;
}
