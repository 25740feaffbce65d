/**
 * The defaults of a server that is chat and nothing else, and welcomes whoever comes at once: most tests wait for the
 * welcome before they say anything.
 *
 * @module
 */

import { type Config, DEFAULTS } from "../../lib/runtime/config.ts";

export const CHAT_ONLY: Config = { ...DEFAULTS, greetAfterMs: 0, tls: "off", ssh: "off", web: "off" };
