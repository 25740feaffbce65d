/**
 * Telling those who wait just then. Who begins to wait a moment later has missed it: this is where wake-ups get lost.
 *
 * @module
 */

import type { Run } from "./run.ts";

/** A call of a model. */
export class Call {
  readonly #run: Run;
  readonly #object: string;
  #waiting: { isCalled: boolean }[] = [];

  /** A call nobody waits for yet. */
  constructor(run: Run, name: string) {
    this.#run = run;
    this.#object = `call ${name}`;
  }

  /** Waits for the next call from now on; going on is a step. */
  wait(): Promise<void> {
    const waiter = { isCalled: false };
    this.#run.touch(this.#object, true);
    this.#waiting.push(waiter);
    return this.#run.do({
      object: this.#object,
      verb: "wait",
      isReady: () => waiter.isCalled,
      waitsFor: () => "nobody calls",
      perform: () => {},
    });
  }

  /** Calls the one who has waited longest, as a step. Nobody hears it if nobody waits. */
  callOne(): Promise<void> {
    return this.#call("call one", 1);
  }

  /** Calls all who wait, as a step. */
  callAll(): Promise<void> {
    return this.#call("call all", Infinity);
  }

  #call(verb: string, count: number): Promise<void> {
    return this.#run.do({
      object: this.#object,
      verb,
      perform: () => {
        for (const waiter of this.#waiting.splice(0, count)) waiter.isCalled = true;
      },
    });
  }
}
