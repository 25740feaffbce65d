/** Tokens that take no time. @module */

import type { Tokens } from "../../lib/accounts/token.ts";

let made = 0;

/** Each token another one, in this process. */
export const QUICK_TOKENS: Tokens = {
  fresh: () => `token ${++made}`,
  hashed: (token) => Promise.resolve(`hash of ${token}`),
};
