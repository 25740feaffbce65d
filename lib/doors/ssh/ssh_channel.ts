/**
 * The one channel of a client of SSH as a connection: what the client types is read, what is written shows.
 *
 * Requirements:
 * 1. a write is over when the socket below has taken it, so that outboxes see who is slow: it also waits for the window
 *    that the client opens (RFC 4254, 5.2), and for new keys;
 * 2. while nobody reads, the client may send no more than our window, and one that does all the same is let go of;
 * 3. the program at the client ends with a status, which is read before the channel closes.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type Protocol from "ssh2/protocol";
import type { Farewell } from "../../model/farewell.ts";
import type { Connection } from "../connection.ts";
import { exitStatusOf } from "../goodbye.ts";
import { HeardBytes } from "./heard_bytes.ts";

/** What a client may send before it is read, in bytes. */
export const WINDOW_BYTES = 32 * 1024;

/** Longest packet that a client may send, in bytes; every implementation can read one this long. */
export const MAX_PACKET_BYTES = 32 * 1024;

/** How much of the window is used up before it is opened again. */
const ADJUST_BYTES = WINDOW_BYTES / 2;

/** Longest packet that goes out, in bytes. */
const MAX_WRITE_BYTES = 16 * 1024;

/** Largest window there is. */
const MAX_WINDOW = 0xffff_ffff;

/** Data for the standard error of the client's program (RFC 4254, 5.2). */
const STANDARD_ERROR = 1;

/** What a channel needs of the connection that it is in. */
export interface ChannelLine {
  readonly protocol: Protocol;
  /** Whether a write would wait. */
  readonly isBusy: boolean;
  readonly isOver: boolean;
  /** Writes what has been sent. */
  flush(): void;
  /** The peer does not keep to the protocol. */
  fail(why: string): void;
  /** Resolves when the connection is closed. */
  close(): Promise<void>;
}

/** What the client wants of the channel. */
export interface ChannelEnd {
  /** Its number at the client. */
  readonly id: number;
  /** What the client takes before it opens its window again, in bytes. */
  readonly window: number;
  /** Longest packet that it takes, in bytes. */
  readonly packetBytes: number;
}

interface Reading {
  readonly into: Uint8Array;
  resolve(count: number | null): void;
}

export class SshChannel implements Connection {
  readonly #line: ChannelLine;
  readonly #peer: ChannelEnd;
  #peerWindow: number;
  #window = WINDOW_BYTES;
  #used = 0; // of the window: read, and not given back yet
  readonly #heard = new HeardBytes();
  #reading: Reading | undefined;
  #hasEnded = false; // the client sends nothing any more
  #isClosed = false; // by us
  #room: PromiseWithResolvers<void> | undefined; // a write waits for it
  #status: number | undefined;
  #packets = 0; // that went out

  constructor(peer: ChannelEnd, line: ChannelLine) {
    this.#peer = peer;
    this.#peerWindow = peer.window;
    this.#line = line;
  }

  /** How many packets the client was sent. */
  get packets(): number {
    return this.#packets;
  }

  read(into: Uint8Array): Promise<number | null> {
    const count = this.#give(into);
    if (count > 0 || this.#hasEnded) return Promise.resolve(count > 0 ? count : null);
    return new Promise((resolve) => this.#reading = { into, resolve });
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#write(bytes, (part) => this.#line.protocol.channelData(this.#peer.id, part));
  }

  /** The same, on the standard error of the client's program. */
  writeError(bytes: Uint8Array): Promise<number> {
    return this.#write(
      bytes,
      (part) => this.#line.protocol.channelExtData(this.#peer.id, part, STANDARD_ERROR),
    );
  }

  /** What the client's program exits with, whatever the channel is closed for. */
  exitWith(status: number): void {
    this.#status = status;
  }

  /** Ends the client's program; what it still sends can be read until it has closed the channel too. */
  closeWrite(why?: Farewell["kind"]): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    if (!this.#line.isOver) {
      const { protocol } = this.#line, { id } = this.#peer;
      protocol.exitStatus(id, this.#status ?? exitStatusOf(why));
      protocol.channelEOF(id);
      protocol.channelClose(id);
      this.#line.flush();
    }
    this.mayWrite();
    return Promise.resolve();
  }

  /** Closes the connection with it. May be repeated. */
  [Symbol.dispose](): void {
    void this.closeWrite(this.#hasEnded ? "hung_up" : "bug");
    this.end();
    void this.#line.close(); // whoever serves the connection waits for it
  }

  /** The client has sent something. */
  hear(bytes: Uint8Array): void {
    if (this.#hasEnded || this.#isClosed) return;
    this.#window -= bytes.length;
    if (this.#window < 0) return this.#line.fail("More came than the window takes.");
    this.#heard.add(bytes);
    if (this.#reading !== undefined && bytes.length > 0) this.#answer(this.#give(this.#reading.into));
  }

  /** The client takes so many bytes more. */
  open(bytes: number): void {
    this.#peerWindow = Math.min(this.#peerWindow + bytes, MAX_WINDOW);
    this.mayWrite();
  }

  /** A write that waits looks again whether it can go on. */
  mayWrite(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }

  /** The client sends nothing any more: what it has sent can still be read. */
  end(): void {
    this.#hasEnded = true;
    if (this.#heard.length === 0) this.#answer(null);
  }

  async #write(bytes: Uint8Array, send: (part: Buffer) => void): Promise<number> {
    if (bytes.length === 0) return 0;
    await this.#until(() => this.#peerWindow > 0 && !this.#line.isBusy);
    const length = Math.min(bytes.length, this.#peerWindow, this.#peer.packetBytes, MAX_WRITE_BYTES);
    this.#peerWindow -= length;
    this.#packets++;
    send(Buffer.from(bytes.buffer, bytes.byteOffset, length));
    this.#line.flush();
    await this.#until(() => !this.#line.isBusy);
    return length;
  }

  async #until(isSo: () => boolean): Promise<void> {
    for (;;) {
      if (this.#line.isOver || this.#isClosed) throw new Error("The channel is closed");
      if (isSo()) return;
      await (this.#room ??= Promise.withResolvers<void>()).promise;
    }
  }

  /** Gives what fits of what waits, and lets the client send as much again. */
  #give(into: Uint8Array): number {
    const count = this.#heard.take(into);
    this.#used += count;
    if (this.#used >= ADJUST_BYTES && !this.#hasEnded && !this.#isClosed && !this.#line.isOver) {
      this.#line.protocol.channelWindowAdjust(this.#peer.id, this.#used);
      this.#window += this.#used;
      this.#used = 0;
      this.#line.flush();
    }
    return count;
  }

  #answer(count: number | null): void {
    this.#reading?.resolve(count);
    this.#reading = undefined;
  }
}
