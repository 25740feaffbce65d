/**
 * The link to one of several NATS servers: dialled, watched, given up when it is silent, and dialled anew, for ever.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import { every, pause, within } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { type NatsAddress, shownAddress } from "../../runtime/nats_address.ts";
import type { Dial, NatsConnection } from "./nats_connection.ts";

/**
 * How long a link may be silent before it is given up, in milliseconds. Something comes once a second; this bears four lost
 * packets in a row, and it is less than the six beats after which other nodes would count this one out.
 */
const DEAD_MS = 5500;

/** Between two tries to connect, and between two looks at the silence, in milliseconds. */
const RETRY_MS = 250, LOOK_MS = 250;

/** Longest wait for the server to take what was published last, in milliseconds. */
const FAREWELL_MS = 1000;

/** Every so many failed tries the log says so once more: each 10 seconds where they fail at once. */
const TRIES_A_LINE = 40;

/** Between two complaints of a server that are told, in milliseconds. */
const TROUBLE_MS = 10_000;

export interface LinkParts {
  /** Tried one after the other. */
  readonly addresses: readonly NatsAddress[];
  readonly dial: Dial;
  readonly clock: Clock;
  readonly log: Log;
  /** There is a connection. */
  readonly onUp: (connection: NatsConnection) => void;
  /** That one is over. */
  readonly onDown: () => void;
  /** Time passes, while there is one. @param lateMs how long this process stood still, so that nothing could be heard */
  readonly onLook: (lateMs: number) => void;
}

export class Link {
  readonly #parts: LinkParts;
  readonly #closing = new AbortController();
  #connection: NatsConnection | undefined;
  #watch: Disposable | undefined;
  #closed: Promise<void> | undefined;
  #heardAt = 0;
  #tries = 0;
  #troubleAt = 0; // when the next one is told

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Begins to dial; once. */
  open(): void {
    this.#watch = every(this.#parts.clock, LOOK_MS, (lateMs) => this.#look(lateMs));
    void this.#dial();
  }

  /** The connection, where there is one. */
  get connection(): NatsConnection | undefined {
    return this.#connection;
  }

  /** Something came from the server. */
  heard(): void {
    this.#heardAt = this.#parts.clock.now();
  }

  /** Gives the connection up: there is one, but it leads nowhere. */
  giveUp(): void {
    if (this.#connection !== undefined) this.#lost(this.#connection);
  }

  /** Ends the connection, and dials no more. @returns when it is over */
  close(): Promise<void> {
    return this.#closed ??= this.#close();
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#watch?.[Symbol.dispose]();
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection !== undefined && !await within(this.#parts.clock, FAREWELL_MS, connection.close())) {
      connection.drop();
    }
  }

  async #dial(): Promise<void> {
    const { addresses, dial, clock, log } = this.#parts, { signal } = this.#closing;
    for (let failed = 0; !signal.aborted; failed++) {
      const address = addresses[this.#tries++ % addresses.length]!, server = shownAddress(address);
      try {
        const connection = await dial(address, (error) => this.#trouble(error));
        if (signal.aborted) return connection.drop();
        log("info", "Connected to {server}.", { server });
        return this.#take(connection);
      } catch (error) {
        if (failed % TRIES_A_LINE < addresses.length) {
          const reason = reasonOf(error);
          log("warning", "Cannot connect to {server}: {reason}. It is tried again and again.", {
            server,
            reason,
          });
        }
      }
      await pause(clock, RETRY_MS, signal);
    }
  }

  #take(connection: NatsConnection): void {
    this.#connection = connection;
    this.heard();
    void connection.over.then(() => this.#lost(connection));
    try {
      this.#parts.onUp(connection);
    } catch {
      this.#lost(connection); // it was over before it could be used
    }
  }

  #lost(connection: NatsConnection): void {
    if (connection !== this.#connection) return;
    this.#connection = undefined;
    connection.drop();
    this.#parts.log("warning", "The connection to NATS is lost.");
    this.#parts.onDown();
    void pause(this.#parts.clock, RETRY_MS, this.#closing.signal).then(() => this.#dial());
  }

  #look(lateMs: number): void {
    this.#heardAt += lateMs;
    const connection = this.#connection;
    if (connection === undefined) return;
    if (this.#parts.clock.now() - this.#heardAt > DEAD_MS) this.#lost(connection);
    else this.#parts.onLook(lateMs);
  }

  /** The same trouble may come with every record. What was asked for is answered by an error of its own. */
  #trouble(error: Error): void {
    const { clock, log } = this.#parts, now = clock.now(), reason = reasonOf(error);
    if (now < this.#troubleAt || /\$JS\.API|_INBOX/.test(reason)) return;
    this.#troubleAt = now + TROUBLE_MS;
    log("warning", "The NATS server complains: {reason}", { reason });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error ?? "it hung up");
}
