/**
 * The command line of the bench.
 *
 * @module
 */

import { Mistake } from "./mistake.ts";
import { NAMES, type Scenario, scenariosOf } from "./scenarios.ts";

/** What `--against` takes in the place of a revision: the server anybody would write first. */
export const NAIVE = "naive";

/** And the program itself as so many nodes of one chat, on a NATS server of Debian. */
export const NODES: Readonly<Record<string, number>> = { "one-node": 1, "two-nodes": 2 };

/** And as one process of so many workers. */
export const WORKERS: Readonly<Record<string, number>> = { "two-workers": 2 };

/** Runs of each server: alone, and against another one. Fewer than the second tell nothing clear. */
const RUNS = 3, PAIRS = 5, MOST_RUNS = 50;

const USAGE = `it takes --runs N (1 to ${MOST_RUNS}), --scenarios NAME,NAME (${NAMES.join(", ")}) ` +
  `and --against REVISION (or ${[NAIVE, ...Object.keys({ ...NODES, ...WORKERS })].join(", ")})`;

export interface Options {
  readonly runs: number;
  readonly scenarios: readonly Scenario[];
  /** A revision of git, {@linkcode NAIVE}, or one of {@linkcode NODES} and {@linkcode WORKERS}; none: our server alone. */
  readonly against?: string;
}

/**
 * Reads the command line.
 * @throws {Mistake} where it is wrong
 */
export function optionsFrom(args: readonly string[]): Options {
  const { runs, scenarios, against, ...unknown } = flagsIn(args);
  for (const flag of Object.keys(unknown)) throw new Mistake(`Cannot bench with "--${flag}": ${USAGE}`);
  const options = {
    runs: runsFrom(runs ?? String(against === undefined ? RUNS : PAIRS)),
    scenarios: scenariosOf(scenarios === undefined ? undefined : namesFrom(scenarios)),
    ...(against !== undefined && { against }),
  };
  const wanting = options.scenarios.find(({ rooms, terminals, hostile }) =>
    rooms > 1 || terminals > 0 || hostile > 0
  );
  if (against === NAIVE && wanting !== undefined) {
    const what = wanting.rooms > 1 ? "rooms" : wanting.hostile > 0 ? "other protocols" : "line editor";
    throw new Mistake(`Cannot bench "${wanting.name}" against the naive server: it has no ${what}`);
  }
  return options;
}

/** `--runs 3` and `--runs=3` alike. */
function flagsIn(args: readonly string[]): Readonly<Record<string, string>> {
  const flags: Record<string, string> = {};
  for (let at = 0; at < args.length; at++) {
    const [, flag, given] = /^--([^=]+)(?:=(.*))?$/.exec(args[at]!) ?? [];
    const value = given ?? args[++at];
    if (flag === undefined || value === undefined || value === "" || value.startsWith("-")) {
      throw new Mistake(`Cannot bench with "${args.join(" ")}": ${USAGE}`);
    }
    flags[flag] = value;
  }
  return flags;
}

function runsFrom(value: string): number {
  const runs = Number(value);
  if (Number.isInteger(runs) && runs >= 1 && runs <= MOST_RUNS) return runs;
  throw new Mistake(`Cannot bench with "--runs ${value}": ${USAGE}`);
}

function namesFrom(value: string): readonly string[] {
  const names = value.split(",");
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown === undefined) return names;
  throw new Mistake(`Cannot bench "${unknown}": the scenarios are ${NAMES.join(", ")}`);
}
