/**
 * One life of the server: the real `startServer`, in a simulated world, until it is stopped or dies. A dead server's
 * timers never ring, its connections are closed by the system, and nothing it still does has any effect.
 *
 * @module
 */

import type { Timer } from "../../lib/runtime/clock.ts";
import type { Config } from "../../lib/runtime/config.ts";
import type { LogFields, LogLevel } from "../../lib/runtime/log.ts";
import { addressText } from "../../lib/text/address.ts";
import { becomeNode } from "../../lib/doors/late_node.ts";
import { loadEditor } from "../support/loaded_editor.ts";
import { type Server, startServer } from "../../lib/server.ts";
import type { Connection } from "./connection.ts";
import type { Disk } from "./disk.ts";
import { loadWebDoor } from "./page_door.ts";
import { loadHostKey, loadSshDoor } from "./ssh_door.ts";
import type { PlayedNode } from "./played_node.ts";
import { Port } from "./port.ts";
import type { Timeline } from "./timeline.ts";

/** One line of the operator's log. */
export interface LogRecord {
  /** When it was written, in milliseconds of the timeline. */
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

/** One life of the server. */
export class Life {
  /** What it logged. */
  readonly log: LogRecord[] = [];
  /** Its connections. */
  readonly connections: Connection[] = [];
  /** How it goes: it runs, is being stopped, was stopped, or died. */
  state: "runs" | "stops" | "stopped" | "dead" = "runs";
  /** When it was first drained, in milliseconds of the timeline. */
  drainsAt = Infinity;
  /** Whether it listens although it drains. */
  isOpenInDrain = false;
  /** Whether it stops because its drain is over. */
  stopsByDrain = false;
  /** When it was asked to stop, in milliseconds of the timeline. */
  stopsAt = Infinity;
  /** When it had stopped. */
  stoppedAt = Infinity;
  /** What starting or stopping failed with. */
  failure: unknown;
  /** Whether the log says that nothing can be saved just now. */
  isInTrouble = false;
  readonly disk: Disk;
  /** What makes it one of several nodes, if it is. */
  readonly node: PlayedNode | undefined;
  /** How far it knew the log of several nodes when it began: the number of an entry. */
  readonly knewUpTo: number;
  readonly #timeline: Timeline;
  readonly #timers = new Set<Timer>();
  #port: Port | undefined;
  #server: Server | undefined;

  /** A server that is being started; it runs when everything that could go on has gone on. */
  constructor(config: Config, timeline: Timeline, disk: Disk, node?: PlayedNode) {
    this.#timeline = timeline;
    this.disk = disk;
    this.node = node;
    this.knewUpTo = positionOn(disk);
    const isAlive = () => this.state !== "dead";
    startServer(config, {
      log: (level, message, fields = {}) => this.#write(level, message, fields),
      clock: {
        now: () => timeline.now(),
        time: () => timeline.time() + (node?.machine.wrongMs ?? 0),
        after: (ms, run) => this.#after(ms, run),
        soon: (run) => void this.#after(0, run),
      },
      listen: ({ hostname, port }) => this.#port = new Port(hostname, port, (run) => this.#whenAwake(run)),
      takeDescriptor: () => ({ close() {} }),
      freeDescriptors: () => 0,
      unansweredMs: (_, peer) => this.#unansweredMs(peer),
      storeOpener: () => Promise.resolve(() => disk.open(isAlive)),
      loadEditor,
      loadWebDoor,
      loadHostKey,
      loadSshDoor,
      openAdmin: () => Promise.resolve(undefined), // everything is measured, and nobody looks
      ...node && { becomeNode: (parts) => becomeNode(parts, () => node.load()) },
    }).then((server) => this.#begun(server), (error) => this.failure = error);
  }

  /** The port it listens on; undefined where nobody listens. */
  get port(): Port | undefined {
    return this.#port?.isClosed === false ? this.#port : undefined;
  }

  /** Whether people can come in: it runs, and knows what the other nodes know. */
  get isServing(): boolean {
    return this.state === "runs" && this.#server !== undefined && this.port !== undefined &&
      this.node?.stillMs !== undefined && this.node.stillMs === 0;
  }

  /** Whether it is a node that knows all that the others know, and has nothing under way. */
  get isAtRest(): boolean {
    return this.state === "runs" && this.#server !== undefined && this.node?.isAtRest === true;
  }

  /** Whether it has ended. */
  get isOver(): boolean {
    return this.state === "stopped" || this.state === "dead";
  }

  /** How many connections, people and tasks it says it has. */
  get counts(): ReturnType<Server["counts"]> | undefined {
    return this.#server?.counts();
  }

  /** How many of its timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Somebody connects; where nobody listens, they are told so. */
  connect(connection: Connection): void {
    if (this.port === undefined) return connection.die();
    this.connections.push(connection);
    if (this.node !== undefined) connection.stillMs = () => this.node!.stillMs;
    this.port.offer(connection);
  }

  /** Asks it to stop politely. */
  stop(): void {
    this.#whenAwake(() => this.#stop());
  }

  #stop(): void {
    if (this.state !== "runs" || this.#server === undefined) return;
    this.state = "stops";
    this.stopsAt = this.#timeline.now();
    this.#server.stop().then(() => {
      if (this.state === "dead") return;
      this.state = "stopped";
      this.stoppedAt = this.#timeline.now();
    }, (error) => this.failure = error);
  }

  /** Drains it; it stops when that is over, as the program does. */
  drain(): void {
    this.#whenAwake(() => this.#drain());
  }

  #drain(): void {
    if (this.state !== "runs" || this.#server === undefined) return;
    const isFirst = this.drainsAt === Infinity;
    if (isFirst) this.drainsAt = this.#timeline.now();
    this.#server.drain();
    this.isOpenInDrain ||= this.port !== undefined;
    if (isFirst) {
      void this.#server.drained.then(() => {
        this.stopsByDrain = this.state === "runs";
        this.stop();
      });
    }
  }

  /** When nobody was accepted any more, in milliseconds of the timeline. */
  get closesAt(): number {
    return Math.min(this.drainsAt, this.stopsAt);
  }

  /** Kills it. */
  die(): void {
    if (this.state === "stopped" || this.state === "dead") return;
    this.state = "dead";
    this.disk.opened = 0;
    if (this.node !== undefined) {
      this.node.machine.isDead = true;
      void this.node.way.close();
    }
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#port?.die();
    for (const connection of this.connections) connection.die();
  }

  #begun(server: Server): void {
    this.#server = server;
    server.failed.then((reason) => this.failure = reason);
  }

  /** Runs something as soon as the process does not stand still. */
  #whenAwake(run: () => void): void {
    const { stillMs = 0 } = this.node ?? {};
    if (stillMs > 0) this.#timeline.after(stillMs, () => this.#whenAwake(run));
    else if (this.state !== "dead") run();
  }

  #unansweredMs(peer: string): number {
    const connection = this.connections.find(({ remoteAddr: { hostname, port } }) =>
      addressText(hostname, port) === peer
    );
    return Math.max(0, this.#timeline.now() - (connection?.unansweredSince ?? Infinity));
  }

  #after(ms: number, run: () => void): Timer {
    if (this.state === "dead") return { cancel: () => {} };
    const ring = () => {
      const { stillMs = 0 } = this.node ?? {};
      if (stillMs > 0) return void (inner = this.#timeline.after(stillMs, ring));
      this.#timers.delete(timer);
      run();
    };
    let inner = this.#timeline.after(ms, ring);
    const timer: Timer = {
      cancel: () => {
        this.#timers.delete(timer);
        inner.cancel();
      },
    };
    this.#timers.add(timer);
    return timer;
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    if (this.state === "dead") return;
    this.log.push({ at: this.#timeline.now(), level, message, fields });
    if (message.startsWith("Cannot save")) this.isInTrouble = true;
    if (message.startsWith("Saving again")) this.isInTrouble = false;
  }
}

/** How far the log of several nodes is known, says a disk; 0 for not at all. */
function positionOn({ store }: Disk): number {
  const presence = store.presence();
  return presence === undefined ? 0 : JSON.parse(presence.position).position.seq;
}
