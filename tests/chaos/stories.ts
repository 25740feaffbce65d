/**
 * All stories of chaos.
 *
 * @module
 */

import { CUT_STORIES } from "./stories/cuts.ts";
import { DISK_STORIES } from "./stories/disks.ts";
import { NATS_STORIES } from "./stories/nats.ts";
import { NODE_STORIES } from "./stories/nodes.ts";
import { STORM } from "./stories/storm.ts";
import { WORKER_STORIES } from "./stories/workers.ts";
import type { Story } from "./story.ts";

export const STORIES: readonly Story[] = [
  ...NODE_STORIES,
  ...NATS_STORIES,
  ...CUT_STORIES,
  ...DISK_STORIES,
  ...WORKER_STORIES,
  STORM,
];
