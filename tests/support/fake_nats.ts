/**
 * A NATS server that a test plays by hand: it sees who dials and what is asked, and says what comes.
 *
 * @module
 */

import type { Dial, NatsConnection, NatsMessage } from "../../lib/cluster/nats/nats_connection.ts";

const utf8 = new TextEncoder();

/** One connection to it. */
export class FakeNatsConnection implements NatsConnection {
  readonly version: string;
  readonly over: Promise<void>;
  readonly published: (readonly [subject: string, data: string])[] = [];
  isDropped = false;
  readonly end: () => void;
  readonly #nats: FakeNats;
  readonly #heard = new Map<string, (message: NatsMessage) => void>();

  constructor(nats: FakeNats) {
    this.#nats = nats;
    this.version = nats.version;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.end = resolve;
  }

  publish(subject: string, data: string): void {
    this.published.push([subject, data]);
  }

  subscribe(subject: string, heard: (message: NatsMessage) => void): () => void {
    this.#heard.set(subject, heard);
    return () => void this.#heard.delete(subject);
  }

  async request(subject: string, data: string): Promise<Uint8Array> {
    const what = subject.replace(/^\$JS\.API\.(.*)\.CHAT$/, "$1");
    this.#nats.asked.push(
      what === "CONSUMER.CREATE" ? `${what} ${JSON.parse(data).config.opt_start_seq}` : what,
    );
    await Promise.resolve();
    const { trouble, first, last, replicas } = this.#nats;
    if (trouble !== undefined) throw new Error(trouble);
    if (what === "STREAM.MSG.GET") return utf8.encode(this.#lastUnder(JSON.parse(data).last_by_subj));
    return utf8.encode(JSON.stringify({
      config: { subjects: ["chat.log.>"], num_replicas: replicas },
      state: { first_seq: first, last_seq: last, messages: last - first + 1 },
    }));
  }

  #lastUnder(subject: string): string {
    const data = this.#nats.under.get(subject);
    return JSON.stringify(
      data === undefined ? { error: { code: 404, err_code: 10037 } } : { message: { data: btoa(data) } },
    );
  }

  drop(): void {
    this.isDropped = true;
    this.end();
  }

  close(): Promise<void> {
    this.drop();
    return Promise.resolve();
  }

  /** The consumer that was asked for last tells a message: its number there, its number in the stream. */
  tell(nth: number, seq: number, data: string): void {
    const time = `${1_700_000_000_000 + seq}000000`;
    this.#inbox?.({ reply: `$JS.ACK.CHAT.c.1.${seq}.${nth}.${time}.0`, data: utf8.encode(data) });
  }

  /** It says something about itself. */
  control(headers: Readonly<Record<string, string>>, reply = ""): void {
    const its = { code: 100, get: (name: string) => headers[name] ?? "" } as NonNullable<
      NatsMessage["headers"]
    >;
    this.#inbox?.({ headers: its, reply, data: new Uint8Array(0) });
  }

  /** There is nothing new. @param told how many messages it has told */
  heartbeat(told: number): void {
    this.control({ "Nats-Last-Consumer": `${told}` });
  }

  get #inbox(): ((message: NatsMessage) => void) | undefined {
    const subject = [...this.#heard.keys()].findLast((subject) => subject.startsWith("_INBOX."));
    return subject === undefined ? undefined : this.#heard.get(subject);
  }
}

/** The server. */
export class FakeNats {
  /** What was asked of JetStream: `STREAM.INFO`, `CONSUMER.CREATE` with the number to begin at. */
  readonly asked: string[] = [];
  readonly connections: FakeNatsConnection[] = [];
  /** Why it answers nothing; undefined where it does. */
  trouble: string | undefined;
  /** What was published last, by subject. */
  readonly under = new Map<string, string>();
  /** Why nobody can connect. */
  refusal: string | undefined;
  version = "2.12.0";
  first = 1;
  last = 0;
  replicas = 1;

  readonly dial: Dial = async () => {
    await Promise.resolve();
    if (this.refusal !== undefined) throw new Error(this.refusal);
    const connection = new FakeNatsConnection(this);
    this.connections.push(connection);
    return connection;
  };

  /** The latest connection. */
  get connection(): FakeNatsConnection {
    return this.connections.at(-1)!;
  }
}
