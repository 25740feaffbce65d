/**
 * Makes this server a node of several, where it has a bus: the modules for it are loaded then and only then.
 *
 * @module
 */

import type { Deed } from "../chat/deed.ts";
import { takenBack } from "../chat/taken_back.ts";
import type { keptBy, KeptState } from "../chat/node_state.ts";
import type { Person } from "../chat/person.ts";
import type { NodeCondition, ThisNode } from "../chat/this_node.ts";
import type { SavedNode } from "../cluster/node_bus.ts";
import type { joinNodes, Nodes, NodesParts } from "../cluster/nodes.ts";
import type { Clock, Timer } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Log } from "../runtime/log.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import type { busAccess } from "./bus_access.ts";

/** How long what was told may wait to be kept where nobody reads it here, in milliseconds. */
const KEEP_MS = 20;

/** Of the deeds that this program knows. */
export const VERSION = 2;

export interface NodeParts {
  readonly config: Config;
  /** What the server goes on from, and how it keeps what is told. @throws {StartRefused} where that cannot be known now */
  readonly kept: () => ReturnType<typeof keptBy<SavedNode>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** This server as a node. */
export interface NodeHere {
  readonly nodes: Nodes<Deed>;
  /** How many of those who are in are in by this server; left out where all of them are in by this thread. */
  readonly countHere?: (people: Iterable<Pick<Person, "life">>) => number;
  /** What a chat goes on from; undefined where its people are not kept. */
  readonly state?: {
    /** How it stands with the others. */
    readonly condition: ThisNode;
    readonly kept: KeptState<SavedNode> | undefined;
    position(): SavedNode;
  };
  /** Resolves with the reason where the bus is of no use any more: the server has to stop. */
  readonly failed: Promise<string>;
  /** Resolves when this node knows what the others know. @throws {StartRefused} where it cannot */
  joined(): Promise<void>;
  /** What is degraded, in sentences for readiness and consoles. */
  troubles(): string[];
}

/** What is loaded for a node of several. */
export interface NodesModule {
  readonly joinNodes: typeof joinNodes;
  readonly busAccess: typeof busAccess;
}

const loadNodes = async (): Promise<NodesModule> => ({
  ...await import("../cluster/nodes.ts"),
  ...await import("./bus_access.ts"),
});

/** Whoever hands the ledger on, turn by turn, to other threads of this server. */
export interface Relay extends Pick<NodesParts<Deed>, "speaksFor"> {
  readonly through: NonNullable<NodesParts<Deed>["through"]>;
  /** A turn was kept. */
  readonly onTurn: () => void;
  /** The ledger is of no use: nothing more may be handed on. */
  readonly onFailed: () => void;
}

/**
 * @param load loads the modules for it, where there is a bus
 * @param relay where other threads read the ledger, too: it is kept turn by turn then, before they are told
 * @returns undefined for a server alone
 * @throws {StartRefused} where this server has no name, or cannot read its credentials
 */
export async function becomeNode(
  { config, kept: keptHere, clock, log }: NodeParts,
  load = loadNodes,
  relay?: Relay,
): Promise<NodeHere | undefined> {
  if (config.bus === "none") return undefined;
  const { joinNodes, busAccess } = await load(), access = await busAccess(config);
  const { kept, lastId, keep } = keptHere();
  if (kept !== undefined && lastId > kept.position.seq) throw hasLinesOfItsOwn(config, lastId);
  const failed = Promise.withResolvers<string>();
  const keeper = keepSoon(keep, clock);
  const nodes = joinNodes<Deed>({
    ...{ settings: config, access, saved: kept?.position, lastId, version: VERSION },
    ...{ kindOf: ({ kind }: Deed) => kind, takenBack, clock, log },
    ...relay && { through: relay.through, speaksFor: relay.speaksFor },
    onFailed(reason) {
      relay?.onFailed();
      failed.resolve(reason);
    },
    onTurn: relay === undefined ? keeper.onTurn : () => {
      keep();
      relay.onTurn();
    },
  });
  nodes.bus.ready.then(keeper.beReady);
  return {
    nodes,
    state: { condition: () => nodes.bus.condition(), kept, position: () => nodes.bus.saved() },
    failed: failed.promise,
    joined: () => joinedBy(nodes.bus.ready, failed.promise),
    troubles: () => troublesOf(nodes.bus.condition()),
  };
}

/** The stream gives the numbers of such lines to others, which would then be taken for known. */
function hasLinesOfItsOwn({ data, busStream }: Config, lastId: number): StartRefused {
  return new StartRefused(
    `Cannot join the other nodes: the folder "${data}" has lines up to ${lastId} that came into it without the bus, ` +
      `and the stream ${busStream} gives their numbers to others: start from a backup of another node, or export and ` +
      "import this one for a new stream",
  );
}

/** Resolves when a node is ready. @throws {StartRefused} where it fails before */
export function joinedBy(ready: Promise<void>, failed: Promise<string>): Promise<void> {
  const refused = failed.then((reason) => {
    throw new StartRefused(`Cannot join the other nodes: ${reason}`);
  });
  return Promise.race([ready, refused]);
}

/** What is degraded, for a node on a bus. */
export function troublesOf({ isUp, isReady }: NodeCondition): string[] {
  if (!isUp) return ["bus: this node is cut off from the others"];
  return isReady ? [] : ["bus: this node is catching up with the others"];
}

/** Keeps what is told a little later, with what comes until then; or at once, as long as nobody reads it here. */
export function keepSoon(keep: () => void, clock: Clock) {
  let keeping: Timer | undefined, isReady = false;
  return {
    beReady: () => void (isReady = true),
    onTurn() {
      if (!isReady) return keep(); // catching up: there may be much
      keeping ??= clock.after(KEEP_MS, () => {
        keeping = undefined;
        keep();
      });
    },
  };
}
