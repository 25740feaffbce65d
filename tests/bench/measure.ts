/**
 * One run: a fresh server in a process of its own, driven by the load client in another.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import type { Run } from "./measured.ts";
import type { Scenario } from "./scenarios.ts";
import type { Contestant } from "./servers.ts";

/** The load client of one run may take this long, in milliseconds: 10,000 people take a minute or two to come. */
const RUN_MS = 600_000;

/**
 * Plays a scenario with a server.
 * @param signal ends the run
 */
export async function measure(scenario: Scenario, contestant: Contestant, signal: AbortSignal): Promise<Run> {
  await using data = await DataFolder.make();
  await using server = await contestant.start(data.path, scenario.hostile > 0);
  signal.throwIfAborted(); // Deno 2.4.2 starts a program all the same
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [ // --allow-all, since Deno guards /proc as it guards the whole system
      ...["run", "--allow-all", new URL("load/load.ts", import.meta.url).href],
      ...[scenario, server.port, server.pids].map((value) => JSON.stringify(value)),
    ],
    cwd: ROOT,
    stdin: "null",
    stderr: "inherit",
    signal: AbortSignal.any([signal, AbortSignal.timeout(RUN_MS)]),
  }).output();
  if (!success) {
    throw new Error(`The load client failed: scenario ${scenario.name}, server ${contestant.name}`);
  }
  return JSON.parse(new TextDecoder().decode(stdout));
}
