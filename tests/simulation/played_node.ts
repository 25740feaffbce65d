/**
 * What makes a server one of several nodes in a simulated world: the real bus of a node over the simulated ledger, on a
 * machine that may stand still. What is said and what is refused is noted where it goes in and out of the bus.
 *
 * @module
 */

import type { Deed } from "../../lib/chat/deed.ts";
import type { Life as LogLife, Listener } from "../../lib/cluster/bus.ts";
import { leaveOthers, letPeopleGo } from "../../lib/cluster/leaving.ts";
import { NodeBus } from "../../lib/cluster/node_bus.ts";
import type { Nodes, NodesParts } from "../../lib/cluster/nodes.ts";
import type { NodesModule } from "../../lib/doors/late_node.ts";
import type { FarLedger } from "../cluster/nodes/far_ledger.ts";
import { type Machine, MachineClock } from "../cluster/nodes/machine_clock.ts";
import { Way } from "../cluster/nodes/way.ts";
import type { Random } from "../support/random.ts";
import { TAG } from "./hearing.ts";

/** A line that a bus was given. */
export interface Offered {
  /** When, in milliseconds of the timeline. */
  readonly at: number;
  /** What came of it, as often as something did. */
  readonly came: ("told" | "refused")[];
}

export interface PlayedNodeParts {
  readonly ledger: FarLedger<Deed>;
  /** What it is called. */
  readonly name: string;
  readonly random: Random;
  /** A name for a life, that none has had. */
  readonly newLife: () => LogLife;
  /** By how much its time of day is wrong, in milliseconds. */
  readonly wrongMs: number;
}

export class PlayedNode {
  readonly name: string;
  readonly machine: Machine;
  readonly way: Way<Deed>;
  /** The lines its people said, by their tags. */
  readonly offered = new Map<string, Offered>();
  /** The number of the first entry that was news to it: not of what it caught up with. */
  newsFrom = Infinity;
  /** The number of the last record it knew when it was ready. */
  readyAt = 0;
  /** For how long it stood still in all, in milliseconds. */
  stoodStillMs = 0;
  readonly #parts: PlayedNodeParts;
  #bus: NodeBus<Deed> | undefined;

  constructor(parts: PlayedNodeParts) {
    const { ledger, name, random, wrongMs } = parts;
    this.#parts = parts;
    this.name = name;
    this.machine = { isDead: false, pausedUntil: 0, wrongMs };
    this.way = new Way(ledger, new MachineClock(ledger.timeline, this.machine, 0), random);
  }

  /** For how long it stands still, in milliseconds. */
  get stillMs(): number {
    return Math.max(0, this.machine.pausedUntil - this.#parts.ledger.timeline.now());
  }

  /** Whether it knows all that the others know, and nothing of it is under way. */
  get isAtRest(): boolean {
    const { isReady, isUp, waiting } = this.condition ?? { isReady: false };
    return this.stillMs === 0 && isReady && isUp === true && waiting === 0;
  }

  standStill(ms: number): void {
    const until = this.#parts.ledger.timeline.now() + Math.ceil(ms); // exact: see `Timeline`
    this.machine.pausedUntil = Math.max(this.machine.pausedUntil, until);
    this.stoodStillMs += ms;
  }

  get condition() {
    return this.#bus?.condition();
  }

  /** What a server loads to be a node. */
  load(): Promise<NodesModule> {
    return Promise.resolve({
      joinNodes: <D>(parts: NodesParts<D>) =>
        this.#join(parts as unknown as NodesParts<Deed>) as unknown as Nodes<D>,
      busAccess: () => Promise.resolve({ node: this.name }),
    });
  }

  #join(parts: NodesParts<Deed>): Nodes<Deed> {
    const { newLife, ledger: { timeline } } = this.#parts, { offered } = this, { clock, settings } = parts;
    const bus = this.#bus = new WatchedBus({
      ...parts,
      ledger: this.way,
      node: this.name,
      newLife,
      patienceMs: settings.patience * 1000,
    }, {
      offered,
      now: () => timeline.now(),
      onNews: (seq) => this.newsFrom = Math.min(this.newsFrom, seq),
    });
    bus.ready.then(() => this.readyAt = bus.saved().seq);
    return {
      bus,
      letPeopleGo: (sessions) => letPeopleGo(bus, sessions, clock),
      leave: () => leaveOthers(bus, clock),
    };
  }
}

interface Watch {
  readonly offered: Map<string, Offered>;
  now(): number;
  /** Told of the number of each entry that is news. */
  onNews(seq: number): void;
}

/** A bus that is watched where lines go in and out. */
class WatchedBus extends NodeBus<Deed> {
  readonly #watch: Watch;

  constructor(
    parts: ConstructorParameters<typeof NodeBus<Deed>>[0],
    watch: Watch,
  ) {
    super(parts);
    this.#watch = watch;
  }

  override append(deed: Deed, mustCount?: boolean): void {
    const tag = tagOf(deed), { offered, now } = this.#watch;
    if (tag !== undefined && !offered.has(tag)) offered.set(tag, { at: now(), came: [] });
    super.append(deed, mustCount);
  }

  override open(after: number, listener: Listener<Deed>): void {
    const came = (deed: Deed, what: "told" | "refused") => {
      const tag = tagOf(deed);
      if (tag !== undefined) this.#watch.offered.get(tag)?.came.push(what);
    };
    super.open(after, {
      told: (entry) => {
        if (entry.isPast !== true) this.#watch.onNews(entry.seq);
        came(entry.deed, "told");
        listener.told(entry);
      },
      refused(deed, why) {
        came(deed, "refused");
        listener.refused(deed, why);
      },
      ended: (life) => listener.ended(life),
      whispered: (what) => listener.whispered(what),
    });
  }
}

/** What tells a line from all others, where something is one. */
export function tagOf(deed: Deed): string | undefined {
  return deed.kind === "said" ? TAG.exec(deed.text)?.[0] : undefined;
}
