/**
 * What a model gets to be made of: actors, and doubles of everything that can make them wait.
 *
 * @module
 */

import { Actor } from "./actor.ts";
import { BytePipe, type BytePipeOptions } from "./byte_pipe.ts";
import { Call } from "./call.ts";
import { Cell } from "./cell.ts";
import { Clock } from "./clock.ts";
import { Lock } from "./lock.ts";
import { ANYTHING, NOTHING, type Operation } from "./operation.ts";
import { Queue } from "./queue.ts";
import type { Run } from "./run.ts";
import { Signal } from "./signal.ts";

/** The world of one run. */
export class World {
  /** The time. */
  readonly clock: Clock;
  readonly #run: Run;

  /** The world of a run. */
  constructor(run: Run, horizonMs: number) {
    this.#run = run;
    this.clock = new Clock(run, horizonMs);
  }

  /** Starts somebody who acts beside all others, and whose end can be awaited. It runs up to its first step at once. */
  spawn<T>(name: string, body: () => T | Promise<T>): Actor<T> {
    return this.#run.spawn(name, body);
  }

  /** Resolves when all of them are through; not a step. */
  async join(...actors: readonly Actor<unknown>[]): Promise<void> {
    for (const actor of actors) await actor.through();
  }

  /** Lets others come in between: a step that does nothing. */
  yield(name = "yield"): Promise<void> {
    return this.#run.do({ object: NOTHING, verb: name, isLook: true, isPause: true, perform: () => {} });
  }

  /** Goes on when the condition holds, as a step: the way to wait for others without going round in circles. */
  until(name: string, condition: () => boolean): Promise<void> {
    return this.#run.do({
      object: ANYTHING,
      verb: `see that ${name}`,
      isReady: condition,
      waitsFor: () => "it is not so",
      perform: () => {},
    });
  }

  /** Takes one of the values, as a step: all of them are tried. */
  choose<T>(name: string, values: readonly [T, ...T[]]): Promise<T> {
    return this.#run.do({
      object: `choice ${name}`,
      verb: "take one",
      outcomes: () => values.map((_, i) => `${i + 1} of ${values.length}`),
      perform: (outcome) => values[outcome]!,
    });
  }

  /** A shared value. */
  cell<T>(name: string, value: T): Cell<T> {
    return new Cell(this.#run, name, value);
  }

  /** A queue; `capacity` is unlimited unless given. */
  queue<T>(name: string, capacity = Infinity): Queue<T> {
    return new Queue(this.#run, name, capacity);
  }

  /** A lock. */
  lock(name: string): Lock {
    return new Lock(this.#run, name);
  }

  /** A signal: once raised, it stays so. */
  signal(name: string): Signal {
    return new Signal(this.#run, name);
  }

  /** A call: heard by those who wait just then. */
  call(name: string): Call {
    return new Call(this.#run, name);
  }

  /** A way for bytes. */
  pipe(name: string, options: BytePipeOptions = {}): BytePipe {
    return new BytePipe(this.#run, name, options);
  }

  /** Has something checked after every step; it throws where it is wrong. */
  always(check: () => void): void {
    this.#run.always(check);
  }

  /** Has something checked when everybody is through; it throws where it is wrong. */
  atEnd(check: () => void): void {
    this.#run.atEnd(check);
  }

  /** Has something looked for at the end: what should not be there any more, in words, or undefined. */
  leftover(find: () => string | undefined): void {
    this.#run.leftover(find);
  }

  /** A step of your own making: what a double of yours is built from. */
  step<T>(operation: Operation<T>): Promise<T> {
    return this.#run.do(operation);
  }
}
