/**
 * The packets of one client of SSH: read from its connection and written to it, with bounds that `ssh2` does not have.
 *
 * Requirements:
 * 1. nothing that a peer sends throws out of here;
 * 2. a peer that does not read is not read either, so that no answers pile up;
 * 3. what may be sent at a time is all that is looked at: `ssh2` would read much that clients never send a server;
 * 4. what the runtime keeps for a cipher is given back.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { KexInit } from "ssh2/kex";
import type { Key } from "ssh2/keys";
import Protocol, { type MessageHandlers } from "ssh2/protocol";
import { type Clock, within } from "../../runtime/clock.ts";
import { MIN_READ_BYTES, nextBuffer } from "../../wire/read_buffer.ts";
import type { ByteSource } from "../../wire/socket_text.ts";
import { type Connection, LINGER_MS } from "../connection.ts";
import { othersTurn } from "../others_turn.ts";
import type { HeavyWork } from "./heavy_work.ts";
import { IDENT, versionLine } from "./version_line.ts";
import { MESSAGE, wantsReply } from "./messages.ts";
import { Outgoing } from "./outgoing.ts";
import { joined, sshString, uint32 } from "./ssh_strings.ts";

/**
 * Largest read buffer in bytes: what one connection may have handled in one tick. It has 80 messages at most, which take
 * 8 ms.
 */
const MAX_READ_BYTES = 4096;

/** Stands for the type of a message that has none: no client sends one, and ssh2 would pass over any number of them. */
const NO_TYPE = 0;

/** SSH_DISCONNECT_PROTOCOL_ERROR. */
const PROTOCOL_ERROR = 2;

/** What proves the server to its clients, and what it offers them. */
export interface ServerSide {
  /** By type. */
  readonly hostKeys: Readonly<Record<string, Key>>;
  readonly offer: KexInit;
}

export interface TransportParts {
  readonly connection: Connection;
  /** Where the connection is read. */
  readonly source: ByteSource;
  readonly clock: Clock;
  readonly server: ServerSide;
  readonly handlers: MessageHandlers;
  /** Whether a message of this type may come now. */
  readonly allows: (type: number) => boolean;
  /** Whether it is a guest: whoever comes in costs more. */
  readonly isIn: () => boolean;
  /** So many bytes have come; false where that is too many. */
  readonly takes: (bytes: number) => boolean;
  /** For what takes long. */
  readonly heavyWork: HeavyWork;
  /** There may be room to write again. */
  readonly onRoom: () => void;
}

export class Transport {
  readonly protocol: Protocol;
  readonly #parts: TransportParts;
  readonly #outgoing: Outgoing;
  #reading: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  readonly #read = Promise.withResolvers<void>(); // to the end
  #isExchanging = true; // keys: what is sent meanwhile would only be queued
  #ciphers: (() => void) | undefined; // gives back those in use
  #failure: string | undefined;

  constructor(parts: TransportParts) {
    this.#parts = parts;
    const { connection, handlers, onRoom, server: { hostKeys, offer } } = parts;
    this.#outgoing = new Outgoing(connection, onRoom);
    const protocol = this.protocol = new Protocol({
      server: true,
      hostKeys,
      offer,
      ident: IDENT,
      messageHandlers: handlers,
      onWrite: (bytes) => this.#outgoing.add(bytes),
      onError: (error) => this.fail(error.message),
      onHandshakeComplete: () => this.#exchanged(),
    });
    const read = protocol._onPayload; // the one place before everything that ssh2 makes of a message
    protocol._onPayload = (payload) => {
      const [type = NO_TYPE] = payload;
      if (!this.#admits(type)) return Infinity; // nothing behind it is read either
      return type === MESSAGE.GLOBAL_REQUEST ? this.#refuse(payload) : read(payload);
    };
  }

  /** Reads and answers until one side has enough; resolves when the connection is closed. May be repeated. */
  serve(): Promise<void> {
    return this.#reading ??= this.#serve();
  }

  /** Whether what is written now would wait here: for the peer, or for new keys. */
  get isBusy(): boolean {
    return this.#isExchanging || this.#outgoing.isWaiting;
  }

  /** Whether keys are being agreed on. */
  get isExchanging(): boolean {
    return this.#isExchanging;
  }

  /** Whether nothing will be read or written any more. */
  get isOver(): boolean {
    return this.#outgoing.isOver;
  }

  /** Why the peer was let go of, if it was. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Writes what has been sent. */
  flush(): void {
    this.#outgoing.flush();
  }

  /** Lets go of the peer when it has had a moment to read what it was sent. May be repeated. */
  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  /**
   * Lets go of the peer, which has done what it must not.
   * @param why told to the person at it, as far as its program shows that
   * @param reason its number (RFC 4253, 11.1)
   */
  fail(why: string, reason = PROTOCOL_ERROR): void {
    if (this.#failure !== undefined) return;
    this.#failure = why;
    this.#sayGoodbye(why, reason);
    void this.close(); // serve() waits for it
  }

  /** ssh2 would say no more than the number. Where it has said so itself, nothing more is sent. */
  #sayGoodbye(why: string, reason: number): void {
    const message = joined(Uint8Array.of(MESSAGE.DISCONNECT), uint32(reason), sshString(why), sshString(""));
    const { _packetRW: { write }, _cipher } = this.protocol;
    const packet = write.alloc(message.length, true); // also while keys are agreed on
    packet.set(message, write.allocStartKEX);
    _cipher.encrypt(write.finalize(packet, true));
  }

  async #serve(): Promise<void> {
    try {
      this.protocol.start();
      this.flush();
      await this.#readOn();
    } catch (error) {
      // The peer's, or the connection's; where it was closed here, that is the reason.
      if (this.#closing === undefined && this.#failure === undefined) {
        this.#failure = (error as Error).message;
        this.#sayGoodbye("The packets cannot be read.", PROTOCOL_ERROR);
      }
    }
    this.#read.resolve();
    await this.close();
  }

  async #readOn(): Promise<void> {
    const { source, clock, takes } = this.#parts, outgoing = this.#outgoing;
    const { line, rest } = await versionLine(source);
    if (line === undefined) return;
    await this.#parse(line);
    if (rest.length > 0) await this.#parse(rest);
    let buffer = new Uint8Array(MIN_READ_BYTES), bytesThisTick = 0;
    while (!outgoing.isOver) {
      outgoing.flush();
      while (outgoing.isFull) await outgoing.written();
      const count = await source.read(buffer);
      if (count === null) return;
      if (!takes(count)) this.fail("Too many bytes.");
      if (this.#closing === undefined) await this.#parse(Buffer.from(buffer.subarray(0, count)));
      buffer = nextBuffer(buffer, count, MAX_READ_BYTES);
      bytesThisTick += count;
      if (bytesThisTick < MAX_READ_BYTES) continue;
      bytesThisTick = 0;
      await othersTurn(clock);
    }
  }

  async #parse(bytes: Buffer): Promise<void> {
    const parse = () => this.protocol.parse(bytes, 0, bytes.length);
    if (this.#isExchanging || !this.#parts.isIn()) await this.#parts.heavyWork.take(parse);
    else parse();
  }

  /** Whether a message of this type is read now. */
  #admits(type: number): boolean {
    if (this.#closing !== undefined) return false;
    if (this.#parts.allows(type)) {
      if (type === MESSAGE.KEXINIT) this.#isExchanging = true;
      return true;
    }
    this.fail(`Message ${type} comes at a wrong time, or too often.`);
    return false;
  }

  /** Nothing is done here for a connection as a whole, such as forwarding a port. ssh2 would compute with what is asked. */
  #refuse(request: Buffer): void {
    const isAnswered = wantsReply(request);
    if (isAnswered === undefined) this.fail("A request is cut off.");
    else if (isAnswered) this.protocol.requestFailure();
  }

  #exchanged(): void {
    this.#isExchanging = false;
    this.#ciphers?.();
    const { _cipher: { _cipherInstance: cipher }, _decipher } = this.protocol;
    const decipher = _decipher?._decipherInstance;
    // The runtime keeps a cipher until it is finished, and ssh2 finishes none.
    this.#ciphers = () => [cipher, decipher].forEach((one) => one?.final());
    this.#parts.onRoom();
  }

  async #close(): Promise<void> {
    const { clock, onRoom } = this.#parts, outgoing = this.#outgoing;
    outgoing.flush();
    const isWritten = await within(clock, LINGER_MS, outgoing.written());
    if (isWritten && !outgoing.isOver) {
      // A client that sees us go before it has closed its channel takes it for a failure.
      if (this.#failure === undefined) await within(clock, LINGER_MS, this.#read.promise);
      await within(clock, LINGER_MS, this.#readAway());
    }
    outgoing.end();
    this.protocol.cleanup();
    this.#ciphers?.();
    this.#ciphers = undefined;
    onRoom();
  }

  /** Ends our half and waits for the peer to end its own, so that the system does not answer unread bytes with a reset. */
  async #readAway(): Promise<void> {
    try {
      await this.#parts.connection.closeWrite();
    } catch {
      return; // the peer is gone
    }
    await this.#read.promise;
  }
}
