/**
 * The inside of a running server, for the admin door: every task and resource as rows, figures of the whole, and the two
 * things that can be done from there. It reads what others keep, and keeps nothing itself.
 *
 * @module
 */

import type { Figures, OutboxDump, TaskDetails } from "../observe/console_protocol.ts";
import type { Inspected, ResourceRow, TaskKind, TaskRow } from "../observe/rows.ts";
import type { Measure } from "./measure.ts";
import type { Reader } from "../delivery/reader.ts";
import { LoopLag } from "../observe/loop_lag.ts";
import { measuresOf } from "./measures.ts";
import { NodeRows } from "./node_rows.ts";
import type { Condition, InspectorParts, Looked } from "./parts.ts";
import {
  byTimeOfDay,
  inspectedOutbox,
  inspectedSocket,
  inspectedTimer,
  type ReaderIds,
  tasksOf,
} from "./resource_rows.ts";
import { inspectedShared, SHARED_IDS } from "./shared_resources.ts";
import { inspectedTask } from "./task_rows.ts";

/** What the admin door asks of it. */
export type Inside = Omit<Inspector, "condition" | typeof Symbol.dispose>;

/** Most pieces of an outbox that a dump lists. */
const MAX_PIECES = 1000;

export class Inspector implements Disposable {
  readonly #parts: Looked;
  readonly #epoch: number;
  readonly #bornAt: number;
  readonly #nodes: NodeRows;
  #asked = 0;
  readonly #ids = new WeakMap<object, number>(); // of what has no number of its own

  constructor(parts: InspectorParts) {
    const { tasks } = parts, { clock } = tasks.meter;
    const lag = tasks.begin("timer", { name: "event loop", waitsFor: "its timer" });
    const taskOf = (wanted: TaskKind) => tasks.all().find(({ figures }) => figures.kind === wanted)!;
    const of = { store: taskOf("store"), delivery: taskOf("delivery"), lag };
    this.#parts = { ...parts, of, lag: new LoopLag(tasks.clockOf(lag)) };
    this.#epoch = clock.time() - clock.now();
    this.#bornAt = this.now();
    this.#nodes = new NodeRows(() => tasks.nextId(), this.#bornAt);
  }

  /** Every task there is, and those that ended a while ago. */
  *tasks(): Iterable<Inspected<TaskRow>> {
    const { tasks, fanOut } = this.#parts;
    const coming = fanOut.snapshot();
    for (const task of tasks.all()) yield inspectedTask(task, this.#timeOf, coming);
  }

  *resources(): Iterable<Inspected<ResourceRow>> {
    const { fanOut, tasks, chat: { node } } = this.#parts;
    const first = this.#idOf(this, SHARED_IDS), version = ++this.#asked;
    yield* inspectedShared(this.#parts, { first, version, bornAt: this.#bornAt });
    if (node !== undefined) yield* this.#nodes.all(node(), version);
    for (const reader of fanOut.readers) {
      const ids = this.#idsOf(reader);
      yield inspectedOutbox(reader, ids, this.#timeOf);
      yield inspectedSocket(reader, ids, this.#timeOf);
    }
    for (const timer of tasks.timers.pending()) {
      yield inspectedTimer(this.#idOf(timer, 2), timer, this.#timeOf);
    }
  }

  /** The present in milliseconds since 1970, never set back: as the rows have it. */
  now(): number {
    return this.#timeOf(this.#parts.tasks.meter.clock.now());
  }

  figures(): Figures {
    const { fanOut, chat: { seating, rooms }, tally, usage } = this.#parts;
    const { troubles, notes } = this.condition();
    const { cpuMs, residentBytes } = usage();
    return {
      connections: fanOut.readers.size,
      guests: seating.size,
      rooms: rooms.size,
      linesIn: tally.linesIn,
      linesOut: tally.linesOut,
      cpuMs,
      residentBytes,
      troubles: [...troubles, ...notes],
    };
  }

  /** What is degraded, and what somebody should look after. */
  condition(): Condition {
    const { trouble, concern } = this.#parts.archive.health, elsewhere = this.#parts.elsewhere();
    const troubles = [...elsewhere.troubles], notes = [...elsewhere.notes];
    if (trouble !== undefined) troubles.unshift(`store: ${trouble}`);
    if (concern !== undefined) (concern.isFresh ? troubles : notes).push(`store: ${concern.text}`);
    return { troubles, notes };
  }

  /** Somebody looks on until it is disposed: runs and lags are told apart by size meanwhile ({@linkcode TaskDetails}). */
  attend(): Disposable {
    const { meter } = this.#parts.tasks, attending = new DisposableStack();
    meter.onlookers++;
    attending.defer(() => void meter.onlookers--);
    return attending;
  }

  /** How late the event loop is is measured no more. */
  [Symbol.dispose](): void {
    const { lag, of } = this.#parts;
    lag[Symbol.dispose]();
    of.lag[Symbol.dispose]();
  }

  measures(): Measure[] {
    return measuresOf(this.#parts, this.#timeOf(0));
  }

  /** More about a task; undefined where there is none of this number. */
  detailsOf(id: number): TaskDetails | undefined {
    const task = this.#parts.tasks.all().find((task) => task.id === id);
    if (task === undefined) return undefined;
    const { runs, lags } = task.figures.sizes;
    return { task: id, turns: runs?.buckets() ?? [], lags: lags?.buckets() ?? [] };
  }

  /** Ends the session behind a task or a resource; returns whose it was, undefined where there is none. */
  kick(id: number): string | undefined {
    const reader = this.#readerOf(id);
    reader?.end({ kind: "kicked" });
    return reader?.label.name;
  }

  /** What waits in an outbox; undefined where there is none of this number. */
  dump(resource: number): OutboxDump | undefined {
    const reader = this.#readerOf(resource);
    if (reader === undefined || this.#idsOf(reader).outbox !== resource) return undefined;
    const { name, pieces, filling } = reader.outbox.snapshot();
    return {
      resource,
      name,
      pieces: pieces.slice(0, MAX_PIECES).map(({ length }) => length),
      filling: byTimeOfDay(filling, this.#timeOf),
    };
  }

  /** The first of so many numbers in a row that a part of the server got when it was first looked at. */
  #idOf(part: object, count: number): number {
    let id = this.#ids.get(part);
    if (id === undefined) this.#ids.set(part, id = this.#parts.tasks.nextId(count));
    return id;
  }

  #readerOf(id: number): Reader | undefined {
    for (const reader of this.#parts.fanOut.readers) {
      const { socket, outbox } = this.#idsOf(reader), { pump, reading } = tasksOf(reader);
      if ([pump.id, reading?.id, socket, outbox].includes(id)) return reader;
    }
    return undefined;
  }

  #idsOf(reader: Reader): ReaderIds {
    const first = this.#idOf(reader, 5);
    return { socket: first, outbox: first + 1, read: first + 2, write: first + 3, take: first + 4 };
  }

  /** A time of the clock as a time of day, by how the two were when the server started. */
  readonly #timeOf = (at: number): number => this.#epoch + at;
}
