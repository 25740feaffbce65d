/**
 * Plays a model: once for one order, or again and again as a search asks for it.
 *
 * @module
 */

import { Nondeterminism } from "./all_orders.ts";
import type { Chooser, Ending, RunLimits } from "./chooser.ts";
import { Run } from "./run.ts";
import { World } from "./world.ts";

/** A model: sets up its world and lets actors act. It is run once for every order, from its beginning each time. */
export type Model = (world: World) => void | Promise<void>;

/** What a run of a model needs to know. */
export interface PlayerLimits extends RunLimits {
  /** Timers due later than this never fire, in milliseconds since the start of the run. */
  readonly horizonMs: number;
}

/** One order that was played. */
export interface Played {
  /** What happened. */
  readonly run: Run;
  /** How it ended. */
  readonly ending: Ending;
}

/** Plays one model; while it lives, rejections that nobody handles are problems of the run under way. */
export class Player implements Disposable {
  /** Pauses after which an actor lets the others go first, by their label; they are found on the way. */
  readonly spins: Set<string>;
  readonly #model: Model;
  readonly #limits: PlayerLimits;
  #run: Run | undefined;

  /** A player that has played nothing yet. */
  constructor(model: Model, limits: PlayerLimits, spins: Iterable<string> = []) {
    this.#model = model;
    this.spins = new Set(spins);
    this.#limits = limits;
    globalThis.addEventListener("unhandledrejection", this.#onStray);
    globalThis.addEventListener("error", this.#onError);
  }

  /** Plays the model in the order that is chosen, in at most so many steps if that is fewer than usual. */
  async play(chooser: Chooser, maxSteps = Infinity): Promise<Played> {
    const limits = { ...this.#limits, maxSteps: Math.min(maxSteps, this.#limits.maxSteps) };
    const run = this.#run = new Run(limits, this.spins);
    const world = new World(run, limits.horizonMs);
    try {
      return { run, ending: await run.execute(() => this.#model(world), chooser) };
    } catch (error) {
      if (!(error instanceof Nondeterminism)) throw error;
      const { expected, got } = error;
      return { run, ending: { kind: "problem", problem: { kind: "nondeterminism", expected, got } } };
    } finally {
      this.#run = undefined;
    }
  }

  [Symbol.dispose](): void {
    globalThis.removeEventListener("unhandledrejection", this.#onStray);
    globalThis.removeEventListener("error", this.#onError);
  }

  /** What a listener or a microtask throws reaches nobody else. */
  readonly #onError = (event: ErrorEvent): void => {
    if (this.#run === undefined) return;
    event.preventDefault();
    this.#run.fail({ kind: "failure", who: "a callback", error: event.error });
  };

  readonly #onStray = (event: PromiseRejectionEvent): void => {
    if (this.#run === undefined) return;
    event.preventDefault();
    this.#run.fail({ kind: "rejection", error: event.reason });
  };
}
