/**
 * The composition root: builds everything by constructor, and takes it down in the right order. There is no chat in
 * this file, only wiring.
 *
 * @module
 */

import { Archive } from "./history/archive.ts";
import type { Config } from "./runtime/config.ts";
import { SpareDescriptors } from "./doors/spare_descriptors.ts";
import { TcpDoor } from "./doors/tcp_door.ts";
import { Background } from "./runtime/background.ts";
import { Crowd } from "./guard/crowd.ts";
import { trustedNetworks } from "./guard/trusted_networks.ts";
import { Chat } from "./chat/chat.ts";
import { isSilent } from "./chat/deed.ts";
import { MemoryBus } from "./cluster/memory_bus.ts";
import { Inspector } from "./inspect/inspector.ts";
import { type Changes, LiveConfig } from "./runtime/live_config.ts";
import { LoopLag } from "./observe/loop_lag.ts";
import { addressText } from "./text/address.ts";
import type { CleanText } from "./text/clean.ts";
import { Past } from "./history/past.ts";
import { FanOut } from "./delivery/fan_out.ts";
import { StoreWatch } from "./history/store_watch.ts";
import { Tally } from "./observe/tally.ts";
import { TaskGroup } from "./observe/task_group.ts";
import { Ticks } from "./runtime/ticks.ts";
import { Upkeep } from "./history/upkeep.ts";
import { endVanished } from "./delivery/vanished.ts";
import { type OpenAdmin, REALITY, type World } from "./world.ts";

/** A running server. */
export interface Server {
  /** The address it listens on. */
  readonly hostname: string;
  /** The port it listens on. */
  readonly port: number;
  /** How many connections, people and tasks there are: all zero after a stop. */
  counts(): { readonly readers: number; readonly guests: number; readonly tasks: number };
  /**
   * Puts other settings in force, as far as they may change while it runs; nobody's connection ends by it.
   * @returns what is in force now, and what waits for a restart
   * @throws {RangeError} where `trustedNetworks` names no network; then nothing has changed
   */
  change(next: Config, motdLines: readonly CleanText[]): Promise<Changes>;
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
 * import { DEFAULTS } from "./runtime/config.ts";
 *
 * const server = await startServer({ ...DEFAULTS, host: "127.0.0.1", port: 0 });
 * console.log(`telnet ${server.hostname} ${server.port}`);
 * await server.stop();
 * ```
 */
export async function startServer(config: Config, world: Partial<World> = {}): Promise<Server> {
  const {
    log,
    clock,
    listen,
    takeDescriptor,
    unansweredMs,
    storeOpener,
    usage,
    trace,
    openAdmin,
    version,
    motdLines,
  } = {
    ...REALITY,
    ...world,
  };
  const startedAt = clock.time();
  const settings = new LiveConfig(config, motdLines);
  const live = settings.inForce; // read where a value is needed; `config` is what the server was started with
  let isTrusted = await trustedNetworks(config.trustedNetworks);
  await using teardown = new AsyncDisposableStack(); // of what is open already, where the rest cannot be opened
  const door = teardown.use(new TcpDoor(listen({ hostname: config.host, port: config.port })));
  const onBug = (task: string, error: unknown) => log("error", "Bug in {task}: {error}", { task, error });
  const background = new Background(onBug);
  const tasks = new TaskGroup(clock, config);
  const { timers } = tasks;
  const tally = new Tally();
  const storeTask = tasks.add({ kind: "store", about: "store", waitsFor: "lines to save" });
  const { data, memoryLines } = config;
  const archive = teardown.use(
    new Archive({
      open: await storeOpener({ data, memoryLines }),
      clock: timers.clockOf(storeTask),
      log,
      onSaved: () => upkeep.wake(),
      onOpened: () => chat.storeOpened(),
      onBegunAnew: () => chat.saveRooms(),
      meters: { task: storeTask, tally },
    }),
  );
  const unanswered = (peer: string) => unansweredMs(door.port, peer);
  const delivery = tasks.add({ kind: "delivery", about: "lines", waitsFor: "lines to hand out" });
  const fanOut = new FanOut(timers.clockOf(delivery), live, {
    keep: () => archive.commit(),
    mentionsOf: (text) => chat.mentionedIn(text),
    unansweredMs: unanswered,
    activities: tasks,
    delivery,
    tally,
  });
  const bus = new MemoryBus(() => clock.time(), isSilent);
  teardown.defer(() => bus.close());
  const chat: Chat = new Chat({
    bus,
    seats: fanOut,
    archive,
    past: new Past({ archive, clock }),
    clock,
    log,
    settings: live,
  });
  const { people, rooms } = chat.fold;
  const upkeepClock = timers.clockOf(tasks.add({ kind: "timer", about: timers.loop("upkeep") }));
  const onTrimmed = () => chat.tidy();
  const upkeep = teardown.use(
    new Upkeep({ archive, clock: upkeepClock, limits: live, log, onTrimmed }),
  );
  upkeep.start();
  const watch = teardown.use(new StoreWatch({ archive, clock: upkeepClock }));
  watch.start();
  const sessions = timers.clockOf(
    tasks.add({ kind: "timer", about: "sessions", waitsFor: "timers of sessions" }),
  );
  const parts = {
    config: live,
    clock: sessions,
    log,
    services: chat.services,
    fanOut,
    crowd: new Crowd(live),
    isTrusted: (address: string) => isTrusted(address),
    background,
    activities: tasks,
    tally,
  };
  const spare = new SpareDescriptors(takeDescriptor);
  const admin = openAdmin && teardown.use(await openInside(openAdmin));
  teardown.move(); // from here on stop() does it
  // Guests come last: a crowd of them may leave no descriptor to open anything else with.
  door.open({
    ...parts,
    ticks: new Ticks(sessions, () => fanOut.doorway.isBusy),
    trace,
    spare,
  });
  const vanished = endVanished(sessions, fanOut.readers, unanswered);
  log("info", "Listening on {address}", { address: addressText(door.hostname, door.port) });

  /** Opens the admin door with what is measured for it alone; without a door there is nothing to measure for. */
  async function openInside(open: OpenAdmin): Promise<AsyncDisposable | undefined> {
    await using opened = new AsyncDisposableStack();
    const lagTask = tasks.add({ kind: "timer", about: timers.loop("event loop") });
    opened.defer(() => tasks.end(lagTask));
    const lag = opened.use(new LoopLag(timers.clockOf(lagTask)));
    const of = { store: storeTask, lag: lagTask, delivery };
    const inside = new Inspector({ tasks, fanOut, people, rooms, archive, tally, lag, of, usage, version });
    const readiness = () => ({ isAccepting: door.isOpen, ...inside.condition() });
    const wanted = {
      inside,
      readiness,
      startedAt,
      name: () => live.name,
      tasks,
      clock,
      log,
      version,
    };
    const opening = await open(wanted);
    if (opening === undefined) return undefined;
    opened.defer(() => opening.close());
    return opened.move();
  }

  async function stop(): Promise<void> {
    log("info", "Stopping; people here: {guests}", { guests: people.size });
    door[Symbol.dispose]();
    vanished[Symbol.dispose]();
    fanOut.endAll({ kind: "stopping" });
    await background.settled();
    await admin?.[Symbol.asyncDispose]();
    upkeep[Symbol.dispose]();
    watch[Symbol.dispose]();
    fanOut[Symbol.dispose]();
    archive[Symbol.dispose]();
    bus.close();
    log("info", "Stopped");
  }
  let stopped: Promise<void> | undefined;

  async function change(next: Config, motdLines: readonly CleanText[]): Promise<Changes> {
    isTrusted = await trustedNetworks(next.trustedNetworks); // throws before anything is changed
    return settings.change(next, motdLines);
  }
  return {
    change,
    hostname: door.hostname,
    port: door.port,
    counts: () => ({ readers: fanOut.readers.size, guests: people.size, tasks: background.size }),
    stop: () => stopped ??= stop(),
  };
}
