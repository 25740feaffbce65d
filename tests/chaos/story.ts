/**
 * What a story of chaos is: what fails, and how it has to end.
 *
 * @module
 */

import type { Random } from "../support/random.ts";
import type { NatsServer } from "../support/nats_server.ts";
import type { Crowd } from "./crowd.ts";
import type { Figures } from "./figures.ts";
import type { Network, Place } from "./network.ts";
import type { ChaosNode } from "./node.ts";

/** Where a story plays: machines that run, and people who talk. */
export interface Scene {
  readonly network: Network;
  /** Only the first of them where a story is of one machine alone; then there is no NATS either. */
  readonly nodes: readonly [ChaosNode, ChaosNode, ...ChaosNode[]];
  readonly nats: readonly [NatsServer, ...NatsServer[]];
  /** Where the NATS servers are. */
  readonly natsPlaces: readonly [Place, ...Place[]];
  readonly crowd: Crowd;
  readonly random: Random;
  /** Tells what happens, with the time. */
  readonly tell: (what: string) => void;
  /** People talk for a while in which nothing changes; as long as the command line says unless told otherwise. */
  readonly talk: (seconds?: number) => Promise<void>;
}

export interface Story {
  readonly name: string;
  /** What fails, in half a sentence. */
  readonly about: string;
  /** How many NATS servers there are; 1 unless given. With more, the stream is kept on all. */
  readonly natsServers?: number;
  /** How many workers the first node has; it is one thread unless given. */
  readonly workers?: number;
  /** Whether the first node is a server alone, without others and without NATS. */
  readonly isAlone?: true;
  /** How long lines wait, in seconds: short unless given, so that a story about it is. */
  readonly patienceS?: number;
  /** The disk of each node, in KiB; large unless given. */
  readonly diskKib?: number;
  /** What happens. At its end nothing fails any more. */
  play(scene: Scene): Promise<void>;
  /** What is expected of the figures beside that every promise is kept; a sentence where it is not so. */
  expects?(figures: Figures): string | undefined;
}
