/**
 * What the log of a chat on several nodes needs, keeps, and says of itself.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Life } from "./bus.ts";
import type { Ledger } from "./ledger.ts";
import type { SavedLife } from "./lives.ts";
import type { TakenBack, Taking } from "./taking_back.ts";
import type { Stamped } from "./stamped.ts";

/** How far a node knows the ledger: plain data, to be kept together with what it was told. */
export interface SavedNode {
  readonly seq: number;
  /** Of that record, in milliseconds since 1970. */
  readonly time: number;
  readonly lives: readonly SavedLife[];
  /** What has still to be taken out of the ledger; left out for nothing. */
  readonly takenBack?: readonly Taking<unknown>[];
}

export interface NodeBusParts<Deed> {
  readonly ledger: Ledger<Stamped<Deed>>;
  /** The name of this node. */
  readonly node: string;
  /** Makes one that nobody ever had. */
  readonly newLife: () => Life;
  /** Of the deeds this node knows. */
  readonly version: number;
  /** As it was kept with the last turn; undefined where nothing was. */
  readonly saved: SavedNode | undefined;
  /** What deeds take back; left out where nothing ever is. */
  readonly takenBack?: TakenBack<Deed>;
  readonly clock: Clock;
  /** How long a deed is good, in milliseconds. */
  readonly patienceMs: number;
  readonly log: Log;
  /** Told what happens to other nodes; `log` unless given. */
  readonly othersLog?: Log;
  /** Whether another node is a thread of this process, for which it takes out of the ledger what is taken back; none is unless given. */
  readonly speaksFor?: (node: string | undefined) => boolean;
  /** What came together was told: it is kept and shown now. */
  readonly onTurn: () => void;
  /** The ledger is of no use: the node has to stop with this sentence. Nothing more is told. */
  readonly onFailed: (reason: string) => void;
}

/** How the node stands with the others. */
export interface NodeCondition {
  /** The name of this node. */
  readonly node: string;
  /** Its life, or the one that it tries to begin. */
  readonly life: Life;
  /** When it began, by the ledger's time in milliseconds since 1970, where that is known. */
  readonly since: number | undefined;
  /** Whether the ledger is within reach. */
  readonly isUp: boolean;
  /** Whether everything was read once, and this life has begun. */
  readonly isReady: boolean;
  /** Own acts under way. */
  readonly waiting: number;
  /** How long the last own act took to come back, in milliseconds. */
  readonly echoMs: number;
  /** Own acts that were sent again. */
  readonly resent: number;
  /** Own deeds that were refused. */
  readonly refused: number;
  /** How old the last record was when it was read, in milliseconds, by this node's time of day. */
  readonly behindMs: number;
  /** What was read that is no record. */
  readonly ignored: number;
  readonly peers: readonly (Pick<NodeCondition, "node" | "life" | "since"> & {
    /** How many own beats came back since the last one of it. */
    readonly missedBeats: number;
  })[];
}
