/** All scenarios in which nothing may go wrong. @module */

import { CHANNEL_SCENARIOS } from "./channel_scenarios.ts";
import { CHAT_SCENARIOS } from "./chat_scenarios.ts";
import { DOORWAY_SCENARIOS } from "./doorway_scenarios.ts";
import { DRAIN_SCENARIOS } from "./drain_scenarios.ts";
import { EDITED_SCENARIOS } from "./edited_scenarios.ts";
import { HOOK_SCENARIOS } from "./hook_scenarios.ts";
import { OUTBOX_SCENARIOS } from "./outbox_scenarios.ts";
import { RESUME_SCENARIOS } from "./resume_scenarios.ts";
import { ROOM_SCENARIOS } from "./room_scenarios.ts";
import type { Scenario } from "./scenario.ts";
import { SESSION_SCENARIOS } from "./session_scenarios.ts";
import { TROUBLE_SCENARIOS } from "./trouble_scenarios.ts";
import { TUTORIAL_SCENARIOS } from "./tutorial_scenarios.ts";

/** All of them. */
export const SCENARIOS: readonly Scenario[] = [
  ...CHANNEL_SCENARIOS,
  ...OUTBOX_SCENARIOS,
  ...EDITED_SCENARIOS,
  ...DOORWAY_SCENARIOS,
  ...SESSION_SCENARIOS,
  ...CHAT_SCENARIOS,
  ...ROOM_SCENARIOS,
  ...HOOK_SCENARIOS,
  ...TROUBLE_SCENARIOS,
  ...RESUME_SCENARIOS,
  ...DRAIN_SCENARIOS,
  ...TUTORIAL_SCENARIOS,
];
