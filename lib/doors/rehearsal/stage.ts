/**
 * What a chat is played on while nobody is there: a port that no network leads to, people whose lines are written for
 * them, and a clock that is turned by hand.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Clock, Timer } from "../../runtime/clock.ts";
import type { TcpConnection, TcpListener } from "../tcp_door.ts";

const HERE = "127.0.0.1", encoder = new TextEncoder();

/** A clock on which time passes only by {@linkcode StageClock.pass}. */
export class StageClock implements Clock {
  readonly #startedAt: number;
  #now = 0;
  readonly #timers = new Map<Timer, { readonly at: number; readonly run: () => void }>();
  #soon: (() => void)[] = [];

  /** @param startedAt the time of day at which it stands, in milliseconds since 1970 */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  now(): number {
    return this.#now;
  }

  time(): number {
    return this.#startedAt + this.#now;
  }

  after(ms: number, run: () => void): Timer {
    const timer = { cancel: () => void this.#timers.delete(timer) };
    this.#timers.set(timer, { at: this.#now + ms, run });
    return timer;
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  /** Turns it on, and runs what is due then. */
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#soon;
    this.#soon = [];
    for (const [timer, { at, run }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(timer);
      due.push(run);
    }
    for (const run of due) run();
  }
}

/** Somebody on the stage: sends what they are given to say, and reads at once. */
export class Player implements TcpConnection {
  readonly remoteAddr: TcpConnection["remoteAddr"];
  /** How many bytes have been written to them. */
  heardBytes = 0;
  #text: Uint8Array = new Uint8Array(0); // said, and not read yet
  #hasLeft = false;
  #wake: (() => void) | undefined;

  constructor(port: number) {
    this.remoteAddr = { hostname: HERE, port };
  }

  /** Says a line, behind what is not read yet. */
  say(line: string): void {
    this.#text = concat([this.#text, encoder.encode(`${line}\n`)]);
    this.#wake?.();
  }

  /** Says nothing any more. */
  leave(): void {
    this.#hasLeft = true;
    this.#wake?.();
  }

  async read(into: Uint8Array): Promise<number | null> {
    if (this.#text.length === 0 && !this.#hasLeft) await new Promise<void>((resolve) => this.#wake = resolve);
    const text = this.#text.subarray(0, into.length);
    into.set(text);
    this.#text = this.#text.subarray(text.length);
    return text.length === 0 ? null : text.length;
  }

  write(bytes: Uint8Array): Promise<number> {
    this.heardBytes += bytes.length;
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}

  [Symbol.dispose](): void {
    this.leave();
  }
}

/** The port by which they come in. */
export class StageDoor implements TcpListener {
  readonly addr: TcpListener["addr"] = { hostname: HERE, port: 0 };
  readonly #outside: Player[] = [];
  #next: PromiseWithResolvers<TcpConnection> | undefined;

  /** Has somebody come in. */
  bring(player: Player): void {
    if (this.#next === undefined) this.#outside.push(player);
    else this.#next.resolve(player);
    this.#next = undefined;
  }

  accept(): Promise<TcpConnection> {
    const player = this.#outside.shift();
    if (player !== undefined) return Promise.resolve(player);
    return (this.#next = Promise.withResolvers<TcpConnection>()).promise;
  }

  close(): void {
    this.#next?.reject(new Error("the play is over"));
  }
}
