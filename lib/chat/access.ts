/**
 * Who may come into a room and speak there: its kind, and the lock that a password opens.
 *
 * @module
 */

import { Lock } from "../guard/lock.ts";
import type { RoomKind } from "../model/room_rules.ts";

export class Access {
  #kind: RoomKind = "public";
  #lock = new Lock("");

  get kind(): RoomKind {
    return this.#kind;
  }

  get lock(): Lock {
    return this.#lock;
  }

  /**
   * Changes both. Whoever waits for the old lock is decided about by what holds now.
   * @param id of the entry by which it does
   * @param seal what a password is compared with; undefined where that is still being made
   */
  change(kind: RoomKind, id: number, seal: string | undefined): void {
    this.close();
    this.#kind = kind;
    this.#lock = new Lock(seal, id);
  }

  /** Lets nobody wait any longer for a lock that is still to be made. */
  close(): void {
    this.#lock.make("");
  }
}
