/**
 * Reads a stream in order, over one connection: an own consumer, whose messages are counted. Where one is missing, or none
 * comes for too long, the reader is of no use any more, and whoever made it makes another.
 *
 * The client library's consumers are not used: after a restart of the server the one stalls for good, the other is silent
 * for a minute.
 *
 * @module
 */

import type { JetStream } from "./jetstream.ts";
import type { NatsConnection, NatsMessage } from "./nats_connection.ts";

/** How often the server says that there is nothing new, in milliseconds. */
const HEARTBEAT_MS = 1000;

/** How long nothing may come before a reader is given up, in milliseconds: two heartbeats may be lost. */
export const SILENCE_MS = 2500;

/** Heartbeats in a row after which nothing is left to tell: one may come while the server looks for the next message. */
const IDLE_HEARTBEATS = 2;

/** Fields at the end of a message's reply subject: number in the stream, number for this consumer, time, how many are left. */
const REPLY_FIELDS = 5;

/** What a reader tells. */
export interface StreamListener {
  /** A message; its time is in milliseconds since 1970. Where that takes a while, what comes meanwhile waits. */
  message(seq: number, time: number, data: Uint8Array): Promise<void> | void;
  /** Anything came. */
  alive(): void;
  /** Nothing has come for a while: everything that there is has been told. */
  idle(): void;
  /** A message was lost on its way; nothing more is told. */
  gap(): void;
}

export class StreamReader implements Disposable {
  readonly #connection: NatsConnection;
  readonly #listener: StreamListener;
  #unsubscribe: (() => void) | undefined;
  #count = 0;
  #heartbeats = 0; // since the last message
  #waiting: NatsMessage[] | undefined; // no more than the server sends without an answer to its flow control

  constructor(connection: NatsConnection, listener: StreamListener) {
    this.#connection = connection;
    this.#listener = listener;
  }

  /** Begins with the message of a number; resolves when the server has agreed. Messages may come before that. */
  async begin(jetstream: JetStream, fromSeq: number): Promise<void> {
    const inbox = `_INBOX.${crypto.randomUUID().replaceAll("-", "")}`;
    this.#unsubscribe = this.#connection.subscribe(inbox, (message) => this.#hear(message));
    await jetstream.tell(inbox, fromSeq, HEARTBEAT_MS);
  }

  /** Tells nothing more. */
  [Symbol.dispose](): void {
    try {
      this.#unsubscribe?.();
    } catch { /* the connection is over */ }
    this.#unsubscribe = undefined;
  }

  #hear(message: NatsMessage): void {
    if (this.#unsubscribe === undefined) return;
    this.#listener.alive();
    if (this.#waiting === undefined) this.#take(message);
    else this.#waiting.push(message);
  }

  #take(message: NatsMessage): void {
    if (message.headers?.code === 100) return this.#control(message);
    const fields = message.reply?.split(".") ?? [], at = fields.length - REPLY_FIELDS;
    const nth = Number(fields[at + 2]);
    if (nth !== this.#count + 1) return this.#gap();
    this.#count = nth;
    this.#heartbeats = 0;
    const seq = Number(fields[at + 1]), time = Number(fields[at + 3]!.slice(0, -6));
    const done = this.#listener.message(seq, time, message.data);
    if (done !== undefined) void this.#wait(done);
  }

  async #wait(done: Promise<void>): Promise<void> {
    this.#waiting = [];
    await done;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const [i, message] of waiting.entries()) {
      if (this.#unsubscribe === undefined) return;
      this.#take(message);
      if (this.#waiting === undefined) continue;
      this.#waiting = waiting.slice(i + 1);
      return;
    }
  }

  /** A heartbeat, or the server's question whether it may send more: asked behind messages, and answered behind them. */
  #control({ reply, headers }: NatsMessage): void {
    const stalled = headers!.get("Nats-Consumer-Stalled"), last = headers!.get("Nats-Last-Consumer");
    const answerTo = reply || stalled;
    if (answerTo) this.#answer(answerTo);
    if (Number(last || 0) > this.#count) return this.#gap();
    if (!answerTo && ++this.#heartbeats === IDLE_HEARTBEATS) this.#listener.idle();
  }

  #answer(subject: string): void {
    try {
      this.#connection.publish(subject, "");
    } catch { /* the connection is over */ }
  }

  #gap(): void {
    this[Symbol.dispose]();
    this.#listener.gap();
  }
}
