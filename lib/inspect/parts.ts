/**
 * What an inspector looks at: the parts of one server, and what tells of its process.
 *
 * @module
 */

import type { Fold } from "../chat/fold.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import type { Archive } from "../history/archive.ts";
import type { LoopLag } from "../observe/loop_lag.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";

/** What the process uses of its machine. */
export interface Usage {
  /** CPU time since its start, in milliseconds. */
  readonly cpuMs: number;
  /** Memory, in bytes. */
  readonly residentBytes: number;
  /** Memory of its objects, in bytes. */
  readonly heapBytes: number;
}

/** What an inspector looks at. */
export interface InspectorParts extends Pick<Fold, "people" | "rooms"> {
  /** All tasks. */
  readonly tasks: TaskGroup;
  /** All readers. */
  readonly fanOut: FanOut;
  /** Whether what is said is saved. */
  readonly archive: Archive;
  /** What was counted. */
  readonly tally: Tally;
  /** Asks for what the process uses. */
  readonly usage: () => Usage;
  /** The server's version. */
  readonly version: string;
}

/** What is looked at, the inspector's own measuring included. */
export interface Looked extends InspectorParts {
  /** The tasks that there is one of. */
  readonly of: Readonly<Record<"store" | "delivery" | "lag", Task>>;
  /** How late the event loop is. */
  readonly lag: LoopLag;
}
