/**
 * What a silent connection holds at the server, in bytes: of a plain client, and of a terminal with a line editor. Both
 * have given a name, and typed nothing since.
 *
 *     deno run --allow-all --v8-flags=--expose-gc tests/bench/held_memory.ts
 *
 * The server is in this process, so that its garbage can be collected before its heap is looked at. Its resident memory
 * tells more of how they came: of all that is told to everybody meanwhile.
 *
 * @module
 */

import { CHAT_ONLY } from "../support/chat_only.ts";
import { startServer } from "../../lib/server.ts";
import { ROOT } from "../support/folders.ts";
import { pause, reaches } from "./load/patience.ts";
import type { Scenario } from "./scenarios.ts";

const PEOPLE = 1_000;
/** How long they stay when all have come, in milliseconds. */
const STAY_MS = 8_000;
/** When they are looked at, in milliseconds after the last has a seat. */
const SETTLED_MS = 3_000;
/** Collections before a look, and the time between them in milliseconds: some things are let go in turns. */
const COLLECTIONS = 5, COLLECTION_MS = 200;
/** After so many looks in which nobody comes or leaves, something is wrong: 10 seconds. */
const SILENT_LOOKS = 2_000;

const { gc } = globalThis as { gc?: () => void };
const settings = { ...CHAT_ONLY, data: "none", admin: "none", host: "127.0.0.1", port: 0 };
const server = await startServer({ ...settings, logLevel: "error" });

function scenarioOf(isAtTerminal: boolean): Scenario {
  const silence = {
    rooms: 1,
    speakers: 0,
    lines: 0,
    rate: 0,
    restMs: STAY_MS,
    begun: "",
    hostile: 0,
    hostileMs: 0,
  };
  return { name: "held", about: "silent", people: PEOPLE, terminals: isAtTerminal ? PEOPLE : 0, ...silence };
}

/** Bytes of the heap, and of the buffers outside of it. */
async function heldBytes(): Promise<number> {
  for (let i = 0; i < COLLECTIONS; i++) {
    gc?.();
    await pause(COLLECTION_MS);
  }
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}

/** What they hold together while they are there. */
async function heldBy(scenario: Scenario): Promise<number> {
  const before = await heldBytes();
  const client = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-all", new URL("load/load.ts", import.meta.url).href],
      ...[scenario, server.port, Deno.pid].map((value) => JSON.stringify(value)),
    ],
    cwd: ROOT,
    stdout: "null",
  }).spawn();
  await reaches(scenario.people, () => server.counts().guests, SILENT_LOOKS);
  await pause(SETTLED_MS);
  const held = await heldBytes() - before;
  await client.status;
  await reaches(0, () => -server.counts().readers, SILENT_LOOKS);
  return held;
}

if (gc === undefined) throw new Error("Cannot collect garbage: start it with --v8-flags=--expose-gc");
await heldBy(scenarioOf(true)); // what is loaded once, and their names, which are remembered
for (const isAtTerminal of [false, true]) {
  const held = await heldBy(scenarioOf(isAtTerminal));
  const bytes = Math.round(held / PEOPLE).toLocaleString("en");
  console.log(`${isAtTerminal ? "a terminal with a line editor" : "a plain client"}: ${bytes} bytes`);
}
await server.stop();
