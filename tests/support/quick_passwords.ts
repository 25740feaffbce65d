/** Passwords that take no time: those of Web Crypto take as long as they do, whatever a test's clock says. @module */

import type { Passwords } from "../../lib/accounts/password.ts";

export const QUICK_PASSWORDS: Passwords = {
  sealed: (password) => Promise.resolve(`sealed ${password}`),
  opens: (password, seal) => Promise.resolve(seal === `sealed ${password}`),
};
