/**
 * The composition root: builds everything by constructor, and takes it down in the right order. There is no chat in
 * this file, only wiring.
 *
 * @module
 */

import { Archive } from "./archive.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openTcpDoor, type TcpListener } from "./doors/tcp_door.ts";
import { Crowd } from "./guard/crowd.ts";
import { trustedNetworks } from "./guard/trusted_networks.ts";
import { Herald } from "./herald.ts";
import { Hub } from "./hub.ts";
import { type Log, silentLog } from "./log.ts";
import { addressText } from "./model/address.ts";
import { NameBook } from "./name_book.ts";
import type { Recipient } from "./recipient.ts";
import { Registry } from "./registry.ts";
import { Rooms } from "./rooms.ts";
import { storeOpener, type StoreWanted } from "./store/open_store.ts";
import type { Store } from "./store/store.ts";
import { TaskGroup } from "./task_group.ts";
import { Turns } from "./turns.ts";
import { Upkeep } from "./upkeep.ts";

/** What a server has of the world around it; a simulated one (`tests/simulation/`) runs the very same server. */
export interface World {
  /** Told what happens. */
  readonly log: Log;
  /** Where all of it reads the time. */
  readonly clock: Clock;
  /** Listens on a port; throws where it is not to be had. */
  readonly listen: (address: { readonly hostname: string; readonly port: number }) => TcpListener;
  /** What opens the store, as often as it takes. */
  readonly storeOpener: (wanted: StoreWanted) => Promise<() => Store>;
}

/** The world as it is, with nobody reading the log. */
const REALITY: World = { log: silentLog, clock: systemClock, listen: Deno.listen, storeOpener };

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
 * @param world what is not as it really is: a log to write, a clock to turn by hand
 * @throws what `Deno.listen` throws where the port is not to be had
 * @throws {RangeError} where `trustedNetworks` names no network
 * @throws {StoreTooNew} where the data folder was written by a newer version
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
export async function startServer(config: Config, world: Partial<World> = {}): Promise<Server> {
  const { log, clock, listen, storeOpener } = { ...REALITY, ...world };
  const isTrusted = await trustedNetworks(config.trustedNetworks);
  using teardown = new DisposableStack(); // of what is open already, where the rest cannot be opened
  const listener = teardown.adopt(
    listen({ hostname: config.host, port: config.port }),
    (it) => it.close(),
  );
  const tasks = new TaskGroup((task, error) => log("error", "Bug in {task}: {error}", { task, error }));
  const { data, memoryLines } = config;
  const onDamaged = (path: string) =>
    log("warning", "The store was damaged: put aside as {path}, a new one is begun", { path });
  const archive = teardown.use(
    new Archive({
      open: await storeOpener({ data, memoryLines, onDamaged }),
      clock,
      log,
      onSaved: () => upkeep.wake(),
      onOpened: () => rooms.load(),
    }),
  );
  const names = new NameBook<Recipient>();
  const registry = new Registry(clock, {
    outbox: { count: config.outboxLines, cost: config.outboxBytes },
    flushMs: config.flushMs,
    stalledMs: config.stalledMs,
  }, { keep: () => archive.commit(), mentionsOf: (text) => names.mentionedIn(text) });
  const herald = new Herald({ registry, archive, clock });
  const { maxRooms, maxRoomsPerGuest, keepDays, keepMegabytes, logChat } = config;
  const rooms = new Rooms({ registry, herald, archive, maxRooms, maxRoomsPerGuest });
  const hub = new Hub({ registry, herald, rooms, archive, names, clock, log, logChat });
  const upkeep = new Upkeep({ archive, clock, keepDays, keepMegabytes, onTrimmed: () => rooms.tidy() });
  upkeep.start();
  const crowd = new Crowd(config);
  const turns = new Turns(clock);
  const door = openTcpDoor(listener, { config, clock, log, hub, registry, crowd, turns, isTrusted, tasks });
  teardown.move(); // from here on stop() does it
  log("info", "Listening on {address}", { address: addressText(door.hostname, door.port) });

  async function takeDown(): Promise<void> {
    log("info", "Stopping; people here: {guests}", { guests: hub.size });
    door.close();
    registry.endAll({ kind: "stopping" });
    await tasks.settled();
    upkeep[Symbol.dispose]();
    registry[Symbol.dispose]();
    archive[Symbol.dispose]();
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
