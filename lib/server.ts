/**
 * The composition root: builds everything by constructor, and takes it down in the right order. There is no chat in
 * this file, only wiring.
 *
 * @module
 */

import { Archive } from "./history/archive.ts";
import type { Config } from "./runtime/config.ts";
import { BUSY_HTTP, BUSY_SSH } from "./doors/busy.ts";
import { demandKeys, demandNewKeys } from "./doors/demanded_keys.ts";
import { SpareDescriptors } from "./doors/spare_descriptors.ts";
import { lateDoor } from "./doors/late_door.ts";
import { LateEditor } from "./doors/late_editor.ts";
import { LateHostKey } from "./doors/late_host_key.ts";
import { LateTls } from "./doors/late_tls.ts";
import { RecentPages } from "./doors/recent_pages.ts";
import { listenOptions, TcpDoor } from "./doors/tcp_door.ts";
import { Turnstile } from "./doors/turnstile.ts";
import { MOST_UNDECIDED, Undecided } from "./doors/undecided.ts";
import { visits } from "./doors/visit.ts";
import { Background } from "./runtime/background.ts";
import { Deadlines } from "./runtime/deadlines.ts";
import { Crowd } from "./guard/crowd.ts";
import { trustedNetworks } from "./guard/trusted_networks.ts";
import { Chat } from "./chat/chat.ts";
import { type Deed, isSilent } from "./chat/deed.ts";
import { keptBy } from "./chat/node_state.ts";
import { MemoryBus } from "./cluster/memory_bus.ts";
import type { SavedNode } from "./cluster/node_bus.ts";
import { DrainedEarly } from "./runtime/start_refused.ts";
import { Inspector } from "./inspect/inspector.ts";
import { type Changes, LiveConfig } from "./runtime/live_config.ts";
import { Past } from "./history/past.ts";
import { Drain, type DrainState } from "./delivery/drain.ts";
import { FanOut } from "./delivery/fan_out.ts";
import { StoreWatch } from "./history/store_watch.ts";
import { Tally } from "./observe/tally.ts";
import { TaskGroup } from "./observe/task_group.ts";
import { unobserved } from "./observe/unobserved.ts";
import { Ticks } from "./runtime/ticks.ts";
import { Upkeep } from "./history/upkeep.ts";
import { endVanished } from "./delivery/vanished.ts";
import { REALITY, type World } from "./world.ts";

/** How many of those at the entrance are let in before guests have their turn: half a millisecond of work each. */
const DECIDED_AT_ONCE = 8;

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
   * @throws {StartRefused} where `trustedNetworks` or `proxies` names no network, or other keys than now could not be
   *   served after a restart; then nothing has changed
   */
  change(next: Config, motdLines: World["motdLines"]): Promise<Changes>;
  /**
   * Stops accepting, and tells people once that the server stops within `drainMs`; the second time it only tells how far
   * that is. It does not stop the server.
   */
  drain(): DrainState;
  /** Resolves when a drain is over: whoever runs the server stops it then. */
  readonly drained: Promise<void>;
  /** Resolves with a sentence where this node of several cannot go on: whoever runs the server stops it then. */
  readonly failed: Promise<string>;
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
 * @throws {StartRefused} where `trustedNetworks` or `proxies` names no network, or `tlsCert` and `tlsKey`, or
 *   `sshHostKey`, cannot be served
 * @throws {DrainedEarly} where it is drained before it knows what the other nodes know
 * @throws {StoreTooNew} where the data folder was written by a newer version
 *
 * @example
 * ```ts no-run
 * import { startServer } from "./server.ts";
 * import { DEFAULTS } from "./runtime/config.ts";
 *
 * const server = await startServer({ ...DEFAULTS, host: "127.0.0.1", port: 0, admin: "none" });
 * console.log(`telnet ${server.hostname} ${server.port}`);
 * await server.stop();
 * ```
 */
export async function startServer(config: Config, world: Partial<World> = {}): Promise<Server> {
  const it: World = { ...REALITY, ...world }, { log, clock, version, commonLog = log } = it;
  const startedAt = clock.time();
  const settings = new LiveConfig(config, it.motdLines);
  const live = settings.inForce; // read where a value is needed; `config` is what the server was started with
  let isTrusted = await trustedNetworks(config.trustedNetworks);
  let isProxy = await trustedNetworks(config.proxies);
  await demandKeys(config, it.tlsNetwork);
  await using opened = new AsyncDisposableStack(); // taken down from its end: by stop(), or where the rest cannot be opened
  const door = opened.use(new TcpDoor(it.listen, listenOptions(config)));
  const background = new Background((task, error) => log("error", "Bug in {task}: {error}", { task, error }));
  const tasks = config.admin === "none" ? undefined : new TaskGroup(clock, config);
  const activities = tasks ?? unobserved(clock); // where nobody can look, nothing is measured
  const tally = new Tally();
  const storing = activities.begin("store", { name: "store", waitsFor: "lines to save" });
  const { data, memoryLines } = config;
  const archive = opened.use(
    new Archive({
      open: await it.storeOpener({ data, memoryLines }),
      clock: activities.clockOf(storing),
      log: commonLog,
      meters: { activity: storing, tally },
    }),
  );
  const unansweredMs = (peer: string) => it.unansweredMs(door.address.port, peer);
  const delivery = activities.begin("delivery", { name: "lines", waitsFor: "lines to hand out" });
  const fanOut = opened.use(
    new FanOut(activities.clockOf(delivery), live, {
      keep: () => archive.commit(),
      unansweredMs,
      activities,
      delivery,
      tally,
    }),
  );
  const past = new Past({ archive, clock });
  const kept = () => keptBy<SavedNode>(archive, config.data);
  const node = await it.becomeNode({ config, kept, clock, log });
  const bus = node?.nodes.bus ?? new MemoryBus<Deed>(() => clock.time(), isSilent);
  opened.defer(() => bus.close());
  const chat = new Chat({
    bus,
    node: node?.state,
    seats: fanOut,
    archive,
    past,
    clock,
    log: commonLog,
    settings: live,
  });
  const { services } = chat, { seating } = services;
  const tending = activities.clockOf(activities.begin("timer", { name: "upkeep", waitsFor: "its timer" }));
  const watch = opened.use(new StoreWatch({ archive, clock: tending }));
  const onTrimmed = () => chat.tidy();
  const upkeep = opened.use(new Upkeep({ archive, clock: tending, limits: live, log, onTrimmed }));
  upkeep.start();
  watch.start();
  const sessions = activities.clockOf(
    activities.begin("timer", { name: "sessions", waitsFor: "timers of sessions" }),
  );
  const deadlines = new Deadlines(sessions);
  const shared = { config: live, clock: sessions, log, background, activities, tally, deadlines };
  const ticks = new Ticks(sessions, () => fanOut.doorway.isBusy);
  const undecided = new Undecided(MOST_UNDECIDED), requests = new Undecided(), logins = new Undecided();
  const spare = new SpareDescriptors(it.takeDescriptor, it.freeDescriptors);
  const pages = new RecentPages(sessions);
  const turnstile = new Turnstile(sessions, DECIDED_AT_ONCE);
  const closeDoor = () => door[Symbol.dispose]();
  const draining = new Drain({ fanOut, clock: sessions, settings: live, log, closeDoor });
  const drain = () => draining.begin();
  const crowd = new Crowd(live), entrance = { ...shared, crowd, undecided, pages, spare, turnstile };
  const editor = new LateEditor({ load: it.loadEditor, background, log, spare });
  const { challenges = new Map<string, string>() } = it;
  const takeGuest = visits({
    ...shared,
    services,
    crowd,
    editor,
    fanOut,
    ticks,
    trace: it.trace,
  });
  const challenge = (token: string) => challenges.get(token);
  const webParts = { ...shared, crowd, requests, pages, spare, chat: takeGuest, challenge };
  const web = async () => {
    const { openWebDoor, hookReplies } = await it.loadWebDoor();
    const pass = (bytes: number) => fanOut.valve.pass(bytes);
    return openWebDoor({
      ...webParts,
      hook: hookReplies({ services, settings: live, pass, log }),
    });
  };
  const hostKey = config.ssh === "on"
    ? new LateHostKey({ ...shared, log: commonLog, load: it.loadHostKey })
    : undefined;
  const ssh = (key: LateHostKey) => async () => {
    const { text } = await key.get(), { openSshDoor } = await it.loadSshDoor(clock, spare);
    return openSshDoor(text, { ...shared, logins, chat: takeGuest });
  };
  const late = { ...shared, spare };
  const doors = {
    chat: takeGuest,
    ...config.web === "on" && { http: lateDoor(late, BUSY_HTTP, web) },
    ...hostKey && { ssh: lateDoor(late, BUSY_SSH, ssh(hostKey)) },
  };
  const tls = config.tls === "on"
    ? new LateTls({ ...entrance, doors, network: it.tlsNetwork, challenges, source: it.certificateSource })
    : undefined;
  if (tasks !== undefined) {
    const elsewhere = () => {
      const { troubles, notes } = tls?.condition() ?? { troubles: [], notes: [] };
      return {
        troubles: [
          ...draining.troubles(),
          ...node?.troubles() ?? [],
          ...troubles,
          ...hostKey?.troubles() ?? [],
        ],
        notes,
      };
    };
    const inspected = {
      tasks,
      fanOut,
      chat: services,
      archive,
      tally,
      usage: it.usage,
      version,
      elsewhere,
    };
    const inside = opened.use(new Inspector(inspected));
    const { admin: address, adminToken: token, retainMs } = config;
    const readiness = () => ({ isAccepting: door.isOpen, ...inside.condition() });
    const shown = { inside, readiness, drain, name: () => live.name, startedAt, version, retainMs };
    const admin = await it.openAdmin({ address, token, ...shown, activities, clock, log });
    if (admin === undefined) inside[Symbol.dispose](); // nobody will look
    opened.use(admin);
  }
  opened.defer(() => node?.nodes.leave());
  opened.defer(() => node?.nodes.letPeopleGo(background.settled()) ?? background.settled());
  opened.defer(() => fanOut.endAll({ kind: "stopping" }));
  opened.use(turnstile);
  opened.use(undecided);
  opened.use(requests);
  opened.use(logins);
  opened.use(tls);
  opened.use(hostKey);
  opened.use(endVanished(sessions, fanOut.readers, unansweredMs));
  opened.use(draining);
  opened.use(door); // once more: it is the first to be closed
  if (node !== undefined) await Promise.race([node.joined(), demandNotDrained(draining.over)]);
  // Guests come last: a crowd of them may leave no descriptor to open anything else with.
  door.open({
    ...entrance,
    isTrusted: (address) => isTrusted(address),
    isProxy: (address) => isProxy(address),
    doors: { ...doors, ...tls && { tls: tls.take } },
  });
  const { hostname, port } = door.address;
  commonLog("info", "Listening on {address}", { address: door.addressText });
  if (live.greetAfterMs > 0) { // else everybody is welcomed to the chat before they have said anything
    if (doors.http !== undefined) commonLog("info", "Web page and webhooks on the same port");
    tls?.beginSoon();
  }
  if (live.greetAfterMs > 0 || live.telnet !== "always") hostKey?.beginSoon();
  const running = opened.move();
  const stop = async () => {
    const guests = node?.countHere?.(services.people.values()) ?? seating.size;
    commonLog("info", "Stopping; number of people in the chat: {guests}", { guests });
    await running.disposeAsync();
    commonLog("info", "Stopped");
  };
  let stopped: Promise<void> | undefined, given = config; // some of it from the next start on
  return {
    async change(next, motdLines) {
      const { trustedNetworks: trusted, proxies } = next;
      await demandNewKeys(next, given, it.tlsNetwork);
      [isTrusted, isProxy] = [await trustedNetworks(trusted), await trustedNetworks(proxies)]; // throws before a change
      const changes = settings.change(next, motdLines);
      given = next;
      await tls?.reload();
      return changes;
    },
    hostname,
    port,
    drain,
    drained: draining.over,
    failed: node?.failed ?? new Promise(() => {}),
    counts: () => ({ readers: fanOut.readers.size, guests: seating.size, tasks: background.size }),
    stop: () => stopped ??= stop(),
  };
}

/** @throws {DrainedEarly} where a drain is over before anybody could come in */
async function demandNotDrained(over: Promise<void>): Promise<never> {
  await over;
  throw new DrainedEarly();
}
