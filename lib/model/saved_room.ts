/** A room as it is kept. @module */

import type { Name, RoomName } from "../text/clean.ts";
import type { RoomKind } from "./room_rules.ts";

/** A webhook as it is kept with its room. */
export interface SavedHook {
  readonly name: Name;
  /** Who made it, under the name of that moment. */
  readonly by: Name;
  /** What a token is recognised by (`lib/accounts/token.ts`). Opaque here. */
  readonly hash: string;
}

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
  /** Through which programs speak in it, the oldest first. */
  readonly hooks: readonly SavedHook[];
}
