/**
 * `deno task bench`: people come and talk at a fresh server, and every line that arrives is checked. It measures the
 * first talk of the server (cold) and the talk after some seconds (warm). With `--against` it does the same with another
 * server, run by run in turn, so that noise on the machine hits both. A line lost, repeated, out of order or damaged
 * fails the bench; being slow does not.
 *
 * @module
 */

import { ROOT } from "../support/folders.ts";
import { faultsOf, type Run } from "./measured.ts";
import { measure } from "./measure.ts";
import { Mistake } from "./mistake.ts";
import { NAIVE, NODES, type Options, optionsFrom, WORKERS } from "./options.ts";
import { report } from "./report.ts";
import { Revision } from "./revision.ts";
import type { Measurement } from "./rows.ts";
import type { Scenario } from "./scenarios.ts";
import { type Contestant, NAIVE_SERVER, nodes, OURS, serverOf, workers } from "./servers.ts";

/** Ctrl-C ends the run of now, so that the folders of the bench are removed all the same. */
const interrupted = new AbortController();

async function bench({ runs, scenarios, against }: Options): Promise<number> {
  const named = against === undefined ? undefined : contestantNamed(against);
  await using revision = against === undefined || named !== undefined
    ? undefined
    : await Revision.checkOut(decodeURIComponent(ROOT.pathname), against);
  const contestants = [OURS];
  if (named !== undefined) contestants.push(named);
  if (revision !== undefined) contestants.push(await serverOf(revision));
  const measurements: Measurement[] = [];
  let faulty = 0;
  for (const scenario of scenarios) {
    const measured: Run[][] = contestants.map(() => []);
    for (let run = 1; run <= runs; run++) {
      // In turn, and each first in every second pair.
      const turns = [...contestants.keys()];
      for (const at of run % 2 === 1 ? turns : turns.reverse()) {
        const result = await checked(scenario, contestants[at]!, `${run}/${runs}`);
        if (result.isFaulty) faulty++;
        measured[at]!.push(result.run);
      }
    }
    measurements.push({ scenario, runs: measured });
  }
  console.log(`\nMedians of ${runs} ${runs === 1 ? "run" : "runs"}:\n`);
  console.log(report(contestants.map(({ name }) => name), measurements));
  if (faulty > 0) console.error(`\nFAULTY: ${faulty} runs lost, repeated, disordered or damaged lines.`);
  return faulty === 0 ? 0 : 1;
}

/** What a name means that is no revision. */
function contestantNamed(name: string): Contestant | undefined {
  if (name === NAIVE) return NAIVE_SERVER;
  if (NODES[name] !== undefined) return nodes(NODES[name], name);
  return WORKERS[name] === undefined ? undefined : workers(WORKERS[name], name);
}

/** Runs once, and says whether all lines came. */
async function checked(
  scenario: Scenario,
  contestant: Contestant,
  turn: string,
): Promise<{ readonly run: Run; readonly isFaulty: boolean }> {
  const run = await measure(scenario, contestant, interrupted.signal);
  const faults = faultsOf(run), lines = run.phases.reduce((sum, { delivered }) => sum + delivered, 0);
  const verdict = faults.length === 0 ? "all in order" : `FAULTY: ${faults.join(", ")}`;
  console.error(
    `${scenario.name} (${scenario.about}) ${turn} ${contestant.name}: ${lines} lines, ${verdict}`,
  );
  return { run, isFaulty: faults.length > 0 };
}

async function main(): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => interrupted.abort());
  }
  try {
    return await bench(optionsFrom(Deno.args));
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (!(error instanceof Mistake)) throw error;
    console.error(error.message);
    return 2;
  }
}

Deno.exit(await main());
