/**
 * `deno task bench`: our server and a naive one, each in a process of its own, driven in turn by the load client in a
 * third. Every scenario is run three times for each, interleaved, so that noise on the machine hits both; the table
 * has medians. A line lost, repeated, out of order or damaged fails the whole run. Options: `--runs N`.
 *
 * @module
 */

import { DataFolder } from "../support/data_folder.ts";
import { ROOT } from "../support/folders.ts";
import { ServerProcess } from "../support/server_process.ts";
import { type Measured, type Scenario, SCENARIOS } from "./scenario.ts";

const HERE = new URL("./", import.meta.url);
/** One run of the load client may take this long, in milliseconds. */
const LOAD_MS = 60_000;

const deno = Deno.execPath();
const servers = {
  ours: [
    "run",
    "--allow-net",
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "main.ts",
    "--host=127.0.0.1",
    "--port=0",
    "--data=",
  ],
  naive: ["run", "--allow-net", "tests/bench/naive_server.ts"],
};
type ServerName = keyof typeof servers;

async function measure(scenario: Scenario, server: ServerName): Promise<Measured> {
  await using folder = await DataFolder.make(); // ours keeps what is said, as it does by default
  const args = servers[server].map((arg) => arg === "--data=" ? arg + folder.path : arg);
  await using process = await ServerProcess.start({ command: [deno, ...args], folder: ROOT });
  // Reading /proc takes --allow-all: Deno guards it as it guards the whole system.
  const { success, stdout } = await new Deno.Command(deno, {
    args: [
      ...["run", "--allow-all", new URL("load.ts", HERE).href],
      ...[scenario, await process.port, process.pid].map((value) => JSON.stringify(value)),
    ],
    cwd: ROOT,
    stdin: "null",
    stderr: "inherit",
    signal: AbortSignal.timeout(LOAD_MS),
  }).output();
  if (!success) throw new Error(`The load client failed: scenario ${scenario.name}, server ${server}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** What is wrong with a run, or nothing. */
function faults({ expected, delivered, disordered, damaged }: Measured): string[] {
  const counts = { lost: expected - delivered, disordered, damaged };
  return Object.entries(counts).filter(([, count]) => count !== 0).map(([fault, count]) =>
    `${count} ${fault}`
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

const COLUMNS: readonly [title: string, digits: number, of: (measured: Measured) => number | undefined][] = [
  ["lines/s", 0, (run) => run.deliveriesPerSecond],
  ["CPU µs/line", 2, (run) => run.cpuUs],
  ["p50 ms", 1, (run) => run.p50Ms],
  ["p99 ms", 1, (run) => run.p99Ms],
  ["bytes/conn", 0, (run) => run.bytesPerConnection],
  ["load cores", 2, (run) => run.loadCores],
];

/** The three rows of a scenario: ours, naive, ours divided by naive. */
function rows(scenario: Scenario, runs: Readonly<Record<ServerName, readonly Measured[]>>): string[][] {
  const medians = (server: ServerName) =>
    COLUMNS.map(([, , of]) => {
      const values = runs[server].map(of).filter((value) => value !== undefined);
      return values.length === 0 ? undefined : median(values);
    });
  const [ours, naive] = [medians("ours"), medians("naive")];
  const shown = (values: readonly (number | undefined)[]) =>
    values.map((value, column) => value?.toFixed(COLUMNS[column]![1]) ?? "");
  const ratios = ours.map((value, column) =>
    value === undefined || column === COLUMNS.length - 1 ? "" : (value / naive[column]!).toFixed(2)
  );
  return [
    [scenario.name, "ours", ...shown(ours)],
    [scenario.about, "naive", ...shown(naive)],
    ["", "ours / naive", ...ratios],
  ];
}

function table(lines: readonly string[][]): string {
  const all = [["scenario", "server", ...COLUMNS.map(([title]) => title)], ...lines];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const text = all.map((line) =>
    "| " + line.map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    )
      .join(" | ") +
    " |"
  );
  const rule = "|" +
    widths.map((width, column) => column < 2 ? "-".repeat(width + 2) : "-".repeat(width + 1) + ":")
      .join("|") +
    "|";
  return [text[0], rule, ...text.slice(1)].join("\n");
}

function runsWanted(args: readonly string[]): number {
  const [flag, value, ...rest] = args;
  if (flag === undefined) return 3;
  const runs = Number(value);
  if (flag === "--runs" && Number.isInteger(runs) && runs >= 1 && runs <= 20 && rest.length === 0) {
    return runs;
  }
  console.error(`Cannot bench with "${args.join(" ")}": it takes --runs N (1 to 20)`);
  Deno.exit(2);
}

async function bench(runs: number): Promise<number> {
  const lines: string[][] = [];
  let faulty = 0;
  for (const scenario of SCENARIOS) {
    const measured: Record<ServerName, Measured[]> = { ours: [], naive: [] };
    for (let run = 1; run <= runs; run++) {
      for (const server of ["ours", "naive"] as const) {
        const result = await measure(scenario, server);
        const wrong = faults(result);
        if (wrong.length > 0) faulty++;
        const verdict = wrong.length === 0 ? "all in order" : `FAULTY: ${wrong.join(", ")}`;
        console.error(
          `${scenario.name} ${run}/${runs} ${server}: ${result.delivered} of ${result.expected} lines, ${verdict}`,
        );
        measured[server].push(result);
      }
    }
    lines.push(...rows(scenario, measured));
  }
  console.log(
    `\nMedians of ${runs}. A line counts once for every reader; idle: a line is a welcome, and CPU is`,
  );
  console.log("per connection. Load cores near 1: the load client was the bottleneck, not the server.\n");
  console.log(table(lines));
  if (faulty > 0) console.error(`\n${faulty} runs lost, repeated, disordered or damaged lines.`);
  return faulty === 0 ? 0 : 1;
}

Deno.exit(await bench(runsWanted(Deno.args)));
