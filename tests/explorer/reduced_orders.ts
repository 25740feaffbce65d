/**
 * The search that runs orders once that differ only in steps that do not disturb each other: dynamic partial-order
 * reduction with source sets and sleep sets (Abdulla, Aronis, Jonsson and Sagonas 2014; Godefroid 1996).
 *
 * It starts with one order and looks, behind every run, for races: pairs of steps that touch the same object, neither
 * of which had to come before the other. Only for those the other way round is tried. That is sound where actors share
 * nothing but doubles, so that what a step touches is known; a model that shares plain variables must not be searched
 * in this way. What must come before what is underestimated rather than overestimated, which costs runs and loses none.
 *
 * @module
 */

import { checkSame, labelsOf, type Search } from "./all_orders.ts";
import { type Choice, conflict, type Pending, type Step, type Touch, touchesOf } from "./operation.ts";

/** An operation that need not be tried at a point: its orders were run from a point before. */
interface Asleep {
  readonly id: string;
  readonly touches: readonly Touch[];
}

/** One point of the order under way. */
interface Point {
  readonly labels: readonly string[];
  /** The operation behind each choice; empty for whoever is resting. */
  readonly ids: readonly string[];
  readonly asleep: Asleep[];
  /** Operations to be tried, and those that were. */
  readonly todo: string[];
  readonly done: string[];
  /** The choice being tried: an operation and which of its outcomes. */
  index: number;
  /** What the step touched, and what it touched with all outcomes tried so far. */
  touches: readonly Touch[];
  allTouches: readonly Touch[];
}

/** Facts of the run under way, by step. */
interface Fact {
  readonly id: string;
  /** The step in which its operation was begun, and all steps that had to come before that. */
  readonly before: ReadonlySet<number>;
  /** All steps that had to come before it, itself included. */
  readonly cone: ReadonlySet<number>;
}

/** All orders but those that differ from one that is run only in independent steps. */
export class ReducedOrders implements Search {
  readonly hasLeftOut = false;
  readonly #path: Point[];
  #facts: Fact[] = [];

  /** A search at its beginning, or at the place of an earlier one. */
  constructor(place: unknown = []) {
    this.#path = structuredClone(place) as Point[];
  }

  choose(choices: readonly Choice[]): number | undefined {
    const point = this.#path[this.#facts.length] ?? this.#open(choices);
    if (point === undefined) return undefined;
    checkSame(point.labels, choices);
    return point.index;
  }

  happened({ touches }: Step, { pending }: Choice): void {
    const at = this.#facts.length;
    const before = this.#before(pending);
    const cone = new Set([...before, at]);
    for (const [i, fact] of this.#facts.entries()) {
      if (cone.has(i) || !conflict(this.#path[i]!.touches, touches)) continue;
      for (const step of fact.cone) cone.add(step);
    }
    const point = this.#path[at]!;
    point.touches = [...touches];
    point.allTouches = [...point.allTouches, ...touches];
    this.#findRaces(pending.id, touches, before);
    this.#facts.push({ id: pending.id, before, cone });
  }

  /** What never came to happen may have been kept from it by the order. */
  ended(waiting: readonly Pending[]): void {
    for (const pending of waiting) this.#findRaces(pending.id, touchesOf(pending), this.#before(pending));
  }

  next(): boolean {
    this.#facts = [];
    for (let point; (point = this.#path.at(-1)) !== undefined; this.#path.pop()) {
      if (this.#advance(point)) return true;
    }
    return false;
  }

  get place(): unknown {
    return structuredClone(this.#path);
  }

  /** Goes on to the operation's next outcome, or else to the next operation. */
  #advance(point: Point): boolean {
    const id = point.ids[point.index]!;
    if (point.ids[point.index + 1] === id) {
      point.index++;
      return true;
    }
    point.done.push(id);
    point.asleep.push({ id, touches: point.allTouches });
    point.allTouches = [];
    const next = point.todo.find((id) => !point.done.includes(id) && !isAsleep(point, id));
    if (next === undefined) return false;
    point.index = point.ids.indexOf(next);
    return true;
  }

  #open(choices: readonly Choice[]): Point | undefined {
    const ids = choices.map(({ pending, isResting }) => isResting ? "" : pending.id);
    const parent = this.#path.at(-1);
    const asleep = parent?.asleep.filter(({ touches }) => !conflict(touches, parent.touches)) ?? [];
    const first = ids.find((id) => id !== "" && !asleep.some((one) => one.id === id));
    if (first === undefined) return undefined; // every order from here on was run before
    const index = ids.indexOf(first);
    const labels = labelsOf(choices);
    const point = { labels, ids, asleep, todo: [first], done: [], index, touches: [], allTouches: [] };
    this.#path.push(point);
    return point;
  }

  /** The steps that had to come before an operation could be begun. */
  #before({ since }: Pending): ReadonlySet<number> {
    return this.#facts[since]?.cone ?? new Set();
  }

  /** Has the other way round tried for every earlier step that an operation races with. */
  #findRaces(id: string, touches: readonly Touch[], before: ReadonlySet<number>): void {
    for (const [i, fact] of this.#facts.entries()) {
      const point = this.#path[i]!;
      if (fact.id === id || before.has(i) || !conflict(point.touches, touches)) continue;
      const firsts = this.#firstsWithout(i, id, touches, before).filter((first) => point.ids.includes(first));
      if (firsts.some((first) => point.todo.includes(first))) continue;
      const wanted = firsts.length > 0 ? firsts.slice(0, 1) : point.ids;
      point.todo.push(...wanted.filter((id) => id !== "" && !point.todo.includes(id)));
    }
  }

  /**
   * What an order may begin with, at the point of step `i`, in which everything happens as it did, up to the operation
   * and including it, but for that step and what had to come after it.
   */
  #firstsWithout(i: number, id: string, touches: readonly Touch[], before: ReadonlySet<number>): string[] {
    const rest: number[] = [];
    for (let j = i + 1; j < this.#facts.length; j++) if (!this.#facts[j]!.cone.has(i)) rest.push(j);
    const firsts = rest.filter((j) => rest.every((k) => k >= j || !this.#facts[j]!.cone.has(k)));
    const ids = firsts.map((j) => this.#facts[j]!.id);
    const isFree = rest.every((j) => !before.has(j) && !conflict(this.#path[j]!.touches, touches));
    return isFree ? [...ids, id] : ids;
  }
}

function isAsleep(point: Point, id: string): boolean {
  return point.asleep.some((one) => one.id === id);
}
