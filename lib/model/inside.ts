/**
 * What a running server shows of its inside: tasks, resources, and the waits of the one on the other. The server makes
 * it (`lib/inspect/inspector.ts`), the console shows it (`lib/console/`); in between it is one JSON object a line.
 *
 * Times are milliseconds since 1970 by the server's clock, durations are milliseconds; both may have fractions.
 *
 * @module
 */

/** The version of all this; a console of another version says so instead of guessing. */
export const INSIDE_VERSION = 1;

/**
 * What a task does: reads a connection, writes to one, hands out what was delivered, keeps the store, waits for timers,
 * accepts connections, or serves the admin door.
 */
export const TASK_KINDS = ["reader", "pump", "delivery", "store", "timer", "door", "admin"] as const;

/** One kind of task. */
export type TaskKind = typeof TASK_KINDS[number];

/** What a resource is: a reader's outbox, a socket, a timer, the store's batch, the valve, the event loop. */
export const RESOURCE_KINDS = ["outbox", "socket", "timer", "batch", "valve", "loop"] as const;

/** One kind of resource. */
export type ResourceKind = typeof RESOURCE_KINDS[number];

/** Whether a task runs now, has been woken and waits for its turn, waits to be woken, or has ended. */
export type TaskState = "running" | "scheduled" | "idle" | "done";

/** Named facts, as few words each as it takes: who, where, how much. What people typed is clean text by now. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** One task. */
export interface TaskRow {
  /** Its number; never given twice in one run of the server. */
  readonly id: number;
  /** What it does. */
  readonly kind: TaskKind;
  /** Whose it is, or what it is about: `anna`, `127.0.0.1:4242` before a name, `upkeep`. */
  readonly name: string;
  /** Where it was spawned: `lib/doors/tcp_door.ts:57`. */
  readonly location: string;
  /** Peer, person, rooms, door and the like. */
  readonly fields: Facts;
  /** How it is. */
  readonly state: TaskState;
  /** When it began. */
  readonly bornAt: number;
  /** When it ended; only of a task that is done. */
  readonly endedAt?: number;
  /** Time in its turns, those of other tasks within them excepted. */
  readonly busyMs: number;
  /** Time between being woken and having a turn: the lag. */
  readonly schedMs: number;
  /** How many turns it had. */
  readonly polls: number;
  /** How often it was woken, and how often of those by itself. */
  readonly wakes: number;
  /** See {@linkcode TaskRow.wakes}. */
  readonly selfWakes: number;
  /** When it was last woken. */
  readonly lastWokenAt?: number;
  /** Its longest turn, and when that ended. */
  readonly longestMs: number;
  /** See {@linkcode TaskRow.longestMs}. */
  readonly longestAt?: number;
  /** What it waits for, an {@linkcode WaitedFor}; a newer server may know more of them. */
  readonly waitsFor: string;
  /** How many bytes it retains, and how many at most it should; only where there is such a bound. */
  readonly retains?: { readonly bytes: number; readonly bound: number };
}

/** What a task may wait for; "" where nobody has said, `nothing` where nothing could ever wake it. */
export type WaitedFor =
  | ""
  | "nothing"
  | "a name"
  | "a line"
  | "its pace"
  | "slow readers"
  | "its own answer"
  | "the goodbye to be read"
  | "lines"
  | "flush"
  | "write"
  | "lines to hand out"
  | "lines to save"
  | "its timer"
  | "timers of sessions"
  | "connections"
  | "requests";

/** One wait on a resource, or what is done with it again and again. */
export interface OperationRow {
  /** Its number; tasks, resources and operations count as one. */
  readonly id: number;
  /** The task that does it. */
  readonly task: number;
  /** What is called: `Conn.read`. */
  readonly source: string;
  /** When it began. */
  readonly bornAt: number;
  /** Time in turns that it caused. */
  readonly busyMs: number;
  /** How often it came to an end. */
  readonly polls: number;
  /** Whether it is waited for now. */
  readonly isWaiting: boolean;
  /** More about it. */
  readonly attributes: Facts;
}

/** How full an outbox is. */
export interface Filling {
  /** Lines that wait, and most that may. */
  readonly lines: number;
  /** See {@linkcode Filling.lines}. */
  readonly maxLines: number;
  /** Bytes that wait, and most that may. */
  readonly bytes: number;
  /** See {@linkcode Filling.bytes}. */
  readonly maxBytes: number;
  /** Most bytes that ever waited. */
  readonly highWaterBytes: number;
  /** Bytes in the write that is in flight. */
  readonly inFlightBytes: number;
  /** Lines that were skipped since it was opened. */
  readonly skipped: number;
  /** Since when it is more than half full; only while it is. */
  readonly overHalfSince?: number;
}

/** One resource. */
export interface ResourceRow {
  /** Its number. */
  readonly id: number;
  /** The resource it belongs to: an outbox to its socket. */
  readonly parent?: number;
  /** What it is. */
  readonly kind: ResourceKind;
  /** Whose it is, or what it is for: as {@linkcode TaskRow.name}. */
  readonly name: string;
  /** What it is in the program: `BoundedChannel`, `TcpConn`, `setTimeout`. */
  readonly type: string;
  /** Where it was made: `lib/delivery/registry.ts:116`. */
  readonly location: string;
  /** When it was made. */
  readonly bornAt: number;
  /** When it went; only of one that is gone. */
  readonly endedAt?: number;
  /** More about it: peer, person, bytes in and out, due time, lag. */
  readonly attributes: Facts;
  /** Only of an outbox. */
  readonly filling?: Filling;
  /** Only of the event loop: its lag in the last seconds, median and greatest, in milliseconds. */
  readonly lag?: { readonly medianMs: number; readonly maxMs: number };
  /** The waits on it. */
  readonly operations: readonly OperationRow[];
}

/**
 * Durations by size: the bucket `i` counts those of up to {@linkcode bucketMs}(i) and more than that of the bucket
 * before. Trailing zeros are left out.
 */
export type Buckets = readonly number[];

/** How many buckets there are; the last one takes everything above. */
export const BUCKETS = 52;

/** The upper end of a bucket in milliseconds: 1 µs, then by half powers of two, up to 67 s. */
export function bucketMs(bucket: number): number {
  return 0.001 * Math.SQRT2 ** bucket;
}

/** More about one task: its turns and its lags by size, as far as somebody has been looking on. */
export interface TaskDetails {
  /** The task. */
  readonly task: number;
  /** Its turns. */
  readonly turns: Buckets;
  /** Its lags. */
  readonly lags: Buckets;
}

/** Figures of the whole server. */
export interface Figures {
  /** Connections, people among them who gave a name, rooms. */
  readonly connections: number;
  /** See {@linkcode Figures.connections}. */
  readonly guests: number;
  /** See {@linkcode Figures.connections}. */
  readonly rooms: number;
  /** Lines heard and lines put into outboxes since the start. */
  readonly linesIn: number;
  /** See {@linkcode Figures.linesIn}. */
  readonly linesOut: number;
  /** CPU time of the process since its start, in milliseconds. */
  readonly cpuMs: number;
  /** Memory of the process, in bytes. */
  readonly residentBytes: number;
  /** Parts that are degraded, in sentences: `store: the disk is full`. */
  readonly troubles: readonly string[];
}

/** The first line of a stream: who speaks. */
export interface Hello {
  /** What line this is. */
  readonly kind: "hello";
  /** {@linkcode INSIDE_VERSION} of the server. */
  readonly protocol: number;
  /** The server's version. */
  readonly version: string;
  /** By which the server is told what this console wants; see the paths in `docs/operations.md`. */
  readonly console: number;
  /** How often updates come, in milliseconds. */
  readonly updateMs: number;
  /** How long the server keeps tasks that are done, in milliseconds. */
  readonly retainMs: number;
  /** When the server started. */
  readonly startedAt: number;
}

/** What has changed since the last update that was sent. The first ones bring everything, in slices. */
export interface Update {
  /** What line this is. */
  readonly kind: "update";
  /** The present. */
  readonly now: number;
  /** How many updates were dropped since the last one, because this console was slow to read. */
  readonly dropped: number;
  /** New and changed tasks. */
  readonly tasks: readonly TaskRow[];
  /** New and changed resources. */
  readonly resources: readonly ResourceRow[];
  /** Numbers of tasks and resources that are not kept any more. */
  readonly gone: readonly number[];
  /** How many tasks and resources there are; more than were sent so far while the first slices come. */
  readonly totals: { readonly tasks: number; readonly resources: number };
  /** Of the whole server. */
  readonly figures: Figures;
  /** Of the task that the console asked for; only while there is one. */
  readonly details?: TaskDetails;
}

/** A line of the stream. */
export type InsideLine = Hello | Update;

/** What a console tells its server, as JSON; what is left out stays as it was. */
export interface ConsoleWish {
  /** Whether no updates are wanted for now. */
  readonly paused?: boolean;
  /** The task whose details are wanted; null for none. */
  readonly details?: number | null;
}

/** What was found in an outbox when somebody asked: sizes, never text. */
export interface OutboxDump {
  /** The resource. */
  readonly resource: number;
  /** Whose it is. */
  readonly name: string;
  /** The bytes of every piece that waits, the first to be written first; at most the first 1,000. */
  readonly pieces: readonly number[];
  /** How full it is. */
  readonly filling: Filling;
}
