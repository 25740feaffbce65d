/** What everything in a simulated cluster knows of it. @module */

import type { Life } from "../../../lib/cluster/bus.ts";
import type { Breach } from "../../simulation/breach.ts";
import type { Timeline } from "../../simulation/timeline.ts";
import type { Random } from "../../support/random.ts";
import type { FarLedger } from "./far_ledger.ts";
import type { Deed } from "./tiny_chat.ts";
import type { Whisper } from "./whisper.ts";

export interface World {
  readonly timeline: Timeline;
  readonly ledger: FarLedger<Deed>;
  readonly random: Random;
  /** As the story has it. */
  readonly areWorkers: boolean;
  /** All that were sent, by their texts. */
  readonly whispers: Map<string, Whisper>;
  /** Lives that were made for nodes that stop, and never begin. */
  readonly unborn: Set<Life>;
  /** Broken promises that were seen while it went on. */
  readonly breaches: Breach[];
}

/** Notes a broken promise. */
export function note({ breaches, timeline }: World, promise: string, detail: string): void {
  breaches.push({ promise, detail: `${detail}, at ${timeline.now().toFixed(2)} ms` });
}
