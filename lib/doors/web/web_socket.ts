/**
 * A WebSocket (RFC 6455) as a connection of lines: what comes in one message is one line, and each line that is written
 * goes out as a message of its own.
 *
 * Requirements:
 * 1. a write is over when the socket below has taken its messages, so that outboxes see who is slow;
 * 2. while nobody reads, nothing more is taken than what one read of the socket had brought;
 * 3. a peer that answers no ping is gone, and one that does nothing but ping and answer is let go of;
 * 4. nothing that a peer sends, and no way to vanish, throws.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { type WebSocket, WebSocketServer } from "ws";
import type { Head } from "../../http/head.ts";
import type { Farewell } from "../../model/farewell.ts";
import type { Deadlines, Hurried } from "../../runtime/deadlines.ts";
import { ConnectionDuplex } from "../../wire/duplex.ts";
import type { Connection } from "../connection.ts";

/** Longest message in bytes. A line that is longer than `maxLineBytes` is refused as a line; beyond this the socket is closed. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/** Most pieces a message may come in, and most reads: each costs some hundred bytes until the message is whole. */
const MAX_PIECES = 256, MAX_READS = 1024;

/** How many bytes of lines go out in one write at most, if they are more than one. */
const MAX_WRITE_BYTES = 16 * 1024;

/** How often a peer is asked whether it is there, in milliseconds, and how long it has to answer. Phones vanish silently. */
const PING_MS = 30_000;

/** Most pings and pongs of a peer between two of our own: no pace holds them up, and a flood of them would hold up all. */
const MAX_SIGNS = 600;

/** How long a peer may take to answer our goodbye, in milliseconds. */
const CLOSE_MS = 2000;

const LF = 0x0a, CR = 0x0d, BLANK = 0x20;

const NO_BYTES = new Uint8Array(0);

/** What the end of a session is for a WebSocket (RFC 6455, 7.4.1). */
const CLOSE_CODES: Readonly<Record<Farewell["kind"], number>> = {
  quit: 1000,
  hung_up: 1000,
  stopping: 1001,
  too_slow: 1008,
  vanished: 1008,
  nameless: 1008,
  too_many_tries: 1008,
  stranger: 1008,
  kicked: 1008,
  full: 1013,
  resumed: 1000,
  cut_off: 1012,
  not_done: 1008,
  bug: 1011,
};

/** Begins all of them. Messages are not compressed: that costs 300 KiB each, and has been attacked. */
const server = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: MAX_MESSAGE_BYTES,
  maxFragments: MAX_PIECES,
  maxBufferedChunks: MAX_READS,
  closeTimeout: CLOSE_MS,
});

/**
 * Begins a WebSocket, and closes the connection with it.
 * @param head has been checked
 * @param rest what came behind it
 * @returns undefined where the peer has gone meanwhile: then the connection is closed
 */
export function openWebSocket(
  head: Head,
  connection: Connection,
  rest: Uint8Array,
  deadlines: Deadlines,
): WebSocketConnection | undefined {
  const duplex = new ConnectionDuplex(connection);
  duplex.on("error", () => {}); // without a listener an error would end the process
  const headers = { ...Object.fromEntries(head.headers), upgrade: "websocket" }; // which may be one of several
  const request = { method: head.method, url: head.path, headers };
  let opened: WebSocketConnection | undefined;
  server.handleUpgrade(request, duplex, Buffer.from(rest), (socket) => {
    opened = new WebSocketConnection(socket, duplex, deadlines);
  });
  if (opened === undefined) duplex.destroy();
  return opened;
}

interface Reading {
  readonly into: Uint8Array;
  resolve(count: number | null): void;
}

export class WebSocketConnection implements Connection, Hurried {
  readonly #socket: WebSocket;
  readonly #duplex: ConnectionDuplex;
  readonly #deadlines: Deadlines;
  readonly #lines: Uint8Array[] = []; // that have come, and nobody has read
  #reading: Reading | undefined;
  #begun = NO_BYTES; // a line whose end has not been written
  #giveUp: (() => void) | undefined; // the write under way
  #isHeard = true; // since it was asked last
  #signs = 0; // of life, without a message, since then
  #isOver = false;

  constructor(socket: WebSocket, duplex: ConnectionDuplex, deadlines: Deadlines) {
    this.#socket = socket;
    this.#duplex = duplex;
    this.#deadlines = deadlines;
    socket.on("message", (data, isBinary) => this.#hear(data, isBinary));
    socket.on("ping", () => this.#sense());
    socket.on("pong", () => this.#sense());
    socket.on("close", () => this.#end());
    socket.on("error", () => {}); // it closes by itself
    deadlines.begin(this, PING_MS);
  }

  read(into: Uint8Array): Promise<number | null> {
    const count = this.#give(into);
    if (count > 0 || this.#isOver) return Promise.resolve(count > 0 ? count : null);
    return new Promise((resolve) => this.#reading = { into, resolve });
  }

  /** Takes whole lines, some at a time; the beginning of one waits for its end. */
  write(bytes: Uint8Array): Promise<number> {
    const lines: Uint8Array[] = [];
    let taken = 0;
    for (let end; (end = bytes.indexOf(LF, taken)) >= 0 && (taken === 0 || end < MAX_WRITE_BYTES);) {
      lines.push(joined(this.#begun, bytes.subarray(taken, end)));
      this.#begun = NO_BYTES;
      taken = end + 1;
    }
    if (taken === 0) {
      this.#begun = joined(this.#begun, bytes.slice());
      return Promise.resolve(bytes.length);
    }
    return this.#send(lines).then(() => taken);
  }

  /** Says goodbye; what the peer still sends can be read until it has answered. */
  closeWrite(why?: Farewell["kind"]): Promise<void> {
    if (why === undefined) this.#socket.close(1000);
    else this.#socket.close(CLOSE_CODES[why], why);
    return Promise.resolve();
  }

  /** May be repeated. */
  [Symbol.dispose](): void {
    this.#end();
    this.#socket.terminate();
    this.#duplex.destroy();
  }

  /** It is time to ask again, and to have been answered. */
  onLate(): void {
    if (this.#isOver) return;
    // While nobody reads here no answer is seen; and whoever takes no write is noticed by the outbox.
    const isExcused = this.#isHeard || this.#socket.isPaused || this.#giveUp !== undefined;
    if (!isExcused) return this[Symbol.dispose]();
    this.#isHeard = false;
    this.#signs = 0;
    if (this.#giveUp === undefined) this.#socket.ping();
    this.#deadlines.begin(this, PING_MS);
  }

  #sense(): void {
    this.#isHeard = true;
    if (++this.#signs > MAX_SIGNS) this[Symbol.dispose]();
  }

  #hear(data: Uint8Array, isBinary: boolean): void {
    this.#isHeard = true;
    if (this.#isOver) return;
    if (isBinary) {
      this.#socket.close(1003, "send text");
      return this.#end();
    }
    const line = new Uint8Array(data.length + 1);
    line.set(data);
    for (let at = 0; at < data.length; at++) if (line[at] === LF || line[at] === CR) line[at] = BLANK;
    line[data.length] = LF;
    this.#lines.push(line);
    if (this.#reading !== undefined) this.#answer(this.#give(this.#reading.into));
    if (this.#lines.length > 0) this.#socket.pause();
  }

  /** Gives what fits of the lines that wait, and hears on when none is left. */
  #give(into: Uint8Array): number {
    let count = 0;
    for (let line; count < into.length && (line = this.#lines[0]) !== undefined;) {
      const part = line.subarray(0, into.length - count);
      into.set(part, count);
      count += part.length;
      if (part.length === line.length) this.#lines.shift();
      else this.#lines[0] = line.subarray(part.length);
    }
    if (this.#lines.length === 0 && this.#socket.isPaused) this.#socket.resume();
    return count;
  }

  #answer(count: number | null): void {
    this.#reading?.resolve(count);
    this.#reading = undefined;
  }

  /** Resolves when the socket has taken the last of them, and so all. */
  #send(lines: readonly Uint8Array[]): Promise<void> {
    const last = lines.length - 1;
    this.#duplex.cork(); // one write for all
    return new Promise<void>((resolve, reject) => {
      this.#giveUp = () => reject(new Error("The WebSocket is closed"));
      for (const [at, line] of lines.entries()) {
        this.#socket.send(line, { binary: false }, (error) => {
          if (at < last) return;
          this.#giveUp = undefined;
          if (error) reject(error);
          else resolve();
        });
      }
      this.#duplex.uncork();
    });
  }

  /** The peer has said goodbye, or is gone: what it has said can still be read. */
  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadlines.end(this);
    this.#answer(null);
    this.#giveUp?.();
  }
}

function joined(begun: Uint8Array<ArrayBuffer>, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  if (begun.length === 0) return rest as Uint8Array<ArrayBuffer>;
  const whole = new Uint8Array(begun.length + rest.length);
  whole.set(begun);
  whole.set(rest, begun.length);
  return whole;
}
