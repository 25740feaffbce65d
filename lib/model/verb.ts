/** The verbs a person can type after a slash: commands, help and catalogues are checked against this list. @module */

/** All verbs under their topics, in the order `/help` shows them. */
export const TOPICS = {
  talk: ["me", "msg", "reply", "query"],
  rooms: ["join", "leave", "rooms", "who", "topic"],
  yours: ["room", "invite", "kick", "owner", "hook"],
  past: ["history", "since", "search", "forget"],
  people: ["whois", "away", "ignore", "unignore"],
  you: ["nick", "color", "lang", "tz", "set", "json"],
  more: ["help", "clear", "motd", "health", "quit"],
} as const;

export type Topic = keyof typeof TOPICS;

/** One verb, without its slash; of some topics, where they are named. */
export type Verb<T extends Topic = Topic> = typeof TOPICS[T][number];

export const VERBS: readonly Verb[] = Object.values(TOPICS).flat();

/** Short forms that fingers know from elsewhere. */
export const ALIASES: Readonly<Record<string, Verb>> = { w: "msg", r: "reply" };
