/**
 * The bus and the nodes of a chat on several, as rows: how this node stands with the others.
 *
 * @module
 */

import type { NodeCondition } from "../chat/this_node.ts";
import type { Facts, Inspected, ResourceRow } from "../observe/rows.ts";

/** How much of what is told of a life: enough to tell two of a node apart. */
const LIFE_LETTERS = 8;

/** Makes the rows, and remembers their numbers. */
export class NodeRows {
  readonly #numberOf: () => number;
  readonly #bornAt: number;
  #ids = new Map<string, number>(); // of the bus, as "", and of lives

  /**
   * @param numberOf gives a number that nothing else has
   * @param bornAt when the server was started, as the rows have it
   */
  constructor(numberOf: () => number, bornAt: number) {
    this.#numberOf = numberOf;
    this.#bornAt = bornAt;
  }

  /** The bus first, then this node, then the others; they change all the time, so each asking has another version. */
  *all(here: NodeCondition, version: number): Generator<Inspected<ResourceRow>> {
    const known = this.#ids, ids = this.#ids = new Map();
    const idOf = (what: string) => {
      const id = known.get(what) ?? this.#numberOf();
      ids.set(what, id);
      return id;
    };
    const { peers, isUp, isReady, waiting, echoMs, behindMs, resent, refused } = here;
    const bus = idOf(""), own = { waiting, echoMs: rounded(echoMs), behindMs: rounded(behindMs) };
    const row = (id: number, more: Partial<ResourceRow> & Pick<ResourceRow, "kind" | "name" | "type">) => ({
      ...{ id, version },
      row: () => ({ id, location: "", bornAt: this.#bornAt, attributes: {}, operations: [], ...more }),
    });
    yield row(bus, {
      ...{ kind: "bus", name: "bus", type: "NodeBus" },
      attributes: { isUp, isReady, ...own, resent, refused, peers: peers.length },
    });
    const node = (one: Pick<NodeCondition, "node" | "life" | "since">, attributes: Facts) =>
      row(idOf(one.life), {
        ...{ kind: "node", name: one.node, type: "Life", parent: bus, bornAt: one.since ?? this.#bornAt },
        attributes: { life: one.life.split("/").at(-1)!.slice(0, LIFE_LETTERS), ...attributes },
      });
    yield node(here, { isThis: true, ...own });
    for (const peer of peers) yield node(peer, { isThis: false, missedBeats: peer.missedBeats });
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
