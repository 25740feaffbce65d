/**
 * What an inspector looks at: the parts of one server, and what tells of its process.
 *
 * @module
 */

import type { Services } from "../chat/services.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import type { Archive } from "../history/archive.ts";
import type { LoopLag } from "../observe/loop_lag.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";

export interface Usage {
  /** Since its start. */
  readonly cpuMs: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
}

/** What is degraded and why, in sentences; and what somebody should look after although all is done. */
export interface Condition {
  readonly troubles: readonly string[];
  readonly notes: readonly string[];
}

export interface InspectorParts {
  readonly chat: Pick<Services, "people" | "rooms" | "seating" | "node">;
  readonly tasks: TaskGroup;
  readonly fanOut: FanOut;
  readonly archive: Archive;
  readonly tally: Tally;
  readonly usage: () => Usage;
  readonly version: string;
  /** The condition of what has no rows here. */
  readonly elsewhere: () => Condition;
}

/** What is looked at, the inspector's own measuring included. */
export interface Looked extends InspectorParts {
  /** The tasks that there is one of. */
  readonly of: Readonly<Record<"store" | "delivery" | "lag", Task>>;
  /** How late the event loop is. */
  readonly lag: LoopLag;
}
