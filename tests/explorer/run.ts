/**
 * One run of a model under one order: whenever everything has come to rest, it asks which of the operations that were
 * begun happens next, lets it happen, and waits until every promise has gone on as far as it can.
 *
 * That rest is the whole trick. Between two events from outside, what JavaScript does is fixed; only the order of those
 * events is not. So a run is its list of choices, and trying all lists is trying everything that can happen.
 *
 * @module
 */

import { type Acting, acting, Actor } from "./actor.ts";
import {
  type Choice,
  type Operation,
  type Pending,
  shown,
  type Step,
  type Touch,
  touchesOf,
} from "./operation.ts";
import { counted } from "./counted.ts";
import type { Chooser, Ending, RunLimits } from "./chooser.ts";
import type { Problem } from "./problem.ts";
import { type Past, spinOf } from "./spin.ts";
import { leftSentence, waitingSentences } from "./waiting.ts";

/** How often somebody may go round before the others have to go first: enough to see the same thing twice. */
const MAX_ROUNDS = 2;

/** An operation with those who wait for it. */
interface Begun extends Pending {
  readonly begunBy: Acting | undefined;
  /** That it happens, where it can go in one way only. */
  readonly choice: Choice;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One run. */
export class Run {
  /** What has happened so far. */
  readonly steps: Step[] = [];
  /** What was not tried although it could happen, in words. */
  readonly leftOut = new Set<string>();
  /** Which choices were taken. */
  readonly taken: number[] = [];
  readonly #limits: RunLimits;
  readonly #spins: ReadonlySet<string>;
  readonly #actors: Actor<unknown>[] = [];
  readonly #checks: (() => void)[] = [];
  readonly #endChecks: (() => void)[] = [];
  readonly #leftovers: (() => string | undefined)[] = [];
  readonly #rounds = new Map<string, number>(); // how often actors went round since somebody else did anything
  readonly #past: [choice: Choice, choices: readonly Choice[]][] = [];
  #pending: Begun[] = [];
  #begunByNobody = 0;
  #touches: Touch[] = [];
  #last: string | undefined;
  #problem: Problem | undefined;
  #limit: string | undefined;

  /**
   * A run that has not begun.
   * @param spins labels of pauses after which an actor lets all others go first
   */
  constructor(limits: RunLimits, spins: ReadonlySet<string> = new Set()) {
    this.#limits = limits;
    this.#spins = spins;
  }

  /** Runs to the end. */
  async execute(model: () => void | Promise<void>, chooser: Chooser): Promise<Ending> {
    this.spawn("model", model);
    await rest();
    const ending = await this.#play(chooser);
    chooser.ended(this.#pending);
    return ending;
  }

  /** Begins an operation for whoever is acting; resolves when it has happened. */
  do<T>(operation: Operation<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.begin(operation, resolve as (value: unknown) => void, reject);
    });
  }

  /** Begins an operation that can be called off by {@linkcode Run.callOff}. */
  begin(
    operation: Operation<unknown>,
    resolve: (value: unknown) => void = () => {},
    reject: (error: unknown) => void = (error) =>
      this.fail({ kind: "failure", who: operation.object, error }),
  ): Pending {
    const begunBy = acting.getStore();
    const actor = begunBy?.name ?? "world";
    const id = `${actor}#${begunBy === undefined ? this.#begunByNobody++ : begunBy.begun++}`;
    const { object, verb } = operation;
    const label = `${actor} | ${object.trim() === "" ? verb : `${object}: ${verb}`}`;
    const pending = { id, actor, operation, since: this.steps.length - 1 };
    const choice = { pending, outcome: 0, isResting: false, label };
    const begun: Begun = Object.assign(pending, { begunBy, resolve, reject, choice });
    this.#pending.push(begun);
    this.touch(`actor ${actor}`, true);
    return begun;
  }

  /** Calls an operation off. */
  callOff(pending: Pending): void {
    this.#pending = this.#pending.filter((one) => one !== pending);
    this.touch(pending.operation.object, true);
  }

  /** Starts an actor at once. Names are made different from each other. */
  spawn<T>(wanted: string, body: () => T | Promise<T>): Actor<T> {
    const taken = new Set(this.#actors.map(({ name }) => name));
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted} ${i}`;
    const actor = new Actor<T>(name);
    if (this.#actors.length >= this.#limits.maxActors) {
      this.#limit ??= counted(this.#limits.maxActors, "actor");
      return actor; // never begun: the run is over
    }
    this.#actors.push(actor);
    actor.start(body, (joiners, failure) => {
      for (const joiner of joiners) this.touch(`actor ${joiner}`, true);
      this.touch("clock", false); // when all are through, no timer fires any more
      if (failure !== undefined) this.fail({ kind: "failure", who: actor.name, error: failure.error });
    });
    return actor;
  }

  /** Notes that the step under way looks at an object or changes it. */
  touch(object: string, isChange: boolean): void {
    this.#touches.push({ object, isChange });
  }

  /** Ends the run with a problem; the first one counts. */
  fail(problem: Problem): void {
    this.#problem ??= problem;
  }

  /** Has something checked after every step; it throws where it is wrong. */
  always(check: () => void): void {
    this.#checks.push(check);
  }

  /** Has something checked when everybody is done. */
  atEnd(check: () => void): void {
    this.#endChecks.push(check);
  }

  /** Has something looked for at the end that should not be there any more, in words. */
  leftover(find: () => string | undefined): void {
    this.#leftovers.push(find);
  }

  async #play(chooser: Chooser): Promise<Ending> {
    this.#check(this.#checks, "always");
    for (;;) {
      if (this.#problem !== undefined) return { kind: "problem", problem: this.#problem };
      if (this.#limit !== undefined) return { kind: "limit", limit: this.#limit };
      const choices = this.#choices();
      if (choices === undefined) continue; // with a problem
      if (choices.length === 0) return this.#end();
      if (this.steps.length >= this.#limits.maxSteps) return this.#cap();
      const index = chooser.choose(choices, this.#last);
      if (index === undefined) return { kind: "given up" };
      const choice = choices[index];
      if (choice === undefined) return gone(index, choices);
      this.taken.push(index);
      this.#past.push([choice, choices]);
      chooser.happened(await this.#happen(choice), choice);
    }
  }

  /** Everything that could happen now; undefined where finding out failed. */
  #choices(): Choice[] | undefined {
    try {
      return this.#findChoices();
    } catch (error) {
      this.fail({ kind: "failure", who: "a condition", error });
      return undefined;
    }
  }

  /** Everything that could happen now, what the last one to act has begun first. */
  #findChoices(): Choice[] {
    const isOver = this.#actors.every(({ isDone }) => isDone);
    const ready = this.#pending.filter(({ operation }) =>
      operation.isReady?.() !== false && !(isOver && operation.isTimer)
    );
    if (ready.every(({ actor }) => this.#isResting(actor))) this.#rounds.clear();
    const mine = ready.filter(({ actor }) => actor === this.#last);
    const others = ready.filter(({ actor }) => actor !== this.#last);
    return [...mine, ...others].flatMap((begun) => {
      const isResting = this.#isResting(begun.actor);
      const words = begun.operation.outcomes?.();
      if (words === undefined) return isResting ? { ...begun.choice, isResting } : begun.choice;
      return words.map((word, outcome) => {
        const label = word === "" ? begun.choice.label : `${begun.choice.label} (${word})`;
        return { pending: begun, outcome, isResting, label };
      });
    });
  }

  async #happen({ pending, outcome, label }: Choice): Promise<Step> {
    const begun = pending as Begun;
    const { operation, actor } = begun;
    this.#pending = this.#pending.filter((one) => one !== begun);
    this.#touches = touchesOf(begun);
    this.#last = actor;
    this.#countRound(actor, label);
    let text = label.slice(actor.length + 3);
    try {
      const value = begun.begunBy === undefined
        ? operation.perform(outcome)
        : acting.run(begun.begunBy, () => operation.perform(outcome));
      if (value !== undefined) text += ` → ${shown(value)}`;
      begun.resolve(value);
    } catch (error) {
      text += ` → ${shown(error)}`;
      begun.reject(error);
    }
    if (begun.begunBy !== undefined) begun.begunBy.lastStep = text;
    const step: Step = { actor, text, touches: this.#touches };
    this.steps.push(step);
    await rest();
    this.#check(this.#checks, "always");
    return step;
  }

  /** Somebody who goes round has to rest until somebody else does something, which they wait for. */
  #countRound(actor: string, label: string): void {
    if (this.#spins.has(label)) return void this.#rounds.set(actor, (this.#rounds.get(actor) ?? 0) + 1);
    for (const other of this.#rounds.keys()) if (other !== actor) this.#rounds.delete(other);
  }

  #isResting(actor: string): boolean {
    return (this.#rounds.get(actor) ?? 0) >= MAX_ROUNDS;
  }

  #end(): Ending {
    if (this.#actors.some(({ isDone }) => !isDone)) {
      const waiting = waitingSentences(this.#actors, this.#pending);
      return { kind: "problem", problem: { kind: "deadlock", waiting } };
    }
    const left = this.#pending.map(leftSentence);
    const findLeft = () =>
      left.unshift(...this.#leftovers.map((find) => find()).filter((one) => one !== undefined));
    this.#check([...this.#endChecks, findLeft], "at the end");
    if (this.#problem !== undefined) return { kind: "problem", problem: this.#problem };
    return left.length === 0 ? { kind: "done" } : { kind: "problem", problem: { kind: "leak", left } };
  }

  #cap(): Ending {
    const spin = spinOf(this.#past.map(pastOf));
    if (!spin.isUnfair) return { kind: "problem", problem: { kind: "livelock", loop: spin.loop } };
    return spin.isLoop
      ? { kind: "spin", spin }
      : { kind: "limit", limit: counted(this.#limits.maxSteps, "step") };
  }

  #check(checks: readonly (() => unknown)[], who: string): void {
    try {
      for (const check of checks) {
        const result = check();
        if (!(result instanceof Promise)) continue;
        result.catch(() => {});
        throw new TypeError("a check must not be asynchronous: nobody waits for it");
      }
    } catch (error) {
      this.fail({ kind: "failure", who, error });
    }
  }
}

function pastOf([{ pending: { actor, operation }, label }, choices]: [Choice, readonly Choice[]]): Past {
  const enabled = choices.map(({ pending }) => pending.actor);
  return { label, actor, isPause: operation.isPause === true, enabled };
}

/** Resolves when every promise has gone on as far as it can: one turn of the event loop. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The end of an order that leads to a choice which is not there any more. */
function gone(index: number, choices: readonly Choice[]): Ending {
  const got = choices.map(({ label }) => label).join(", ");
  return { kind: "problem", problem: { kind: "nondeterminism", expected: `choice ${index}`, got } };
}
