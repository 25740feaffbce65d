/**
 * Every thread of a server with several workers is a node of its own, on the ledger that the main thread hands on. Without a
 * bus nobody is in when such a server starts, as with a server of one thread: so who is in is not kept, and each begins with
 * what is on disk.
 *
 * @module
 */

import type { Deed } from "../../chat/deed.ts";
import type { KeptState } from "../../chat/node_state.ts";
import { takenBack } from "../../chat/taken_back.ts";
import type { Ledger } from "../../cluster/ledger.ts";
import type { SavedNode } from "../../cluster/node_bus.ts";
import { nodeOn } from "../../cluster/nodes.ts";
import type { Stamped } from "../../cluster/stamped.ts";
import { type Log, silentLog } from "../../runtime/log.ts";
import { joinedBy, type NodeHere, type NodeParts, troublesOf, VERSION } from "../late_node.ts";

export interface ThreadNodeParts extends Pick<NodeParts, "config" | "clock" | "log"> {
  readonly ledger: Ledger<Stamped<Deed>>;
  /** What this thread is called among the others. */
  readonly name: string;
  /** The number of the last line that was kept before the start. */
  readonly lastId: number;
  /** What a thread with a bus goes on from. */
  readonly kept: KeptState<SavedNode> | undefined;
  readonly onTurn: () => void;
}

/** What a worker is called among the nodes of a bus: as no node calls itself. */
export function threadOf(node: string, number: number): string {
  return `${node}/${number}`;
}

/** Whether a node is a worker of another one. */
export function isThreadOf(node: string, other: string): boolean {
  return other.startsWith(`${node}/`);
}

export function threadNode(
  { ledger, name, lastId, kept, config, clock, log: all, onTurn }: ThreadNodeParts,
): NodeHere {
  const failed = Promise.withResolvers<string>();
  const log: Log = (level, ...line) => level !== "info" && all(level, ...line); // that each thread has come is no news
  const hasBus = kept !== undefined;
  const nodes = nodeOn<Deed>(ledger, {
    settings: config,
    access: { node: name },
    saved: kept?.position ?? { seq: lastId, time: 0, lives: [] },
    ...{ lastId, version: VERSION, kindOf: ({ kind }) => kind, takenBack, clock, log },
    ...hasBus && { othersLog: silentLog }, // the main thread tells of them
    ...{ onTurn, onFailed: failed.resolve },
  });
  const condition = () => nodes.bus.condition(), here = { nodes, failed: failed.promise };
  if (!hasBus) {
    return {
      ...here,
      countHere: (people) => [...people].length,
      joined: () => nodes.bus.ready,
      troubles: () => condition().isUp ? [] : [`bus: ${name} is cut off from the main thread`],
    };
  }
  return {
    ...here,
    state: { condition, kept, position: () => nodes.bus.saved() },
    joined: () => joinedBy(nodes.bus.ready, failed.promise),
    troubles: () => troublesOf(condition()),
  };
}
