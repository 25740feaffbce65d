/**
 * A recording as a source. It can be paused; nobody can be kicked in it.
 *
 * @module
 */

import { ConnectionProblem, type Problem } from "../words/problem.ts";
import type { ConsoleWords } from "../words/words.ts";
import type { Player } from "./recording.ts";
import { type Source, toldAnswer } from "./source.ts";

/**
 * A source that plays from `follow` on, once, to the end; the last picture stays.
 * @param file as people read it
 */
export function playedSource(file: string, player: Player, { source: words }: ConsoleWords): Source {
  const playing = { kind: "playing", file, isOver: false } as const;
  const reasonOf = (problem: Problem) => {
    if (problem.kind === "no_json") return words.noJson;
    return problem.kind === "broken" ? problem.reason : words.noUpdate;
  };
  return {
    link: playing,
    async follow(listener, signal) {
      listener.onLink(playing);
      try {
        await player.play((line) => listener.onLine(line), signal);
      } catch (error) {
        if (!(error instanceof ConnectionProblem)) throw error;
        listener.onNotice(words.cutShort(file, reasonOf(error.problem)), true);
      }
      listener.onLink({ ...playing, isOver: true });
    },
    ask(ask) {
      if (ask.kind !== "wish") return Promise.resolve(toldAnswer(words.isRecording, true));
      if (ask.wish.paused !== undefined) player.isPaused = ask.wish.paused;
      return Promise.resolve({ kind: "nothing" });
    },
  };
}
