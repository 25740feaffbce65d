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
import { loadEditor } from "../support/loaded_editor.ts";
import { type Server, startServer } from "../../lib/server.ts";
import type { Connection } from "./connection.ts";
import type { Disk } from "./disk.ts";
import { loadWebDoor } from "./page_door.ts";
import { loadHostKey, loadSshDoor } from "./ssh_door.ts";
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
  readonly #timeline: Timeline;
  readonly #disk: Disk;
  readonly #timers = new Set<Timer>();
  #port: Port | undefined;
  #server: Server | undefined;

  /** A server that is being started; it runs when everything that could go on has gone on. */
  constructor(config: Config, timeline: Timeline, disk: Disk) {
    this.#timeline = timeline;
    this.#disk = disk;
    const isAlive = () => this.state !== "dead";
    startServer(config, {
      log: (level, message, fields = {}) => this.#write(level, message, fields),
      clock: {
        now: () => timeline.now(),
        time: () => timeline.time(),
        after: (ms, run) => this.#after(ms, run),
        soon: (run) => void this.#after(0, run),
      },
      listen: ({ hostname, port }) => this.#port = new Port(hostname, port),
      takeDescriptor: () => ({ close() {} }),
      freeDescriptors: () => 0,
      unansweredMs: (_, peer) => this.#unansweredMs(peer),
      storeOpener: () => Promise.resolve(() => disk.open(isAlive)),
      loadEditor,
      loadWebDoor,
      loadHostKey,
      loadSshDoor,
      openAdmin: () => Promise.resolve(undefined), // everything is measured, and nobody looks
    }).then((server) => this.#server = server, (error) => this.failure = error);
  }

  /** The port it listens on; undefined where nobody listens. */
  get port(): Port | undefined {
    return this.#port?.isClosed === false ? this.#port : undefined;
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
    this.port.offer(connection);
  }

  /** Asks it to stop politely. */
  stop(): void {
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
    this.#disk.opened = 0;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#port?.die();
    for (const connection of this.connections) connection.die();
  }

  #unansweredMs(peer: string): number {
    const connection = this.connections.find(({ remoteAddr: { hostname, port } }) =>
      addressText(hostname, port) === peer
    );
    return Math.max(0, this.#timeline.now() - (connection?.unansweredSince ?? Infinity));
  }

  #after(ms: number, run: () => void): Timer {
    if (this.state === "dead") return { cancel: () => {} };
    const inner = this.#timeline.after(ms, () => {
      this.#timers.delete(timer);
      run();
    });
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
