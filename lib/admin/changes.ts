/**
 * What has changed inside the server since one console was last told: rows that are new or have another version, and
 * numbers of those that are gone. It remembers what it told and nothing else, so whatever could not be told now is told
 * another time. Rows are made only where they are told; the rest costs a look at two numbers each.
 *
 * @module
 */

import type { Inspected, ResourceRow, TaskRow } from "../observe/rows.ts";
import type { Update } from "../observe/console_protocol.ts";
import type { Inside } from "../inspect/inspector.ts";

export interface Slice extends Pick<Update, "tasks" | "resources" | "gone" | "totals"> {
  /** Whether nothing that has changed is left for the next slice. */
  readonly isAll: boolean;
}

interface Told {
  /** The version that was told last. */
  version: number;
  /** The round in which that was. */
  round: number;
  /** The last look at which the row was there. */
  look: number;
}

export class Changes {
  readonly #toldById = new Map<number, Told>();
  #look = 0;
  #round = 0;
  #known = 0; // rows of this look that were told before
  #room = 0; // rows that may still be told
  #isAll = true;

  /**
   * What has changed, `maxRows` rows at most; they count as told. In a round of slices, which ends with one that is
   * `isAll`, no row is told twice: otherwise the first ones, changing faster than slices go, would keep the last ones
   * from ever being told.
   */
  take(inside: Inside, maxRows: number): Slice {
    this.#look++;
    this.#known = 0;
    this.#room = maxRows;
    this.#isAll = true;
    const tasks: TaskRow[] = [], resources: ResourceRow[] = [];
    const totals = {
      tasks: this.#through(inside.tasks(), tasks),
      resources: this.#through(inside.resources(), resources),
    };
    if (this.#isAll) this.#round++;
    return { tasks, resources, gone: this.#forget(), totals, isAll: this.#isAll };
  }

  /** Makes the rows that have changed; returns how many rows there are. */
  #through<Row>(all: Iterable<Inspected<Row>>, rows: Row[]): number {
    let count = 0;
    for (const inspected of all) {
      count++;
      const { id, version } = inspected;
      const told = this.#toldById.get(id);
      if (told !== undefined) {
        this.#known++;
        told.look = this.#look;
        if (told.version === version || told.round === this.#round) continue;
      }
      if (this.#room === 0) {
        this.#isAll = false;
        continue;
      }
      this.#room--;
      rows.push(inspected.row());
      if (told === undefined) {
        this.#toldById.set(id, { version, round: this.#round, look: this.#look });
        this.#known++;
      } else {
        told.version = version;
        told.round = this.#round;
      }
    }
    return count;
  }

  /** Forgets what was told and is no more; returns the numbers. */
  #forget(): number[] {
    if (this.#known === this.#toldById.size) return [];
    const gone: number[] = [];
    for (const [id, { look }] of this.#toldById) {
      if (look === this.#look) continue;
      gone.push(id);
      this.#toldById.delete(id);
    }
    return gone;
  }
}
