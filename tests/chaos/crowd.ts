/**
 * People at all nodes, who talk all the time at random moments until they are told to come to an end.
 *
 * @module
 */

import { pause } from "../bench/load/patience.ts";
import type { Random } from "../support/random.ts";
import type { ChaosNode } from "./node.ts";
import type { SaidLine } from "./notes.ts";
import { Person } from "./person.ts";

/** People for each door of a node, and how long one waits on average between two lines, in milliseconds. */
const PEOPLE = 3, BETWEEN_MS = 150;

/** Longest wait until all goes well again, once nothing fails any more, in milliseconds; and between two looks. */
const WELL_MS = 60_000, LOOK_MS = 50;

/** After so long the next line is said, where not all have seen the last one, in milliseconds. */
const LAST_MS = 3000;

export class Crowd implements AsyncDisposable {
  readonly people: readonly Person[];
  readonly #random: Random;
  readonly #talk: readonly Promise<void>[];
  #isTalking = true;

  /** People who come to the nodes at once. */
  constructor(nodes: readonly ChaosNode[], random: Random) {
    this.#random = random;
    this.people = nodes.flatMap(({ name, address, doors }) =>
      Array.from({ length: PEOPLE * doors }, (_, at) => new Person(`${name}${at + 1}`, name, address))
    );
    this.#talk = this.people.map((person) => this.#talks(person));
  }

  /** Who comes to a node. */
  at({ name }: ChaosNode): readonly Person[] {
    return this.people.filter(({ node }) => node === name);
  }

  /** Resolves when all are in; rejects where somebody is not in time. */
  async areIn(): Promise<void> {
    const missing = () => this.people.filter(({ isIn }) => !isIn).map(({ name }) => name);
    await soon(() => missing().length === 0, () => `these never came in: ${missing().join(", ")}`);
  }

  /** All talk no more; resolves when all is well: each is in, says a line once more, and all others see it. */
  async comesToEnd(): Promise<void> {
    this.#isTalking = false;
    await Promise.all(this.#talk);
    await this.areIn();
    for (const person of this.people) await this.#isHeard(person);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isTalking = false;
    await Promise.all(this.people.map((person) => person.end()));
    await Promise.all(this.#talk);
  }

  /** Says lines until all others have seen one: some may be refused, or somebody may be about to come in again. */
  async #isHeard(person: Person): Promise<void> {
    let line: SaidLine | undefined;
    const others = this.people.filter((other) => other !== person);
    const missing = () => others.filter(({ seen }) => !seen.some(({ id }) => id === line?.answer));
    const isHeard = () => {
      if (line === undefined || line.answer === "refused" || performance.now() - line.at > LAST_MS) {
        line = person.say() ?? line;
      }
      return line?.answer !== undefined && missing().length === 0;
    };
    await soon(
      isHeard,
      () => `${line?.text} was never seen by ${missing().map(({ name }) => name).join(", ")}`,
    );
  }

  async #talks(person: Person): Promise<void> {
    const random = this.#random.fork(person.name);
    while (this.#isTalking) {
      await pause(-Math.log(1 - random.next()) * BETWEEN_MS);
      person.say();
    }
  }
}

/** Waits until something is so. @throws where it is not in time; the sentence says what is not so */
export async function soon(isSo: () => boolean, otherwise: () => string, ms = WELL_MS): Promise<void> {
  for (const until = performance.now() + ms; !isSo(); await pause(LOOK_MS)) {
    if (performance.now() > until) throw new Error(otherwise());
  }
}
