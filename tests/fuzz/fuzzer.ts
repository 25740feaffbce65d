/**
 * Fuzzes one target: takes an input from the pool, mutates it, tries it. An input that brings out something new joins
 * the pool, so that the next ones go further from there. That is a poor man's coverage: it sees what the program did,
 * not which lines did it, and needs no instrumented build.
 *
 * @module
 */

import { mutated } from "./mutate.ts";
import { Random } from "../support/random.ts";
import type { Target } from "./target.ts";
import { type Failure, type Trial, tried } from "./trial.ts";

/** Most inputs kept beyond the seeds; then a new one takes the place of another. */
const MAX_POOL = 2000;

/** An input for which a promise was broken. */
export interface Finding extends Failure {
  readonly input: Uint8Array;
}

/** The fuzzing of one target from a seed; the same seed tries the same inputs. */
export class Fuzzer {
  readonly target: Target;
  readonly #random: Random;
  readonly #seeds: readonly Uint8Array[];
  readonly #pool: Uint8Array[];
  readonly #traits = new Set<string>();
  #inputs = 0;

  private constructor(target: Target, seeds: readonly Uint8Array[], seed: number) {
    this.target = target;
    this.#seeds = seeds;
    this.#pool = [...seeds];
    this.#random = new Random(seed);
  }

  /** Begins. */
  static async begin(target: Target, seed: number): Promise<Fuzzer> {
    return new Fuzzer(target, await target.seeds(), seed);
  }

  /** How many inputs were tried. */
  get inputs(): number {
    return this.#inputs;
  }

  /** How many different things they brought out. */
  get traits(): number {
    return this.#traits.size;
  }

  /** The input to be tried next: the seeds as they are, then mutations. */
  next(): Uint8Array {
    const at = this.#inputs++;
    const { morsels } = this.target;
    if (at < this.#seeds.length) return this.#seeds[at]!;
    return mutated(this.#random.pick(this.#pool), { random: this.#random, others: this.#pool, morsels });
  }

  /** Tries an input, and keeps it where it brought out something new. */
  async try(input: Uint8Array): Promise<Finding | undefined> {
    const trial = await tried(this.target, input);
    if (trial.kind === "failed") return { ...trial, input };
    if (this.#isNew(trial)) this.#keep(input);
    return undefined;
  }

  /** Tries so many inputs, or until the first finding. */
  async run(inputs: number): Promise<Finding | undefined> {
    for (let left = inputs; left > 0; left--) {
      const finding = await this.try(this.next());
      if (finding !== undefined) return finding;
    }
    return undefined;
  }

  #isNew({ traits }: Extract<Trial, { kind: "passed" }>): boolean {
    const before = this.#traits.size;
    for (const trait of traits) this.#traits.add(trait);
    return this.#traits.size > before;
  }

  #keep(input: Uint8Array): void {
    if (this.#pool.length < this.#seeds.length + MAX_POOL) this.#pool.push(input);
    else this.#pool[this.#random.below(this.#pool.length)] = input;
  }
}
