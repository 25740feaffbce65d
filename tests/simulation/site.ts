/**
 * Where a server lives: its disk, and its lives one after the other; of a chat on several nodes there is one for each.
 *
 * @module
 */

import type { Deed } from "../../lib/chat/deed.ts";
import type { Life as LogLife } from "../../lib/cluster/bus.ts";
import type { Config } from "../../lib/runtime/config.ts";
import type { FarLedger } from "../cluster/nodes/far_ledger.ts";
import type { Random } from "../support/random.ts";
import { Disk } from "./disk.ts";
import { Life } from "./life.ts";
import { PlayedNode } from "./played_node.ts";
import type { Timeline } from "./timeline.ts";

/** What nodes are called. */
export const NODES = ["a", "b", "c"] as const;

export interface SiteParts {
  readonly config: Config;
  readonly timeline: Timeline;
  /** The ledger of several nodes; undefined where the server is alone. */
  readonly ledger: FarLedger<Deed> | undefined;
  /** Which of the nodes it is. */
  readonly number: number;
  readonly random: Random;
  /** Told of every life, in the order of all. */
  readonly onLife: (life: Life) => void;
}

export class Site {
  disk = new Disk();
  /** Whether no server is started here any more. */
  isLost = false;
  /** By how much its time of day is wrong, in milliseconds. */
  wrongMs = 0;
  readonly number: number;
  readonly #parts: SiteParts;
  #life: Life | undefined;
  #lives = 0;

  constructor(parts: SiteParts) {
    this.#parts = parts;
    this.number = parts.number;
  }

  /** The one that runs, or was the last. */
  get life(): Life | undefined {
    return this.#life;
  }

  /** Starts a server, where none runs. */
  start(): void {
    if (this.#life?.isOver === false || this.isLost) return;
    const { config, timeline, onLife } = this.#parts;
    this.#life = new Life(config, timeline, this.disk, this.#newNode());
    onLife(this.#life);
  }

  /** Sets its time of day. */
  setClock(ms: number): void {
    this.wrongMs = ms;
    if (this.#life?.node !== undefined) this.#life.node.machine.wrongMs = ms;
  }

  /** Kills the server; the next one begins with another disk. */
  dieWith(disk: Disk): void {
    this.#life?.die();
    this.disk = disk;
  }

  #newNode(): PlayedNode | undefined {
    const { ledger, random, number } = this.#parts, name = NODES[number]!, { wrongMs } = this;
    const newLife = () => `${name}${++this.#lives}` as LogLife;
    return ledger && new PlayedNode({ ledger, name, random: random.fork(`node ${name}`), newLife, wrongMs });
  }
}
