/**
 * Follows a stream over one connection: has it told, and told anew after a gap, after silence, or where it failed.
 *
 * @module
 */

import { messageOf } from "../../runtime/reason.ts";
import type { Clock, Timer } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { fitStream, type Standing } from "./fit_stream.ts";
import { JetStream, LedgerUnfit, type StreamState } from "./jetstream.ts";
import { type Replacement, replacementIn } from "./replacing.ts";
import type { NatsConnection } from "./nats_connection.ts";
import { SILENCE_MS, StreamReader } from "./stream_reader.ts";

/** Between two tries, in milliseconds. */
const AGAIN_MS = 500;

/** Every so many failed tries the log says so once more. */
const TRIES_A_LINE = 20;

/** What was wrong with the stream, over one connection after the other. */
export interface Doubt {
  /** How often in a row. */
  times: number;
}

/** So many empty places are looked up at a time. */
const LOOKED_UP_AT_ONCE = 64;

export interface FollowerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly doubt: Doubt;
  /** Where the node stands just now. */
  readonly standing: () => Standing;
  /** The stream is fit, and is told from now on. */
  readonly onAgreed: (state: StreamState) => void;
  /** Anything came. */
  readonly onAlive: () => void;
  /** @throws {LedgerUnfit} where it is another stream than before */
  readonly onMessage: (seq: number, time: number, data: Uint8Array) => void;
  /** What a subject begins with under which something was put in the place of an erased message. */
  readonly replacedUnder: string;
  /** The place of a message is empty, and something was put there: told before the next message. */
  readonly onReplaced: (seq: number, replacement: Replacement) => void;
  /** All that there is has been told. */
  readonly onIdle: () => void;
  /** The stream is of no use; nothing more comes. */
  readonly onUnfit: (reason: string) => void;
}

export class Follower implements Disposable {
  readonly #connection: NatsConnection;
  readonly #jetstream: JetStream;
  readonly #parts: FollowerParts;
  #reader: StreamReader | undefined;
  #try = 0; // of which what comes is heard
  #again: Timer | undefined;
  #heardAt = 0;
  #failures = 0;

  constructor(connection: NatsConnection, stream: string, parts: FollowerParts) {
    this.#connection = connection;
    this.#jetstream = new JetStream(connection, stream);
    this.#parts = parts;
  }

  /** Begins, or begins anew. Never rejects. */
  async begin(): Promise<void> {
    this[Symbol.dispose]();
    const mine = this.#try, { standing, onAgreed } = this.#parts;
    try {
      const state = await fitStream(this.#jetstream, standing());
      if (mine !== this.#try) return;
      const { after } = standing();
      const reader = this.#reader = new StreamReader(this.#connection, this.#listener(mine, state.firstSeq));
      await reader.begin(this.#jetstream, Math.max(1, after)); // the last one that is known comes once more, to be compared
      if (mine !== this.#try) return;
      this.#failures = this.#parts.doubt.times = 0;
      onAgreed(state);
    } catch (error) {
      if (mine === this.#try) this.#failed(error);
    }
  }

  /** Time passes. @param lateMs how long this process stood still, so that nothing could be heard */
  look(lateMs: number): void {
    this.#heardAt += lateMs;
    if (this.#reader !== undefined && this.#parts.clock.now() - this.#heardAt > SILENCE_MS) void this.begin();
  }

  /** Follows no more. */
  [Symbol.dispose](): void {
    this.#try++;
    this.#again?.cancel();
    this.#reader?.[Symbol.dispose]();
    this.#reader = undefined;
  }

  #listener(mine: number, firstSeq: number) {
    const { clock, standing, onAlive, onMessage, onIdle } = this.#parts;
    const alive = () => {
      this.#heardAt = clock.now();
      onAlive();
    };
    alive();
    const tell = (seq: number, time: number, data: Uint8Array) => {
      try {
        onMessage(seq, time, data);
      } catch (error) {
        this.#unfit(
          error instanceof LedgerUnfit ? error.message : `its record ${seq} cannot be read: ${error}`,
        );
      }
    };
    return {
      alive,
      message: (seq: number, time: number, data: Uint8Array) => {
        const next = Math.max(standing().after + 1, firstSeq);
        if (seq <= next) return tell(seq, time, data);
        return this.#fill(mine, next, seq).then(() => mine === this.#try ? tell(seq, time, data) : undefined);
      },
      idle: onIdle,
      gap: () => void this.begin(),
    };
  }

  /** Tells what was put in places that are empty. Never rejects. */
  async #fill(mine: number, from: number, to: number): Promise<void> {
    const { replacedUnder, onReplaced } = this.#parts;
    try {
      for (let at = from; at < to && mine === this.#try; at += LOOKED_UP_AT_ONCE) {
        const seqs = Array.from({ length: Math.min(LOOKED_UP_AT_ONCE, to - at) }, (_, i) => at + i);
        const found = await Promise.all(seqs.map((seq) => this.#jetstream.last(`${replacedUnder}.${seq}`)));
        if (mine !== this.#try) return;
        for (const [i, data] of found.entries()) {
          if (data !== undefined) onReplaced(seqs[i]!, replacementIn(data));
        }
      }
    } catch (error) {
      if (mine !== this.#try) return;
      if (error instanceof LedgerUnfit) this.#unfit(error.message); // a right that is missing will be missing again
      else this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const { doubt } = this.#parts, reason = messageOf(error);
    const isUnfit = error instanceof LedgerUnfit;
    doubt.times = isUnfit ? doubt.times + 1 : 0;
    if (isUnfit && doubt.times >= error.timesSeen) return this.#unfit(reason);
    if (!isUnfit && this.#failures++ % TRIES_A_LINE === 0) {
      this.#parts.log("warning", "Cannot read from NATS: {reason}. It is tried again and again.", { reason });
    }
    this[Symbol.dispose]();
    this.#again = this.#parts.clock.after(AGAIN_MS, () => void this.begin());
  }

  #unfit(reason: string): void {
    this[Symbol.dispose]();
    this.#parts.onUnfit(reason);
  }
}
