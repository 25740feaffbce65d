/**
 * Takes what was said out of a stream. JetStream cannot write anew in the place of a message, it only erases. So what is to
 * stand there is published first, under a subject that has the number of the place; then the message is erased. Whoever reads
 * the stream later comes to a place that is empty, looks that subject up, and reads what was put there (`follower.ts`).
 *
 * @module
 */

import { type Clock, every } from "../../runtime/clock.ts";
import type { JetStream } from "./jetstream.ts";
import type { NatsConnection } from "./nats_connection.ts";
import { SILENCE_MS, StreamReader } from "./stream_reader.ts";

/** Most messages that are replaced before the stream is read on, so that they need not all be remembered. */
const MOST_AT_ONCE = 1000;

const utf8 = new TextDecoder();

/** What stands in the place of an erased message. */
export interface Replacement {
  /** When the stream took the message that stood there, in milliseconds since 1970. */
  readonly time: number;
  readonly instead: unknown;
}

/** The record in a message; undefined for what stands in the place of another one, and for what is no object at all. */
export function recordIn(data: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(utf8.decode(data));
    const isRecord = typeof value === "object" && value !== null && !("instead" in value);
    return isRecord ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @throws SyntaxError where it is no JSON */
export function replacementIn(data: Uint8Array): Replacement {
  return JSON.parse(utf8.decode(data));
}

/** The stream, as one connection reaches it. */
export interface ReachedStream {
  readonly connection: NatsConnection;
  readonly jetstream: JetStream;
  readonly clock: Clock;
}

/** Which messages are replaced, and by what. */
export interface Replacing<Record> {
  /** The first number, and the last. */
  readonly from: number;
  readonly upTo: number;
  /** What a subject begins with under which something is put in a place. */
  readonly subject: string;
  /** What stands in the place of a record then; undefined where that stays. */
  readonly instead: (record: Record) => Record | undefined;
}

/** Replaces them, one after the other. Rejects where that cannot be done now; what was done stays so. */
export async function replaceIn<Record>(
  stream: ReachedStream,
  { from, upTo, subject, instead }: Replacing<Record>,
): Promise<void> {
  for (let next = from; next <= upTo;) {
    const found = await find(stream, next, upTo, instead);
    for (const [seq, replacement] of found.places) {
      await stream.jetstream.publish(`${subject}.${seq}`, JSON.stringify(replacement));
      await stream.jetstream.erase(seq);
    }
    next = found.next;
  }
}

/** The places behind a number, and the number to go on from. */
interface Found {
  readonly places: ReadonlyMap<number, Replacement>;
  readonly next: number;
}

async function find<Record>(
  { connection, jetstream, clock }: ReachedStream,
  from: number,
  upTo: number,
  instead: (record: Record) => Record | undefined,
): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const places = new Map<number, Replacement>();
  const end = (next: number) => resolve({ places, next });
  let isHeard = true; // since the last look
  // A server that goes takes its readers along without a word; the connection may be one to another server.
  using _watch = every(clock, SILENCE_MS, () => {
    if (!isHeard) reject(new Error("it has fallen silent"));
    isHeard = false;
  });
  using reader = new StreamReader(connection, {
    alive: () => isHeard = true,
    gap: () => reject(new Error("a message got lost on its way")),
    idle: () => end(upTo + 1),
    message(seq, time, data) {
      if (seq > upTo) return end(upTo + 1);
      const there = insteadOf(data, instead);
      if (there !== undefined) places.set(seq, { time, instead: there });
      if (seq === upTo || places.size === MOST_AT_ONCE) end(seq + 1);
    },
  });
  connection.over.then(() => reject(new Error("the connection is over")));
  reader.begin(jetstream, from).catch(reject);
  return await promise;
}

function insteadOf<Record>(data: Uint8Array, instead: (record: Record) => Record | undefined): unknown {
  const record = recordIn(data);
  try {
    return record && instead(record as Record);
  } catch {
    return undefined; // somebody else has put it in
  }
}
