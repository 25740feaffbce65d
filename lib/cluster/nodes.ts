/**
 * Makes this server one of several nodes: their ledger on a NATS server, and the log of the chat by way of it. Loaded only
 * where there is a bus, since nobody else shall pay for it.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Log } from "../runtime/log.ts";
import type { Life } from "./bus.ts";
import { leaveOthers, letPeopleGo } from "./leaving.ts";
import type { Ledger } from "./ledger.ts";
import { natsAddresses } from "../runtime/nats_address.ts";
import { dialAs, type NatsLogin } from "./nats/nats_connection.ts";
import { NatsLedger } from "./nats/nats_ledger.ts";
import { NodeBus, type SavedNode } from "./node_bus.ts";
import type { Stamped } from "./stamped.ts";
import type { TakenBack } from "./taking_back.ts";

export interface NodesParts<Deed> {
  readonly settings: Pick<Config, "bus" | "patience" | "busStream" | "busReplicas" | "busDays">;
  /** What this server shows there. */
  readonly access: NatsLogin & { readonly node: string };
  /** As it was kept; undefined for a server that was never a node. */
  readonly saved: SavedNode | undefined;
  /** The number of the last line that is kept: a new stream goes on behind it. */
  readonly lastId: number;
  /** Of the deeds this server knows. */
  readonly version: number;
  /** The kind of a deed, by which it can be found in the stream. */
  readonly kindOf: (deed: Deed) => string;
  readonly takenBack: TakenBack<Deed>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onTurn: () => void;
  readonly onFailed: (reason: string) => void;
  /** What hands the ledger on to others besides; they read it by another way then. */
  readonly through?: (ledger: Ledger<Stamped<Deed>>) => Ledger<Stamped<Deed>>;
  /** As `NodeBusParts` has them. */
  readonly speaksFor?: (node: string | undefined) => boolean;
  readonly othersLog?: Log;
}

/** This server as a node. */
export interface Nodes<Deed> {
  readonly bus: NodeBus<Deed>;
  /** Resolves when all sessions are over, whatever people wait for. */
  letPeopleGo(sessions: Promise<void>): Promise<void>;
  /** Ends its life; resolves when all it did has been told, and the others know, or cannot be told for now. */
  leave(): Promise<void>;
}

/** Joins those who share a stream on a NATS server. */
export function joinNodes<Deed>(parts: NodesParts<Deed>): Nodes<Deed> {
  const { settings, access: { node, ...login }, saved, lastId, kindOf, clock, log } = parts;
  const { bus: servers, busStream: stream, busReplicas: replicas, busDays: keepDays } = settings;
  const ledger = new NatsLedger<Stamped<Deed>>({
    options: {
      addresses: natsAddresses(servers)!, // the setting takes nothing else
      ...{ stream, replicas, keepDays, aloneUntil: saved === undefined ? lastId : 0 },
    },
    dial: dialAs(login, `chat-server ${node}`),
    ...{ clock, log },
    kindOf: ({ act }) => act.kind === "deed" ? kindOf(act.deed) : act.kind,
  });
  return nodeOn(parts.through?.(ledger) ?? ledger, parts);
}

/** Joins those who share a ledger. */
export function nodeOn<Deed>(ledger: Ledger<Stamped<Deed>>, parts: NodesParts<Deed>): Nodes<Deed> {
  const { settings, access: { node }, clock } = parts;
  const newLife = () => `${node}/${crypto.randomUUID()}` as Life;
  const bus = new NodeBus<Deed>({ ...parts, ledger, node, newLife, patienceMs: settings.patience * 1000 });
  return {
    bus,
    letPeopleGo: (sessions) => letPeopleGo(bus, sessions, clock),
    leave: () => leaveOthers(bus, clock),
  };
}
