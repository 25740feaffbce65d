/**
 * All readers, and the fan-out of events to many of them.
 *
 * What is delivered in one turn is handed out as one batch: the work per event does not grow with the readers, and the
 * work per reader does not grow with the events.
 *
 * Requirements of `deliver`:
 * 1. it never waits;
 * 2. it keeps the order of every reader;
 * 3. it renders each dialect at most once;
 * 4. a full outbox touches nobody else;
 * 5. memory per reader is bounded by lines and by bytes.
 *
 * @module
 */

import type { Activities, Activity } from "../observe/activity.ts";
import type { Audience, MentionsOf } from "./batch.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import { Doorway } from "./doorway.ts";
import { Flusher } from "./flusher.ts";
import { SharedConcat } from "./shared_concat.ts";
import type { Dialect, Topic } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Notice } from "../model/notice.ts";
import type { Farewell } from "../model/farewell.ts";
import { OutboxSpace } from "./outbox_space.ts";
import type { PumpWriter } from "./pump.ts";
import { type Origin, Reader } from "./reader.ts";
import type { Shared } from "./shared.ts";
import { StalledReaders } from "./stalled_readers.ts";
import { TailSpace } from "./tail_space.ts";
import { Tally } from "../observe/tally.ts";
import { IDLE, unobserved } from "../observe/unobserved.ts";
import { Topics } from "./topics.ts";
import { Turn, type TurnParts } from "./turn.ts";
import { Valve } from "./valve.ts";
import type { UnansweredMs } from "./vanished.ts";

/** The settings that bound it, read whenever they are needed. */
export type FanOutBounds = Pick<
  Config,
  "outboxLines" | "outboxBytes" | "allOutboxesBytes" | "flushMs" | "stalledMs" | "nameMs"
>;

/** What a fan-out is given; where it is given none of it, nothing is kept and nothing measured. */
export interface FanOutParts extends Pick<TurnParts, "keep"> {
  readonly unansweredMs: UnansweredMs;
  readonly activities: Activities;
  readonly delivery: Activity;
  readonly tally: Tally;
}

export class FanOut implements Disposable {
  /** Between senders and readers: sessions ask it before they handle a line. */
  readonly valve: Valve;
  /** Where newcomers wait: sessions ask it before they hear a name. */
  readonly doorway: Doorway;
  /** What all outboxes hold together. */
  readonly space: OutboxSpace;
  readonly #stalled: StalledReaders;
  readonly #readers = new Set<Reader>();
  readonly #topics = new Topics<Reader>();
  readonly #shared: Shared;
  readonly #turn: Turn;
  #ending: Farewell | undefined;

  constructor(
    clock: Clock,
    bounds: FanOutBounds,
    {
      keep = () => {},
      unansweredMs = () => 0,
      activities = unobserved(clock),
      delivery = IDLE,
      tally = new Tally(),
    }: Partial<FanOutParts> = {},
  ) {
    const outbox = { count: bounds.outboxLines, cost: bounds.outboxBytes }, topics = this.#topics;
    const readers = () => this.#readers.size;
    const space = this.space = new OutboxSpace(bounds.allOutboxesBytes, this.#readers);
    const valve = this.valve = new Valve(clock, readers, space);
    const doorway = this.doorway = new Doorway(clock, readers, space, () => bounds.nameMs);
    this.#stalled = new StalledReaders(clock, this.#readers, doorway, () => bounds.stalledMs);
    const turn = this.#turn = new Turn({ keep, topics, activity: delivery, space }, outbox);
    const flush = () =>
      delivery.timed(() => {
        turn.settle();
        flusher.writeAll();
        concat.forget();
      });
    const concat = new SharedConcat(), flusher = new Flusher(clock, bounds.flushMs, activities.row(), flush);
    const own = { space, tails: new TailSpace(space), valve, doorway, concat, flusher, turn };
    this.#shared = { ...own, bounds: outbox, clock, unansweredMs, activities, tally };
  }

  /**
   * Registers a writer; the caller keeps what is behind it and unseats it again.
   * @param first what it is told first, at once; nothing unless given
   */
  seat(
    writer: PumpWriter,
    dialect: Dialect,
    origin: Origin = { peer: "unknown", door: "none", isEncrypted: false },
    first?: Notice,
  ): Reader {
    const reader = new Reader(writer, dialect, origin, this.#shared);
    this.#readers.add(reader);
    if (this.#ending !== undefined) reader.end(this.#ending);
    this.#stalled.watch();
    if (first !== undefined) {
      reader.tell(first);
      reader.outbox.flush();
    }
    return reader;
  }

  /** Forgets a reader and what is still queued for it: its outbox takes nothing any more, whatever the turn has for it. */
  unseat(reader: Reader): void {
    this.#readers.delete(reader);
    reader.outbox[Symbol.dispose]();
    this.#turn.queue(reader, () => this.#topics.forget(reader));
  }

  /** Has a reader read a topic, from the next event on. */
  subscribe(reader: Reader, topic: Topic): void {
    this.#turn.queue(reader, () => this.#topics.add(reader, topic));
  }

  /** Has a reader read a topic no more; what was delivered before is still for it. */
  unsubscribe(reader: Reader, topic: Topic): void {
    this.#turn.queue(reader, () => this.#topics.delete(reader, topic));
  }

  /** Delivers an event to everybody who reads a topic, or to these few, but the exceptions. */
  deliver(to: Audience, event: Event, except: Iterable<Reader> = [], mentionsOf?: MentionsOf): void {
    this.#turn.add(event, to, except, mentionsOf);
    this.#shared.flusher.request();
  }

  /**
   * Asks every session to end, those still to come included.
   * @param isMeant which of those that are here; all unless given
   */
  endAll(farewell: Farewell, isMeant: (reader: Reader) => boolean = () => true): void {
    this.#ending = farewell;
    for (const reader of this.#readers) if (isMeant(reader)) reader.end(farewell);
  }

  get readers(): ReadonlySet<Reader> {
    return this.#readers;
  }

  /** How many readers are behind and newcomers wait, and what all outboxes hold, writes under way included. */
  snapshot() {
    const { valve: { behind, isPausing }, doorway: { waiting: newcomers }, space } = this;
    const { isFlushDue } = this.#shared.flusher;
    return { isFlushDue, behind, isPausing, newcomers, outboxesBytes: space.bytes };
  }

  /** Stops all timers. Readers still seated are no longer flushed. */
  [Symbol.dispose](): void {
    this.#stalled[Symbol.dispose]();
    this.doorway[Symbol.dispose]();
    this.#shared.flusher[Symbol.dispose]();
    this.valve[Symbol.dispose]();
  }
}
