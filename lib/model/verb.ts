/**
 * The verbs a person can type after a slash: the one list that commands, help and catalogues are checked against.
 *
 * @module
 */

/** All verbs, in the order `/help` shows them. */
export const VERBS = ["help", "who", "me", "nick", "color", "lang", "quit"] as const;

/** One verb, without its slash. */
export type Verb = typeof VERBS[number];
