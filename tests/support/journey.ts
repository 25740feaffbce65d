/**
 * What every journey needs: a whole server, and guests for it.
 *
 * Journeys speak only lines and bytes. By default the server runs in this process, so that its counts can be looked
 * at; with `CHAT_JOURNEY_COMMAND="./chat-server serve"` the same journeys try any other build of it.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type Config, DEFAULTS, flagOf, type SettingKey } from "../../lib/config.ts";
import { startServer } from "../../lib/server.ts";
import type { Address } from "./guest.ts";
import { ServerProcess } from "./server_process.ts";

export { Guest, WELCOME } from "./guest.ts";

/** A running server. Disposing it stops it and checks that nobody and nothing is left behind. */
export interface TestServer extends Address, AsyncDisposable {
  /** Stops it, as a signal would; guests hear the goodbye. May be repeated. */
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port with the defaults, in memory only, apart from `overrides`. */
export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const settings = { data: "none", ...overrides, host: "127.0.0.1", port: 0 };
  const command = Deno.env.get("CHAT_JOURNEY_COMMAND");
  return command === undefined ? await inThisProcess(settings) : await inAnother(command, settings);
}

async function inThisProcess(settings: Partial<Config>): Promise<TestServer> {
  const server = await startServer({ ...DEFAULTS, ...settings });
  async function stop() {
    await server.stop();
    assertEquals(server.counts(), { recipients: 0, guests: 0, tasks: 0 });
  }
  return { hostname: server.hostname, port: server.port, stop, [Symbol.asyncDispose]: stop };
}

async function inAnother(command: string, settings: Partial<Config>): Promise<TestServer> {
  const flags = Object.entries(settings).map(([key, value]) => `${flagOf(key as SettingKey)}=${value}`);
  const [program = "", ...args] = command.split(" ");
  const server = await ServerProcess.start({ command: [program, ...args, ...flags], folder: Deno.cwd() });
  let ended: Promise<number> | undefined;
  const stop = async () => assertEquals(await (ended ??= server.end()), 0);
  return { hostname: "127.0.0.1", port: await server.port, stop, [Symbol.asyncDispose]: stop };
}
