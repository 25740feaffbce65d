/** Something that a node has for another one alone, and what came of it. @module */

import type { Life } from "../../../lib/cluster/bus.ts";

export interface Whisper {
  readonly text: string;
  readonly to: Life;
  /** The last entry its sender had been told. */
  readonly behind: number;
  /** Whether it was told. */
  hasCome: boolean;
  /** What its sender was told of that. */
  answer?: boolean;
}
