/**
 * The server's end of a simulated TCP connection, with everything a socket does to a server: reads that bring as little
 * as they like, writes that take as little as they like or wait for room, answers at once and answers later, a peer
 * that closes, resets or just stops, and a reset where the server closes over unread bytes.
 *
 * @module
 */

import type { TcpConnection } from "../../lib/doors/tcp_door.ts";
import { Pipe, type PipeTraits } from "./pipe.ts";
import type { Random } from "../support/random.ts";
import type { Timeline } from "./timeline.ts";

interface Reading {
  readonly into: Uint8Array;
  readonly resolve: (count: number | null) => void;
  readonly reject: (error: Error) => void;
}

interface Writing {
  readonly bytes: Uint8Array;
  readonly resolve: (count: number) => void;
  readonly reject: (error: Error) => void;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Where the peer says that it is. */
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** How bytes travel to the server and to the peer. */
  readonly toServer: PipeTraits;
  readonly toPeer: PipeTraits;
}

/** A connection, as the server's operating system has it; the peer holds the other ends of the two pipes. */
export class Connection implements TcpConnection {
  readonly remoteAddr: { readonly hostname: string; readonly port: number };
  /** What the peer sends. */
  readonly toServer: Pipe;
  /** What the peer reads. */
  readonly toPeer: Pipe;
  /** The most bytes that were handed to one write: what the server holds besides its outbox. */
  largestWrite = 0;
  /** Whether two writes were ever under way at once. */
  hasOverlapped = false;
  /** When the server closed it, or died, in milliseconds of the timeline. */
  closedAt = Infinity;
  /** How long a write had waited without getting a byte through when the server closed it, in milliseconds. */
  waitedMs = 0;
  /** Whether the peer vanished: its system acknowledges nothing any more. */
  hasVanished = false;
  /** Since when something that was sent is not acknowledged, in milliseconds of the timeline. */
  unansweredSince = Infinity;
  /** For how long the server's process stands still, in milliseconds: the system takes what comes, and nobody reads it. */
  stillMs: () => number = () => 0;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #reads: Reading[] = [];
  #write: Writing | undefined;
  #writesSince = 0;
  #isEnded = false;
  #isDead = false;

  /** A connection that is open. */
  constructor({ timeline, random, remoteAddr, toServer, toPeer }: ConnectionParts) {
    this.#timeline = timeline;
    this.#random = random;
    this.remoteAddr = remoteAddr;
    this.toServer = new Pipe(timeline, random, toServer);
    this.toPeer = new Pipe(timeline, random, toPeer);
    this.toServer.onArrival = () => this.#arrived();
    this.toPeer.onRoom = () => this.#whenAwake(() => this.#goOnWriting());
  }

  /** Fails where the peer is gone, as the real one does. */
  setNoDelay(): void {
    if (this.toServer.state === "broken") throw new Deno.errors.ConnectionReset("Connection reset by peer");
  }

  setKeepAlive(): void {}

  read(into: Uint8Array): Promise<number | null> {
    return new Promise((resolve, reject) => {
      if (this.#isDead) return;
      if (this.isClosed) return reject(new Deno.errors.BadResource("Bad resource ID"));
      this.#reads.push({ into, resolve, reject });
      this.#soonOrNow(() => this.#goOnReading());
    });
  }

  write(bytes: Uint8Array): Promise<number> {
    this.largestWrite = Math.max(this.largestWrite, bytes.length);
    return new Promise((resolve, reject) => {
      if (this.#isDead) return;
      if (this.isClosed) return reject(new Deno.errors.BadResource("Bad resource ID"));
      this.hasOverlapped ||= this.#write !== undefined;
      this.#write = { bytes, resolve, reject };
      this.#writesSince = this.#timeline.now();
      this.#soonOrNow(() => this.#goOnWriting());
    });
  }

  closeWrite(): Promise<void> {
    if (this.#isDead) return new Promise(() => {});
    if (this.isClosed) return Promise.reject(new Deno.errors.BadResource("Bad resource ID"));
    if (this.toPeer.state === "broken") return Promise.reject(new Deno.errors.NotConnected("not connected"));
    this.#end();
    return Promise.resolve();
  }

  [Symbol.dispose](): void {
    if (this.isClosed || this.#isDead) return;
    this.#close();
    const error = new Deno.errors.Interrupted("operation canceled");
    for (const { reject } of this.#reads.splice(0)) reject(error);
    this.#write?.reject(error);
  }

  /** Closes it because the server's process is gone: what it waited for never comes. */
  die(): void {
    if (!this.isClosed) this.#close();
    this.#isDead = true;
    this.#reads.length = 0;
    this.#write = undefined;
  }

  /** The peer closes the connection at once, and everything under way to it is lost. */
  resetByPeer(): void {
    this.toPeer.break();
    this.toServer.reset();
  }

  /** Whether the server has closed it, or died. */
  get isClosed(): boolean {
    return this.closedAt < Infinity;
  }

  #close(): void {
    this.closedAt = this.#timeline.now();
    if (this.#write !== undefined) this.waitedMs = this.#timeline.now() - this.#writesSince;
    if (this.toServer.unread > 0) this.toPeer.reset(); // as Linux does: the peer learns that it was not read
    else this.#end();
  }

  #end(): void {
    if (!this.#isEnded) this.toPeer.end();
    this.#isEnded = true;
  }

  #arrived(): void {
    if (this.isClosed) {
      if (this.toServer.unread > 0) this.toPeer.reset();
      return;
    }
    if (this.toServer.state === "broken") this.toPeer.break();
    this.#whenAwake(() => {
      this.#goOnReading();
      this.#goOnWriting();
    });
  }

  #whenAwake(run: () => void): void {
    const ms = this.stillMs();
    if (ms > 0) this.#timeline.after(ms, () => this.#whenAwake(run));
    else run();
  }

  #goOnReading(): void {
    for (let read; (read = this.#reads[0]) !== undefined; this.#reads.shift()) {
      const { toServer } = this;
      if (toServer.unread > 0) {
        const most = this.#random.chance(0.2) ? this.#random.between(1, 9) : Infinity;
        const bytes = toServer.take(Math.min(read.into.length, most));
        read.into.set(bytes);
        read.resolve(bytes.length);
      } else if (toServer.state === "broken") {
        read.reject(new Deno.errors.ConnectionReset("Connection reset by peer"));
      } else if (toServer.state === "ended") read.resolve(null);
      else return;
    }
  }

  #goOnWriting(): void {
    const write = this.#write;
    if (write === undefined) return;
    if (this.toPeer.state === "broken" || this.#isEnded) {
      this.#write = undefined;
      return write.reject(new Deno.errors.BrokenPipe("Broken pipe"));
    }
    const most = this.#random.chance(0.2) ? this.#random.between(1, 40) : Infinity;
    const count = this.toPeer.send(write.bytes.subarray(0, most));
    if (count === 0 && write.bytes.length > 0) return;
    if (this.hasVanished) this.unansweredSince = Math.min(this.unansweredSince, this.#timeline.now());
    this.#write = undefined;
    write.resolve(count);
  }

  /** The system answers some calls at once and others in a while. */
  #soonOrNow(run: () => void): void {
    if (this.#random.chance(0.5)) run();
    else this.#timeline.soon(run);
  }
}
