/**
 * What every journey needs: a whole server, and guests for it.
 *
 * Journeys speak only lines and bytes. By default the server runs in this process, so that its counts can be looked
 * at; with `CHAT_JOURNEY_COMMAND="./chat-server serve"` the same journeys try any other build of it.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type Config, DEFAULTS, flagOf, type SettingKey } from "../../lib/runtime/config.ts";
import { CHAT_ONLY } from "./chat_only.ts";
import { startServer } from "../../lib/server.ts";
import type { Address } from "./guest.ts";
import { ServerProcess } from "./server_process.ts";

export { Guest, WELCOME } from "./guest.ts";

/** The other build, where one is named. */
const COMMAND = Deno.env.get("CHAT_JOURNEY_COMMAND")?.split(" ") as [string, ...string[]] | undefined;

/** What starts the server in a process of its own: the other build where one is named, else the source. */
export function serverCommand(): readonly [string, ...string[]] {
  const permissions = ["net", "env", "read", "write"].map((name) => `--allow-${name}`);
  return COMMAND ?? [Deno.execPath(), "run", "--quiet", "--no-check", ...permissions, "main.ts"];
}

/** A running server. Disposing it stops it and checks that nobody and nothing is left behind. */
export interface TestServer extends Address, AsyncDisposable {
  /** Stops it, as a signal would; guests hear the goodbye. May be repeated. */
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port with the defaults, in memory only, apart from `overrides`. */
export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const { greetAfterMs, tls, ssh, web } = CHAT_ONLY;
  const usual = { data: "none", admin: "none", greetAfterMs, tls, ssh, web };
  const settings = { ...usual, ...overrides, host: "127.0.0.1", port: 0 };
  return COMMAND === undefined ? await inThisProcess(settings) : await inAnother(COMMAND, settings);
}

async function inThisProcess(settings: Partial<Config>): Promise<TestServer> {
  const server = await startServer({ ...DEFAULTS, ...settings });
  async function stop() {
    await server.stop();
    assertEquals(server.counts(), { readers: 0, guests: 0, tasks: 0 });
  }
  return { hostname: server.hostname, port: server.port, stop, [Symbol.asyncDispose]: stop };
}

async function inAnother(
  command: readonly [string, ...string[]],
  settings: Partial<Config>,
): Promise<TestServer> {
  const flags = Object.entries(settings).map(([key, value]) => `${flagOf(key as SettingKey)}=${value}`);
  const server = await ServerProcess.start({ command: [...command, ...flags], folder: Deno.cwd() });
  let ended: Promise<number> | undefined;
  const stop = async () => assertEquals(await (ended ??= server.end()), 0);
  return { hostname: "127.0.0.1", port: await server.port, stop, [Symbol.asyncDispose]: stop };
}
