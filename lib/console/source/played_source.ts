/**
 * A recording as a source. It can be paused; nobody can be kicked in it.
 *
 * @module
 */

import { Hitched } from "../words/problem.ts";
import type { Player } from "./recording.ts";
import type { Link } from "../words/screen_types.ts";
import type { Sentences } from "../words/sentences.ts";
import type { Answer, Source, SourceAsk } from "./source.ts";
import type { Listener } from "./stream.ts";

/** A recording that is played. */
export class PlayedSource implements Source {
  readonly link: Link;
  readonly #file: string;
  readonly #player: Player;
  readonly #sentences: Sentences;

  /**
   * A source; it plays from {@linkcode follow} on.
   * @param file as people read it
   */
  constructor(file: string, player: Player, sentences: Sentences) {
    this.link = { kind: "playing", file, isOver: false };
    this.#file = file;
    this.#player = player;
    this.#sentences = sentences;
  }

  /** Plays to the end; the last picture stays. */
  async follow(listener: Listener, signal: AbortSignal): Promise<void> {
    listener.linked(this.link);
    try {
      await this.#player.play((line) => listener.heard(line), signal);
    } catch (error) {
      if (!(error instanceof Hitched)) throw error;
      listener.told(this.#sentences.cutShort(this.#file, error.hitch), true);
    }
    listener.linked({ kind: "playing", file: this.#file, isOver: true });
  }

  /** Pauses or goes on; everything else is declined. */
  ask(ask: SourceAsk): Promise<Answer> {
    if (ask.kind !== "wish") {
      return Promise.resolve({ kind: "told", sentence: this.#sentences.isRecording, isBad: true });
    }
    if (ask.wish.paused !== undefined) this.#player.isPaused = ask.wish.paused;
    return Promise.resolve({ kind: "nothing" });
  }
}
