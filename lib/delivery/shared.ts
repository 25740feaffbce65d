/**
 * What all readers of one server share, as their outboxes are given it.
 *
 * @module
 */

import type { Activities } from "../observe/activity.ts";
import type { ChannelBounds } from "../runtime/channel.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Doorway } from "./doorway.ts";
import type { Flusher } from "./flusher.ts";
import type { OutboxSpace } from "./outbox_space.ts";
import type { SharedConcat } from "./shared_concat.ts";
import type { TailSpace } from "./tail_space.ts";
import type { Tally } from "../observe/tally.ts";
import type { UnansweredMs } from "./vanished.ts";
import type { Valve } from "./valve.ts";

/** The turn, as one of its readers sees it. */
export interface Undelivered {
  /** Does something to a reader in its place, behind what was delivered so far. */
  queue(reader: object, action: () => void, length?: number): void;
  /** Hands out everything that was delivered so far. */
  settle(): void;
}

export interface Shared {
  /** How much one outbox may hold: lines, and their bytes. */
  readonly bounds: ChannelBounds;
  readonly space: OutboxSpace;
  readonly tails: TailSpace;
  readonly valve: Valve;
  readonly doorway: Doorway;
  readonly concat: SharedConcat;
  readonly flusher: Flusher;
  readonly turn: Undelivered;
  readonly clock: Clock;
  readonly unansweredMs: UnansweredMs;
  readonly activities: Activities;
  readonly tally: Tally;
}
