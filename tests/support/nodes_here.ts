/**
 * Whole servers in this process that are the nodes of one chat: on real sockets, and on a ledger in memory.
 *
 * @module
 */

import type { Ledger } from "../../lib/cluster/ledger.ts";
import { nodeOn, type NodesParts } from "../../lib/cluster/nodes.ts";
import type { Stamped } from "../../lib/cluster/stamped.ts";
import { becomeNode } from "../../lib/doors/late_node.ts";
import type { Config } from "../../lib/runtime/config.ts";
import { startServer } from "../../lib/server.ts";
import type { World } from "../../lib/world.ts";
import { CHAT_ONLY } from "./chat_only.ts";
import type { Address } from "./guest.ts";
import { SharedRecords } from "./memory_ledger.ts";

/** What makes a server a node on some records. */
export function becomeNodeOn(records: SharedRecords<unknown>, node: string): World["becomeNode"] {
  const joinNodes = <Deed>(parts: NodesParts<Deed>) =>
    nodeOn(records.ledger() as Ledger<Stamped<Deed>>, parts);
  const load = () => Promise.resolve({ joinNodes, busAccess: () => Promise.resolve({ node }) });
  return (parts) => becomeNode(parts, load);
}

/** Nodes that are started one after the other. */
export class NodesHere implements AsyncDisposable {
  readonly #records = new SharedRecords<unknown>();
  readonly #stops: (() => Promise<void>)[] = [];

  constructor() {
    this.#records.time = Date.now();
  }

  async start(node: string, overrides: Partial<Config> = {}): Promise<Address> {
    const local = { host: "127.0.0.1", port: 0, data: "none", admin: "none", bus: "nats://none:4222", node };
    const becomeNode = becomeNodeOn(this.#records, node);
    const server = await startServer({ ...CHAT_ONLY, ...local, ...overrides }, { becomeNode });
    this.#stops.push(() => server.stop());
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#stops) await stop();
  }
}
