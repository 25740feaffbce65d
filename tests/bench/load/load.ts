/**
 * The load client: a process of its own that lets people come and talk, and checks every line that arrives. Arguments: a
 * scenario as JSON, the server's port and the ids of its processes; it prints a {@linkcode Run} as JSON.
 *
 * @module
 */

import type { Phase, PhaseName, Run } from "../measured.ts";
import { ProcessUsage } from "../process_usage.ts";
import { linesRead, type Scenario } from "../scenarios.ts";
import { type Crowd, intact, letIn, readBytesFor } from "./coming.ts";
import { pause } from "./patience.ts";
import { type Attack, attacked } from "../hostile/attacked.ts";
import { talk } from "./talking.ts";
import { Tally } from "./tally.ts";

/** Warm is what comes after so much talk in the same process, in milliseconds: the hot functions are compiled by then. */
const WARM_UP_MS = 5_000;
/** Silence before the first and after every phase, in milliseconds: so work left over is not counted with the next. */
const REST_MS = 400;

type Arguments = [Scenario, port: number, pids: readonly number[]];
const [scenario, port, pids] = Deno.args.map((argument) => JSON.parse(argument)) as Arguments;
const server = new ProcessUsage(...pids), client = new ProcessUsage(Deno.pid);
const shared = { tally: new Tally(), speakers: scenario.speakers, readBytes: readBytesFor(scenario) };

/** Measures what happens while `play` runs. */
async function phase(name: PhaseName, expected: number, play: () => Promise<void>): Promise<Phase> {
  const tally = shared.tally = new Tally();
  const [serverBefore, clientBefore] = [server.cpuUs(), client.cpuUs()];
  await play();
  const clientCpuUs = difference(client.cpuUs(), clientBefore);
  await pause(REST_MS);
  return {
    name,
    expected,
    delivered: tally.delivered,
    disordered: tally.disordered,
    damaged: tally.damaged,
    seconds: tally.seconds,
    p50Ms: tally.quantileMs(0.5),
    p99Ms: tally.quantileMs(0.99),
    longestMs: tally.quantileMs(1),
    mistaken: 0,
    serverCpuUs: difference(server.cpuUs(), serverBefore),
    clientCpuUs,
  };
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

async function run(): Promise<Run> {
  await pause(REST_MS);
  const before = server.residentBytes("now");
  let crowd: Crowd = { guests: [], terminals: [] };
  const coming = await phase("coming", scenario.people, async () => {
    crowd = await letIn(scenario, port, shared);
  });
  await pause(scenario.restMs);
  const memory = { before, after: server.residentBytes("now"), peak: server.residentBytes("peak") };
  const talked = async (name: PhaseName) => {
    const { guests, terminals } = crowd;
    let attack: Attack | undefined;
    const measured = await phase(name, linesRead(scenario), async () => {
      const talking = talk(scenario, guests, shared.tally);
      if (scenario.hostile > 0) attack = await attacked(port, scenario);
      await talking;
    });
    if (attack !== undefined) return { ...measured, mistaken: attack.mistaken, damaged: 0 }; // others talk, too
    return { ...measured, damaged: measured.damaged + terminals.length - intact(scenario, terminals) };
  };
  const phases = [coming], start = performance.now();
  if (scenario.speakers > 0) {
    phases.push(await talked("cold"));
    while (performance.now() - start < WARM_UP_MS) phases.push(await talked("warming"));
    phases.push(await talked("warm"));
  }
  return { phases, memory };
}

console.log(JSON.stringify(await run()));
Deno.exit(0); // the sockets are not worth a goodbye
