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

import type { Audience } from "./batch.ts";
import type { ChannelBounds } from "../runtime/channel.ts";
import type { Clock } from "../runtime/clock.ts";
import { Doorway } from "./doorway.ts";
import { Flusher } from "./flusher.ts";
import { SharedConcat } from "./shared_concat.ts";
import type { Dialect } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Notice, Ref } from "../model/notice.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Outbox, OutboxWriter } from "./outbox.ts";
import { OutboxSpace } from "./outbox_space.ts";
import type { Style } from "./manner.ts";
import { type Origin, Reader, type Shared } from "./reader.ts";
import { StalledReaders } from "./stalled_readers.ts";
import { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import { TaskGroup } from "../observe/task_group.ts";
import { type Topic, Topics } from "./topics.ts";
import { Turn, type TurnParts } from "./turn.ts";
import { Valve } from "./valve.ts";
import type { UnansweredMs } from "./vanished.ts";

/** The bounds of a fan-out. */
export interface FanOutBounds {
  /** How much one outbox may hold: lines, and their bytes. */
  readonly outbox: ChannelBounds;
  /** Most bytes of all outboxes together, writes under way included; no bound unless given. */
  readonly allOutboxesBytes?: number;
  /** Shortest time between two flushes, in milliseconds. */
  readonly flushMs: number;
  /** How long a reader may accept nothing before it is dropped, in milliseconds. */
  readonly stalledMs: number;
  /** How long newcomers wait at most while readers are behind, in milliseconds; a minute unless given. */
  readonly doorwayMs?: number;
}

/** What has to be done before lines are handed out, and who knows of peers what only the system can tell. */
export interface Preparing extends Pick<TurnParts, "keep" | "mentionsOf"> {
  /** Tells for how long a peer has acknowledged nothing; that is never known unless given. */
  readonly unansweredMs?: UnansweredMs;
}

/** How the work of a fan-out is measured. */
export interface FanOutMeters {
  /** Where its tasks are. */
  readonly tasks: TaskGroup;
  /** Has its turn whenever lines are handed out. */
  readonly delivery: Task;
  /** Told of lines, bytes and refusals. */
  readonly tally: Tally;
}

/** Meters that nobody reads. */
function unread(): FanOutMeters {
  const tasks = new TaskGroup();
  return { tasks, delivery: tasks.add({ kind: "delivery", about: "lines" }), tally: new Tally() };
}

/** The fan-out of one server. */
export class FanOut implements Disposable {
  /** Between senders and readers: sessions ask it before they handle a line. */
  readonly valve: Valve;
  /** Where newcomers wait: sessions ask it before they hear a name. */
  readonly doorway: Doorway;
  /** What all outboxes hold together. */
  readonly space: OutboxSpace;
  readonly #clock: Clock;
  readonly #stalled: StalledReaders;
  readonly #readers = new Set<Reader>();
  readonly #topics = new Topics<Reader>();
  readonly #flusher: Flusher;
  readonly #shared: Shared;
  readonly #turn: Turn;
  readonly #delivery: Task;
  readonly #unansweredMs: UnansweredMs;
  #dirty: Outbox[] = [];
  #dirtyAt = 0;
  #ending: Farewell | undefined;

  /**
   * A fan-out with nobody in it.
   * @param preparing by default nothing is kept and nobody mentioned
   */
  constructor(
    clock: Clock,
    bounds: FanOutBounds,
    preparing: Preparing = { keep: () => {}, mentionsOf: () => [] },
    { tasks, delivery, tally }: FanOutMeters = unread(),
  ) {
    this.#clock = clock;
    this.#unansweredMs = preparing.unansweredMs ?? (() => 0);
    const { allOutboxesBytes = Infinity, flushMs } = bounds;
    const readers = () => this.#readers.size;
    const space = this.space = new OutboxSpace(allOutboxesBytes, readers);
    this.#delivery = delivery;
    const share = () => space.share;
    this.#turn = new Turn({ ...preparing, topics: this.#topics, task: delivery, share }, bounds.outbox);
    this.valve = new Valve(clock, readers, space);
    const doorway = this.doorway = new Doorway({
      clock,
      readers,
      isTight: () => space.isHalfFull,
      maxWaitMs: () => bounds.doorwayMs ?? 60_000,
    });
    this.#stalled = new StalledReaders({
      clock,
      stalledMs: () => bounds.stalledMs,
      readers: this.#readers,
      writing: () => doorway.writing,
      onStuck: (readers) => void (doorway.stuck = readers),
    });
    this.#flusher = new Flusher(clock, flushMs, () => this.#flush());
    this.#shared = {
      bounds: bounds.outbox,
      concat: new SharedConcat(),
      valve: this.valve,
      doorway,
      space,
      onDirty: (outbox) => {
        if (this.#dirty.length === 0) this.#dirtyAt = tasks.meter.present;
        this.#dirty.push(outbox);
        this.#flusher.request();
      },
      turn: this.#turn,
      tasks,
      tally,
    };
  }

  /**
   * Registers a writer; the caller keeps what is behind it and unseats it again.
   * @param first what it is told first, at once; nothing unless given
   */
  seat(writer: OutboxWriter, dialect: Dialect, origin?: Origin, first?: Notice): Reader {
    const reader = new Reader(writer, dialect, this.#shared, this.#clock.now(), origin);
    this.#readers.add(reader);
    if (this.#ending !== undefined) reader.end(this.#ending);
    this.#stalled.watch();
    if (first !== undefined) {
      reader.tell(first);
      reader.outbox.flush();
    }
    return reader;
  }

  /** Forgets a reader and what is still queued for it. */
  unseat(reader: Reader): void {
    this.#turn.settle(); // nothing in it may come to an outbox that is no more
    this.#topics.forget(reader);
    this.#readers.delete(reader);
    reader.outbox[Symbol.dispose]();
  }

  /** Has a reader read a topic, from the next event on. */
  subscribe(reader: Reader, topic: Topic): void {
    this.#turn.queue(() => this.#topics.add(reader, topic));
  }

  /** Has a reader read a topic no more; what was delivered before is still for it. */
  unsubscribe(reader: Reader, topic: Topic): void {
    this.#turn.queue(() => this.#topics.delete(reader, topic));
  }

  /** Changes how a reader is spoken to, from the next line on. */
  restyle(reader: Reader, style: Style): void {
    reader.restyle(style);
  }

  /** Delivers an event to everybody who reads a topic, or to these few, but the exceptions. */
  deliver(to: Audience, event: Event, except: Iterable<Reader> = []): void {
    this.#turn.add(event, to, except);
    this.#flusher.request();
  }

  /** Tells one reader something, behind what was delivered before. */
  tell(reader: Reader, notice: Notice, ref?: Ref): void {
    reader.tell(notice, ref);
  }

  /** Asks a reader's session to end. */
  end(reader: Reader, farewell: Farewell): void {
    reader.end(farewell);
  }

  /**
   * For how long a reader's peer has acknowledged nothing, if that is known and at least so long; both in milliseconds.
   * One of whom nothing was heard as long is asked for a sign of life, so that the next time more is known.
   */
  vanishedMs(reader: Reader, atLeastMs: number): number | undefined {
    const silentMs = this.#unansweredMs(reader.origin.peer);
    if (silentMs >= atLeastMs) return silentMs;
    if (this.#clock.now() - reader.heardAt >= atLeastMs) reader.probe();
    return undefined;
  }

  /** Asks every session to end, those still to come included. */
  endAll(farewell: Farewell): void {
    this.#ending = farewell;
    for (const reader of this.#readers) reader.end(farewell);
  }

  /** Whether a flush will come for those who have something to write. */
  get isFlushDue(): boolean {
    return this.#dirty.length > 0;
  }

  /** All readers that are seated. */
  all(): Iterable<Reader> {
    return this.#readers;
  }

  /** How many readers are seated. */
  get size(): number {
    return this.#readers.size;
  }

  /** Stops all timers. Readers still seated are no longer flushed. */
  [Symbol.dispose](): void {
    this.#stalled[Symbol.dispose]();
    this.doorway[Symbol.dispose]();
    this.#flusher[Symbol.dispose]();
    this.valve[Symbol.dispose]();
  }

  #flush(): void {
    const { concat, tally, tasks: { meter } } = this.#shared;
    this.#delivery.enter();
    const beganAt = meter.stamp;
    this.#turn.settle();
    const dirty = this.#dirty;
    this.#dirty = [];
    meter.tick();
    const loaded: Outbox[] = [];
    for (const outbox of dirty) if (outbox.load()) loaded.push(outbox);
    for (const outbox of loaded) outbox.write();
    meter.share(loaded, this.#dirtyAt);
    concat.forget();
    this.#delivery.leave();
    tally.broadcasts.add(meter.stamp - beganAt);
  }
}
