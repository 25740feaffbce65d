/**
 * The `console` command: puts flags, config file and environment together, opens the files that are named, and shows a
 * server from the inside, on this terminal or as one snapshot.
 *
 * @module
 */

import { systemClock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import { AdminClient } from "../console/source/admin_client.ts";
import { configText, fileValues } from "../console/settings/config_file.ts";
import { endpointOf } from "../console/settings/endpoint.ts";
import { ConnectionProblem } from "../console/words/problem.ts";
import { snapshotIn, snapshotJson, snapshotText } from "../console/view/snapshot.ts";
import { type ConsoleOptions, consoleOptions } from "../console/settings/options.ts";
import { problemText } from "../console/words/words.ts";
import { environmentDefaults } from "../console/settings/environment_defaults.ts";
import { fileIn } from "./environment.ts";
import type { Flags } from "../runtime/setting.ts";
import type { Request } from "./command.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { shown } from "../text/shown.ts";
import { useNoProxy } from "./no_proxy.ts";
import { print } from "./standard_output.ts";
import { readConfigFile } from "./config_file.ts";

/**
 * Runs the command.
 * @param config the server's settings: where the admin door is, and its token
 * @param version the console's own
 * @returns the exit code
 * @throws {StartRefused} where it cannot be done
 */
export async function runConsole(
  { flags, words }: Request,
  config: Config,
  version: string,
): Promise<number> {
  const [address] = words;
  if (address === "gen-config") {
    await print([configText()]);
    return 0;
  }
  demandSense(flags, address);
  const options = await optionsOf(flags, address);
  useNoProxy();
  if ("once" in flags) {
    await printSnapshot("json" in flags, options, config);
    return 0;
  }
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal()) {
    throw new StartRefused(
      "Cannot show the console: it needs a terminal; use --once to print one snapshot",
    );
  }
  if (Deno.env.get("TERM") === "dumb") {
    throw new StartRefused(
      "Cannot show the console: this terminal can only print lines (TERM is dumb); use --once to print one snapshot",
    );
  }
  const { showConsole } = await import("./console_show.ts");
  return await showConsole(flags, options, () => clientOf(options, config), version);
}

/** Refuses flags that have nothing to say to each other. */
function demandSense(flags: Flags, address: string | undefined): void {
  const has = (flag: string) => flag in flags;
  const nonsense: readonly (readonly [boolean, string])[] = [
    [has("play") && address !== undefined, "--play with an address: give only one of them"],
    [has("play") && has("record"), "--play with --record: what it plays is recorded already"],
    [has("play") && has("once"), "--play with --once: a snapshot needs a running server"],
    [has("record") && has("once"), "--record with --once: one snapshot is not a recording"],
    [has("speed") && !has("play"), "--speed without --play"],
    [has("json") && !has("once"), "--json without --once"],
  ];
  const [, sentence] = nonsense.find(([isGiven]) => isGiven) ?? [];
  if (sentence !== undefined) throw new StartRefused(`Cannot use ${sentence}`);
}

async function optionsOf(flags: Flags, address: string | undefined): Promise<ConsoleOptions> {
  const environment = (name: string) => Deno.env.get(name);
  const path = flags["config"] ?? fileIn("CHAT_CONSOLE_CONFIG", environment);
  const file = path === undefined ? undefined : fileValues(await readConfigFile(path), path);
  return consoleOptions({ flags, address }, environmentDefaults(environment), file);
}

function clientOf({ address }: ConsoleOptions, { admin, adminToken }: Config): AdminClient {
  const meant = address ?? admin;
  const endpoint = endpointOf(meant);
  if (endpoint === undefined) {
    throw new StartRefused(
      meant === "none"
        ? "Cannot look into the server: its settings give it no admin door (admin is none); name an address"
        : `Cannot use ${shown(meant)} as an address: it takes HOST:PORT, :PORT or unix:PATH`,
    );
  }
  return new AdminClient(endpoint, adminToken, systemClock);
}

async function printSnapshot(isJson: boolean, options: ConsoleOptions, config: Config): Promise<void> {
  using client = clientOf(options, config);
  try {
    const snapshot = snapshotIn(await client.askJson("/snapshot", new AbortController().signal));
    await print([
      isJson ? snapshotJson(snapshot, options.settings) : snapshotText(snapshot, options.settings),
    ]);
  } catch (error) {
    if (!(error instanceof ConnectionProblem)) throw error;
    throw new StartRefused(
      `Cannot look into the server at ${client.address}: ${problemText(error.problem)}`,
      {
        cause: error,
      },
    );
  }
}
