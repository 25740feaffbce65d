/**
 * People on a stage: some are there before the orders begin, others come, and all of them go.
 *
 * @module
 */

import type { Model, World } from "../explorer/mod.ts";
import { Person } from "./person.ts";
import { Stage, type StageOptions } from "./stage.ts";
import type { TerminalOptions } from "./terminal.ts";

/** One of them. */
export interface Visitor {
  /** What they are called in traces, and at first. */
  readonly name: string;
  /** What they have typed before the orders begin. */
  readonly before?: readonly string[];
  /** What they type. */
  readonly lines: readonly string[];
  /** Whether they stay until the server ends it. */
  readonly stays?: boolean;
  /** How they read. */
  readonly terminal?: TerminalOptions;
}

/** Something besides the visitors. */
export type Circumstance = (
  world: World,
  stage: Stage,
  people: ReadonlyMap<string, Person>,
) => void | Promise<void>;

/** Before the fan-out's first look for stalled readers, after a second: it comes again and again for ever. */
export const NO_SWEEP = { horizonMs: 900 } as const;

/** Somebody who is in before the orders begin. */
export function inside(name: string, lines: readonly string[], terminal: TerminalOptions = {}): Visitor {
  return { name, before: [`/nick ${name}`], lines, terminal };
}

/** Somebody who is in, reads nothing, and stays until the server ends it. */
export function stuck(name: string, lines: readonly string[]): Visitor {
  return { ...inside(name, lines, { isHeld: true }), stays: true };
}

/** Somebody who comes, and reads whatever is written to them at once. */
export function fast(name: string, lines: readonly string[]): Visitor {
  return { name, lines, terminal: { isFast: true } };
}

/** A model of visitors and circumstances. */
export function party(
  visitors: readonly Visitor[],
  options: StageOptions = {},
  ...circumstances: readonly Circumstance[]
): Model {
  return async (world) => {
    using stage = new Stage(world, options);
    const crowd = new Set<Person>();
    const people = new Map(visitors.map(({ name, terminal = {} }) => {
      return [name, new Person(world, stage, crowd, name, terminal)];
    }));
    for (const { seat: { terminal } } of crowd) terminal.isInstant = !terminal.isHeld;
    for (const { name, before = [] } of visitors) {
      for (const line of before) void people.get(name)!.types(line);
    }
    await world.step({ object: "stage", verb: "begin", perform: () => {} });
    for (const { name, terminal = {} } of visitors) {
      people.get(name)!.seat.terminal.isInstant = terminal.isFast === true;
    }
    const visits = visitors.map(({ name, lines, stays = false }) =>
      world.spawn(name, () => people.get(name)!.visit(lines, stays))
    );
    const others = circumstances.map((happens) =>
      world.spawn(happens.name, () => happens(world, stage, people))
    );
    await world.join(...visits, ...others);
  };
}
