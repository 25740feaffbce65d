/**
 * Every thread of a server with several workers is a node of its own, on the ledger that the main thread keeps. Nobody is in
 * when such a server starts, as with a server of one thread: so who is in is not kept, and each begins with what is on disk.
 *
 * @module
 */

import type { Deed } from "../../chat/deed.ts";
import { takenBack } from "../../chat/taken_back.ts";
import type { Ledger } from "../../cluster/ledger.ts";
import { nodeOn } from "../../cluster/nodes.ts";
import type { Stamped } from "../../cluster/stamped.ts";
import type { Log } from "../../runtime/log.ts";
import { type NodeHere, type NodeParts, VERSION } from "../late_node.ts";

export interface ThreadNodeParts extends Pick<NodeParts, "config" | "clock" | "log"> {
  readonly ledger: Ledger<Stamped<Deed>>;
  /** What this thread is called among the others. */
  readonly name: string;
  /** The number of the last line that was kept before the start. */
  readonly lastId: number;
  readonly onTurn: () => void;
}

export function threadNode(
  { ledger, name, lastId, config, clock, log: all, onTurn }: ThreadNodeParts,
): NodeHere {
  const failed = Promise.withResolvers<string>();
  const log: Log = (level, ...line) => level !== "info" && all(level, ...line); // that each thread has come is no news
  const nodes = nodeOn<Deed>(ledger, {
    settings: config,
    access: { node: name },
    saved: { seq: lastId, time: 0, lives: [] },
    ...{ lastId, version: VERSION, kindOf: ({ kind }) => kind, takenBack, clock, log },
    ...{ onTurn, onFailed: failed.resolve },
  });
  return {
    nodes,
    isWholeChat: true,
    failed: failed.promise,
    joined: () => nodes.bus.ready,
    troubles: () => nodes.bus.condition().isUp ? [] : [`bus: ${name} is cut off from the main thread`],
  };
}
