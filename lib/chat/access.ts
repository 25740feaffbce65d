/**
 * Who may come into a room and speak there: its kind, and the lock that a password opens.
 *
 * @module
 */

import type { Life } from "../cluster/bus.ts";
import { Lock } from "../guard/lock.ts";
import { entryProblem, type RoomKind, type Standing } from "../model/room_rules.ts";

export class Access {
  #kind: RoomKind = "public";
  #lock = new Lock("");
  #life: Life | undefined;

  get kind(): RoomKind {
    return this.#kind;
  }

  get lock(): Lock {
    return this.#lock;
  }

  /** By which life of which node the lock was set, and its seal is made; undefined on a server alone. */
  get life(): Life | undefined {
    return this.#life;
  }

  /**
   * Changes both. Whoever waits for the old lock is decided about by what holds now.
   * @param id of the entry by which it does
   * @param seal what a password is compared with; undefined where that is still being made
   * @param life of the node that makes it
   */
  change(kind: RoomKind, id: number, seal: string | undefined, life?: Life): void {
    this.close();
    this.#kind = kind;
    this.#lock = new Lock(seal, id);
    this.#life = life;
  }

  /** Whether somebody may come in, by a password with that seal if by one. */
  admits(who: Standing, seal?: string): boolean {
    const problem = entryProblem(this.#kind, who), { isMade, seal: right } = this.#lock;
    return problem === undefined ||
      (problem === "needs_password" && isMade && seal !== undefined && seal === right);
  }

  /** Lets nobody wait any longer for a lock that is still to be made. */
  close(): void {
    this.#lock.make("");
  }
}
