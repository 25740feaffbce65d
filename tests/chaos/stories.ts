/**
 * All stories of chaos.
 *
 * @module
 */

import { CUT_STORIES } from "./stories/cuts.ts";
import { NATS_STORIES } from "./stories/nats.ts";
import { NODE_STORIES } from "./stories/nodes.ts";
import type { Story } from "./story.ts";

export const STORIES: readonly Story[] = [...NODE_STORIES, ...NATS_STORIES, ...CUT_STORIES];
