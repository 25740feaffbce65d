/**
 * `deno task fuzz --minutes N [--target NAME] [--seed NUMBER]`: fuzzes every target in turn, says how many inputs each
 * took, and saves what it finds as a regression. Exit code 1 where it found something, 2 where it was misused.
 *
 * @module
 */

import { hexOf } from "../support/telnet_reader.ts";
import { textOf } from "./corpus.ts";
import { REGRESSIONS, regressionText } from "./regression.ts";
import { TARGETS } from "./targets.ts";
import { watched } from "./watch.ts";
import type { Report } from "./worker.ts";

const USAGE = `deno task fuzz --minutes N [--target ${
  TARGETS.map(({ name }) => name).join("|")
}] [--seed NUMBER]`;

/** What was asked for; undefined where it cannot be understood. */
function wanted(args: readonly string[]) {
  const given: Record<string, string> = {
    "--minutes": "1",
    "--seed": String(Date.now() % 2 ** 32),
    "--target": "all",
  };
  for (let at = 0; at < args.length; at += 2) {
    if (!(args[at]! in given) || args[at + 1] === undefined) return undefined;
    given[args[at]!] = args[at + 1]!;
  }
  const [minutes, seed] = [Number(given["--minutes"]), Number(given["--seed"])];
  const targets = TARGETS.filter(({ name }) => given["--target"] === "all" || given["--target"] === name);
  return minutes > 0 && Number.isInteger(seed) && targets.length > 0 ? { minutes, seed, targets } : undefined;
}

async function main(args: readonly string[]): Promise<number> {
  const order = wanted(args);
  if (order === undefined) {
    console.error(`Cannot fuzz so: type ${USAGE}`);
    return 2;
  }
  const { minutes, seed, targets } = order;
  const ms = minutes * 60_000 / targets.length;
  console.log(`${targets.length} targets, ${Math.round(ms / 1000)} s each, seed ${seed}`);
  let findings = 0;
  for (const { name } of targets) {
    const report = await watched({ target: name, seed, ms });
    console.log(told(report, ms));
    if (report.finding === undefined) continue;
    findings++;
    console.log(await saved(report, seed));
  }
  return findings === 0 ? 0 : 1;
}

function told({ target, inputs, traits, slowestMs, heapBytes }: Report, ms: number): string {
  const perSecond = Math.round(inputs / ms * 1000);
  const slowest = `slowest ${Math.round(slowestMs)} ms`;
  return `${target.padEnd(9)} ${inputs} inputs (${perSecond}/s, ${slowest}), ${traits} traits, ${
    heapBytes >> 20
  } MB`;
}

/** Most characters shown of an input, in either form; all of it is in the file. */
const MAX_SHOWN = 1500;

/** Saves a finding, and tells it: what broke, by which input, and where that is kept now. */
async function saved({ target, finding }: Report, seed: number): Promise<string> {
  const { rule, details, input } = finding!;
  const place = new URL(`${target}-${rule.toLowerCase().replace(/\W+/g, "-").slice(0, 60)}.txt`, REGRESSIONS);
  await Deno.writeTextFile(place, regressionText(input, `${rule} (seed ${seed})`));
  return [
    `Broken: ${rule}`,
    details.slice(0, 2 * MAX_SHOWN),
    `${input.length} bytes in hex: ${hexOf(input).slice(0, MAX_SHOWN)}`,
    `as text: ${JSON.stringify(textOf(input)).slice(0, MAX_SHOWN)}`,
    `saved as ${place.pathname}`,
  ].join("\n");
}

Deno.exit(await main(Deno.args));
