/**
 * The composition root: builds everything by constructor, and takes it down in the right order. There is no chat in
 * this file, only wiring.
 *
 * @module
 */

import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openTcpDoor } from "./doors/tcp_door.ts";
import { Crowd } from "./guard/crowd.ts";
import { trustedNetworks } from "./guard/trusted_networks.ts";
import { Hub } from "./hub.ts";
import { type Log, silentLog } from "./log.ts";
import { addressText } from "./model/address.ts";
import { Registry } from "./registry.ts";
import { TaskGroup } from "./task_group.ts";
import { Turns } from "./turns.ts";

/** A running server. */
export interface Server {
  /** The address it listens on. */
  readonly hostname: string;
  /** The port it listens on. */
  readonly port: number;
  /** How many connections, people and tasks there are: all zero after a stop. */
  counts(): { readonly recipients: number; readonly guests: number; readonly tasks: number };
  /**
   * Stops accepting, says goodbye to everybody, flushes up to `farewellMs`, closes everything. May be repeated;
   * resolves when all of it is done.
   */
  stop(): Promise<void>;
}

/**
 * Starts a server.
 * @throws what `Deno.listen` throws where the port is not to be had
 * @throws {RangeError} where `trustedNetworks` names no network
 *
 * @example
 * ```ts no-run
 * import { startServer } from "./server.ts";
 * import { DEFAULTS } from "./config.ts";
 *
 * const server = await startServer({ ...DEFAULTS, host: "127.0.0.1", port: 0 });
 * console.log(`telnet ${server.hostname} ${server.port}`);
 * await server.stop();
 * ```
 */
export async function startServer(
  config: Config,
  log: Log = silentLog,
  clock: Clock = systemClock,
): Promise<Server> {
  const isTrusted = await trustedNetworks(config.trustedNetworks);
  const listener = Deno.listen({ hostname: config.host, port: config.port });
  const tasks = new TaskGroup((task, error) => log("error", "Bug in {task}: {error}", { task, error }));
  const registry = new Registry(clock, {
    outbox: { count: config.outboxLines, cost: config.outboxBytes },
    flushMs: config.flushMs,
    stalledMs: config.stalledMs,
  });
  const hub = new Hub({ registry, clock, log, logChat: config.logChat });
  const crowd = new Crowd(config);
  const turns = new Turns(clock);
  const door = openTcpDoor(listener, { config, clock, log, hub, registry, crowd, turns, isTrusted, tasks });
  log("info", "Listening on {address}", { address: addressText(door.hostname, door.port) });

  async function takeDown(): Promise<void> {
    log("info", "Stopping; people here: {guests}", { guests: hub.size });
    door.close();
    registry.endAll({ kind: "stopping" });
    await tasks.settled();
    registry[Symbol.dispose]();
    log("info", "Stopped");
  }
  let stopped: Promise<void> | undefined;
  return {
    hostname: door.hostname,
    port: door.port,
    counts: () => ({ recipients: registry.size, guests: hub.size, tasks: tasks.size }),
    stop: () => stopped ??= takeDown(),
  };
}
