/**
 * The ledger as a JetStream stream of a NATS server: a record is a message, its number the stream's.
 *
 * What is told counts, so nobody waits for the server's receipts: records are published, and read with everybody's.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Life } from "../bus.ts";
import type { Ledger, Reading } from "../ledger.ts";
import { type Doubt, Follower } from "./follower.ts";
import { JetStream } from "./jetstream.ts";
import { Link } from "./link.ts";
import type { NatsAddress } from "../../runtime/nats_address.ts";
import type { Dial, NatsConnection } from "./nats_connection.ts";
import { replaceIn } from "./replacing.ts";
import { warnOfOld } from "./server_version.ts";
import { Teller } from "./teller.ts";

/** Where the ledger is kept, and how. */
export interface NatsOptions {
  /** At least one. */
  readonly addresses: readonly NatsAddress[];
  /** The name of the stream; its subjects begin with the same in small letters. */
  readonly stream: string;
  /** On how many servers a new stream is kept: 1, 3 or 5. */
  readonly replicas: number;
  /** How long a new stream keeps records, in days; 0 for ever. */
  readonly keepDays: number;
  /** The last number this node gave when it was alone; 0 for none. A new stream goes on behind it. */
  readonly aloneUntil: number;
}

export interface NatsLedgerParts<Record> {
  readonly options: NatsOptions;
  readonly dial: Dial;
  readonly clock: Clock;
  readonly log: Log;
  /** What a record's subject ends with: words of letters, digits, `-` and `_`, with dots between them. */
  readonly kindOf: (record: Record) => string;
}

/**
 * How long nothing may be told though something was written, before another one of several servers is tried, in milliseconds:
 * one that is cut off from the others takes what is written, hands on beats, and says that there is nothing new.
 */
const UNTOLD_MS = 5500;

/** What a subject may end with: a space would end it, and mix up the protocol. */
const KIND = /^[\w-]+(\.[\w-]+)*$/;

export class NatsLedger<Record> implements Ledger<Record> {
  readonly #parts: NatsLedgerParts<Record>;
  readonly #prefix: string;
  readonly #link: Link;
  #reading: Reading<Record> | undefined; // none before it is opened, once it is closed, and when it has failed
  #teller: Teller<Record> | undefined;
  #follower: Follower | undefined;
  readonly #doubt: Doubt = { times: 0 };
  #version = ""; // of the last server
  #isUp = false;
  #untoldSince: number | undefined; // since when something that was written may have to be told

  constructor(parts: NatsLedgerParts<Record>) {
    this.#parts = parts;
    this.#prefix = parts.options.stream.toLowerCase();
    const { options: { addresses }, dial, clock, log } = parts;
    this.#link = new Link({
      ...{ addresses, dial, clock, log },
      onUp: (connection) => this.#linked(connection),
      onDown: () => this.#unlinked(),
      onLook: (lateMs) => this.#look(lateMs),
    });
  }

  open(after: number, reading: Reading<Record>, time?: number): Promise<void> {
    this.#reading = reading;
    this.#teller = new Teller(reading, after, time);
    this.#link.open();
    return this.#teller.caughtUp;
  }

  append(record: Record): void {
    if (!this.#isUp) return;
    this.#untoldSince ??= this.#parts.clock.now();
    try {
      const kind = this.#parts.kindOf(record);
      const subject = `${this.#prefix}.log.${KIND.test(kind) ? kind : "other"}`;
      this.#link.connection?.publish(subject, JSON.stringify(record));
    } catch { /* it is lost, as a record may be */ }
  }

  beat(life: Life): void {
    try {
      this.#link.connection?.publish(`${this.#prefix}.beat`, life);
    } catch { /* it is missed */ }
  }

  note(text: string): void {
    try {
      this.#link.connection?.publish(`${this.#prefix}.note`, text);
    } catch { /* it is lost */ }
  }

  async replace(from: number, upTo: number, instead: (record: Record) => Record | undefined): Promise<void> {
    const { connection } = this.#link, subject = this.#replacedUnder;
    if (connection === undefined || !this.#isUp) throw new Error("it is out of reach");
    const { options: { stream }, clock } = this.#parts, jetstream = new JetStream(connection, stream);
    await replaceIn({ connection, jetstream, clock }, { from: Math.max(1, from), upTo, subject, instead });
  }

  async close(): Promise<void> {
    this.#end();
    await this.#link.close();
  }

  get #replacedUnder(): string {
    return `${this.#prefix}.log.replaced`;
  }

  #linked(connection: NatsConnection): void {
    const { options: { stream, replicas, keepDays, aloneUntil }, clock, log } = this.#parts;
    const teller = this.#teller!, made = { subjects: [`${this.#prefix}.log.>`], replicas, keepDays };
    if (connection.version !== this.#version) warnOfOld(connection.version, log); // not at every new link
    this.#version = connection.version;
    connection.subscribe(`${this.#prefix}.beat`, ({ data }) => {
      if (!this.#hasSeveral) this.#link.heard();
      this.#reading?.beat(new TextDecoder().decode(data) as Life);
    });
    connection.subscribe(`${this.#prefix}.note`, ({ data }) => {
      this.#reading?.note(new TextDecoder().decode(data));
    });
    this.#follower = new Follower(connection, stream, {
      ...{ clock, log, doubt: this.#doubt },
      standing: () => ({ stream, made, after: teller.seq, aloneUntil }),
      onAgreed: ({ messages, lastSeq }) => {
        this.#up();
        teller.holds(messages, lastSeq);
      },
      onAlive: () => this.#link.heard(),
      onMessage: (seq, time, data) => {
        if (seq > teller.seq) this.#untoldSince = undefined;
        teller.message(seq, time, data);
      },
      replacedUnder: this.#replacedUnder,
      onReplaced: (seq, replacement) => {
        this.#untoldSince = undefined;
        teller.replaced(seq, replacement);
      },
      onIdle: () => teller.idle(),
      onUnfit: (reason) => this.#fail(reason),
    });
    void this.#follower.begin();
  }

  /** Whether another server may be better than this one, if it cannot be read. */
  get #hasSeveral(): boolean {
    return this.#parts.options.addresses.length > 1;
  }

  #look(lateMs: number): void {
    this.#follower?.look(lateMs);
    if (this.#untoldSince === undefined) return;
    this.#untoldSince += lateMs;
    if (this.#hasSeveral && this.#parts.clock.now() - this.#untoldSince > UNTOLD_MS) this.#link.giveUp();
  }

  #unlinked(): void {
    this.#untoldSince = undefined;
    this.#follower?.[Symbol.dispose]();
    const wasUp = this.#isUp;
    this.#isUp = false;
    if (wasUp) this.#reading?.way(false);
  }

  #up(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#reading?.way(true);
  }

  #fail(reason: string): void {
    const reading = this.#reading;
    this.#teller?.endTurn();
    this.#end();
    reading?.failed(reason);
    void this.#link.close();
  }

  #end(): void {
    this.#reading = undefined;
    this.#follower?.[Symbol.dispose]();
    this.#teller?.[Symbol.dispose]();
    this.#isUp = false;
  }
}
