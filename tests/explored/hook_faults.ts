/** Faults of webhooks. @module */

import type { CaughtFault } from "./caught_fault.ts";

export const HOOK_FAULTS: readonly CaughtFault[] = [
  {
    name: "a webhook that is made by what held before its token was hashed",
    file: "lib/commands/rooms/hook.ts",
    find: "const check = whyNot(asker, room, word);",
    replace: "const check = problem;",
    scenario: "a webhook is made while somebody takes its name",
    finding: /the chat's log has lost "hook_made"/,
  },
  {
    name: "a webhook that speaks after it was taken back, because its line had to wait",
    file: "lib/chat/hook_speech.ts",
    find: "return hooks.get(hash) === hook ? this.#say(hook, line)",
    replace: "return hook ? this.#say(hook, line)",
    scenario: "a webhook is taken back while a program speaks through it",
    finding: /the chat's log has lost "posted"/,
  },
  {
    name: "a token that is still known when its webhook is gone",
    file: "lib/chat/hook_book.ts",
    find: "this.#byHash.delete(hook.hash);",
    replace: "",
    scenario: "a webhook is taken back while a program speaks through it",
    finding: /a webhook has no name|AssertionError/,
  },
];
