/**
 * Telling others that something is so, for good: a signal stays raised, so nobody misses it.
 *
 * @module
 */

import type { Run } from "./run.ts";

/** A signal of a model: not raised at first. */
export class Signal {
  readonly #run: Run;
  readonly #object: string;
  readonly #controller = new AbortController();
  readonly #listeners = new Set<unknown>();
  #isRaised = false;

  /** A signal that is not raised. */
  constructor(run: Run, name: string) {
    this.#run = run;
    this.#object = `signal ${name}`;
    run.leftover(() => {
      const { size } = this.#listeners;
      return size === 0 || this.#controller.signal.aborted
        ? undefined
        : `${this.#object} has listeners: ${size}`;
    });
    this.#countListeners(this.#controller.signal);
  }

  /** Raises it, as a step; the second time changes nothing. */
  raise(reason?: unknown): Promise<void> {
    return this.#run.do({ object: this.#object, verb: "raise", perform: () => this.raiseNow(reason) });
  }

  /** Raises it within the step under way. */
  raiseNow(reason?: unknown): void {
    this.#run.touch(this.#object, true);
    this.#isRaised = true;
    this.#controller.abort(reason);
  }

  /** Lets it down again within the step under way; the {@linkcode abortSignal} stays aborted. */
  lowerNow(): void {
    this.#run.touch(this.#object, true);
    this.#isRaised = false;
  }

  /** Waits until it is raised, as a step. */
  wait(): Promise<void> {
    return this.#run.do({
      object: this.#object,
      verb: "wait",
      isLook: true,
      isReady: () => this.#isRaised,
      waitsFor: () => "nobody has raised it",
      perform: () => {},
    });
  }

  /** Whether it is raised; no step. */
  get isRaised(): boolean {
    this.#run.touch(this.#object, false);
    return this.#isRaised;
  }

  /** The same as an `AbortSignal`, for code that takes one. Listeners left on it at the end are a leak. */
  get abortSignal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts who listens, since an `AbortSignal` does not tell. Where it was raised nobody is left waiting. */
  #countListeners(signal: AbortSignal): void {
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      this.#listeners.add(args[1]);
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      this.#listeners.delete(args[1]);
      removeEventListener.apply(signal, args);
    };
  }
}
