/**
 * The requests to JetStream that a ledger needs, as JSON: make a stream, ask how it is, empty it, have it told, erase a
 * message, and look up what was published last under a subject.
 *
 * @module
 */

import type { NatsConnection } from "./nats_connection.ts";

/** Longest wait for an answer, in milliseconds: the server is near, and asked again. */
const ANSWER_MS = 2000;

/** JetStream's number for "there is no such stream". */
const NO_STREAM = 10059;

/** What is wrong with a stream is believed when it is seen that often in a row: a server that starts may know less at first. */
const TIMES_SEEN = 3;

/** What an operator has to do something about: trying again does not help, once it was seen so often in a row. */
export class LedgerUnfit extends Error {
  readonly timesSeen: number;

  constructor(message: string, timesSeen = TIMES_SEEN) {
    super(message);
    this.timesSeen = timesSeen;
  }
}

/** The numbers for "there is no such message". */
const NO_MESSAGE: readonly (number | undefined)[] = [10037, 10043];

/** Its number for "erasing failed", and what it says where that is because there is no such message. */
const NOT_ERASED = 10057, NOT_THERE = /message found|deleted message|store EOF/i;

/** How a stream is. */
export interface StreamState {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly messages: number;
  /** Which messages it takes. */
  readonly subjects: readonly string[];
  /** On how many servers it is kept. */
  readonly replicas: number;
}

/** A stream that is to be made. */
export interface NewStream {
  readonly subjects: readonly string[];
  /** On how many servers it is kept: 1, 3 or 5. */
  readonly replicas: number;
  /** How long its messages are kept, in days; 0 for ever. */
  readonly keepDays: number;
}

/** JetStream, as one connection reaches it. All of it rejects with an Error, a {@linkcode LedgerUnfit} among them. */
export class JetStream {
  readonly #connection: NatsConnection;
  readonly #stream: string;

  constructor(connection: NatsConnection, stream: string) {
    this.#connection = connection;
    this.#stream = stream;
  }

  /** How the stream is; undefined where there is none. */
  async state(): Promise<StreamState | undefined> {
    const answer = await this.#ask("STREAM.INFO", {});
    if (answer.error?.err_code === NO_STREAM) return undefined;
    return stateIn(demand(answer));
  }

  async make({ subjects, replicas, keepDays }: NewStream): Promise<StreamState> {
    return stateIn(demand(
      await this.#ask("STREAM.CREATE", {
        name: this.#stream,
        subjects,
        storage: "file",
        retention: "limits",
        discard: "new", // a full stream refuses what is new; it does not drop what nodes may not know yet
        num_replicas: replicas,
        max_age: keepDays * 86_400e9,
        max_msgs: -1,
        max_bytes: -1,
        max_consumers: -1,
      }),
    ));
  }

  /** Empties the stream; the next message has this number. (`first_seq` does it in one step, but 2.9 ignores that.) */
  async beginAt(seq: number): Promise<void> {
    demand(await this.#ask("STREAM.PURGE", { seq }));
  }

  /** Has everything from a number on told to a subject, in order, without an end. */
  async tell(subject: string, fromSeq: number, heartbeatMs: number): Promise<void> {
    const config = {
      deliver_subject: subject,
      deliver_policy: "by_start_sequence",
      opt_start_seq: fromSeq,
      ack_policy: "none",
      replay_policy: "instant",
      flow_control: true,
      idle_heartbeat: heartbeatMs * 1e6,
      max_deliver: 1,
      mem_storage: true,
      num_replicas: 1,
      inactive_threshold: 10e9, // forgotten when its reader is gone that long
    };
    demand(await this.#ask("CONSUMER.CREATE", { stream_name: this.#stream, config }));
  }

  /** Publishes a message, and waits until it is kept. */
  async publish(subject: string, data: string): Promise<void> {
    demand(await this.#request("the message", subject, data));
  }

  /** Erases the message of a number, also from the server's disk; one that is gone already stays gone. */
  async erase(seq: number): Promise<void> {
    const answer = await this.#ask("STREAM.MSG.DELETE", { seq });
    const { err_code: code, description = "" } = answer.error ?? {};
    const isGone = NO_MESSAGE.includes(code) || (code === NOT_ERASED && NOT_THERE.test(description));
    if (!isGone) demand(answer);
  }

  /** What was published last under a subject; undefined for nothing. */
  async last(subject: string): Promise<Uint8Array | undefined> {
    const answer = await this.#ask("STREAM.MSG.GET", { last_by_subj: subject });
    if (NO_MESSAGE.includes(answer.error?.err_code)) return undefined;
    const { message } = demand(answer);
    return Uint8Array.from(atob(message?.data ?? ""), (letter) => letter.charCodeAt(0));
  }

  #ask(what: string, body: unknown): Promise<Answer> {
    return this.#request(what, `$JS.API.${what}.${this.#stream}`, JSON.stringify(body));
  }

  async #request(what: string, subject: string, body: string): Promise<Answer> {
    try {
      const data = await this.#connection.request(subject, body, ANSWER_MS);
      return JSON.parse(new TextDecoder().decode(data));
    } catch (error) {
      throw refusalOf(error, what, subject);
    }
  }
}

/** Why there was no answer; the library wraps its reason. */
function refusalOf(error: unknown, what: string, subject: string): Error {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { name, message } = reason instanceof Error ? reason : new Error(String(reason));
  if (name === "PermissionViolationError") {
    const isAsking = message.includes("Publish");
    return new LedgerUnfit(
      `its user may not ${isAsking ? `publish to ${subject}` : "subscribe to _INBOX.>"}`,
    );
  }
  if (name === "NoResponders") return new Error("JetStream is not at work there", { cause: error });
  if (name === "TimeoutError") return new Error(`there was no answer to ${what}`, { cause: error });
  return new Error(message, { cause: error });
}

interface Answer {
  readonly error?: { readonly code: number; readonly err_code?: number; readonly description?: string };
  readonly config?: { readonly subjects?: readonly string[]; readonly num_replicas?: number };
  readonly message?: { readonly data?: string };
  readonly state?: { readonly first_seq: number; readonly last_seq: number; readonly messages: number };
}

/** An answer that is none of a refusal. */
function demand(answer: Answer): Answer {
  if (answer.error === undefined) return answer;
  throw new Error(answer.error.description ?? `error ${answer.error.code}`);
}

function stateIn({ config, state }: Answer): StreamState {
  if (state === undefined) throw new Error("an answer without a state");
  return {
    firstSeq: state.first_seq,
    lastSeq: state.last_seq,
    messages: state.messages,
    subjects: config?.subjects ?? [],
    replicas: config?.num_replicas ?? 1,
  };
}
