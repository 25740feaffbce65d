/**
 * Stories in which a node fails.
 *
 * @module
 */

import type { Story } from "../story.ts";

/** After so long the others have taken a node for dead, in seconds: six beats, and some more where the machine is slow. */
const DEAD_S = 9;

export const NODE_STORIES: readonly Story[] = [
  {
    name: "calm",
    about: "nothing fails",
    async play({ talk }) {
      await talk();
    },
    expects: ({ refused, unanswered }) =>
      refused + unanswered === 0 ? undefined : "lines were refused though nothing failed",
  },
  {
    name: "node-killed",
    about: "kill -9 of a node, which is back before, and after the others took it for dead",
    async play({ nodes: [, lisbon], talk, tell }) {
      for (const seconds of [1, DEAD_S]) {
        tell("kill -9 lisbon");
        await lisbon.kill();
        await talk(seconds);
        await lisbon.start();
        tell("lisbon is back");
        await talk();
      }
    },
  },
  {
    name: "node-stopped",
    about: "SIGSTOP of a node, for a moment, and until the others took it for dead",
    async play({ nodes: [, lisbon], talk, tell }) {
      for (const seconds of [3, DEAD_S + 3]) {
        tell("SIGSTOP lisbon");
        lisbon.freeze();
        await talk(seconds);
        lisbon.thaw();
        tell("SIGCONT");
        await talk();
      }
    },
  },
];
