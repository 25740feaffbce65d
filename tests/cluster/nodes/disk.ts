/**
 * What a node has kept: the lines it was told, and where it is, both in one step.
 *
 * @module
 */

import type { Life } from "../../../lib/cluster/bus.ts";
import type { SavedNode } from "../../../lib/cluster/node_bus.ts";
import { type Deed, type Person, without } from "./tiny_chat.ts";

/** An entry that could be done, as it is kept. */
export interface Line {
  readonly seq: number;
  readonly time: number;
  readonly deed: Deed;
  readonly life: Life | undefined;
}

/** How far a node is, and who is in there. */
interface Standing {
  readonly node: SavedNode;
  readonly people: readonly Person[];
}

export class Disk {
  readonly lines: Line[] = [];
  #standing: string | undefined; // JSON, since whatever cannot be written down is not kept

  /** How far it got; undefined for an empty one. */
  get standing(): Standing | undefined {
    return this.#standing === undefined ? undefined : JSON.parse(this.#standing);
  }

  copy(): Disk {
    const copy = new Disk();
    copy.lines.push(...this.lines);
    copy.#standing = this.#standing;
    return copy;
  }

  keep(lines: readonly Line[], standing: Standing): void {
    for (const line of lines) {
      const { deed } = line;
      if (deed.kind === "forgot") this.#forget(deed.person);
      this.lines.push(line);
    }
    this.#standing = JSON.stringify(standing);
  }

  #forget(person: number): void {
    for (const [at, line] of this.lines.entries()) {
      const deed = without(line.deed, person);
      if (deed !== line.deed) this.lines[at] = { ...line, deed };
    }
  }
}
