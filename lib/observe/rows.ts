/**
 * Tasks, resources, and the waits of the one on the other: what a running server shows of its inside. `lib/inspect/`
 * makes the rows, the console shows them.
 *
 * Times are milliseconds since 1970 by the server's clock, durations are milliseconds; both may have fractions. Tasks,
 * resources and operations are numbered as one; a number is never given twice in one run of the server.
 *
 * @module
 */

/**
 * What a task does: reads a connection, writes to one, hands out what was delivered, keeps the store, waits for timers,
 * accepts connections, or serves the admin door.
 */
export const TASK_KINDS = ["reader", "pump", "delivery", "store", "timer", "door", "admin"] as const;

export type TaskKind = typeof TASK_KINDS[number];

/** What a resource is: a reader's outbox, a socket, a timer, the store's batch, the valve, the event loop, the bus, a node. */
export type ResourceKind = "outbox" | "socket" | "timer" | "batch" | "valve" | "loop" | "bus" | "node";

/** A task runs now, has been woken and waits for its run, waits to be woken, or has ended. */
export type TaskState = "running" | "scheduled" | "idle" | "done";

/** Named facts, as few words each as it takes: who, where, how much. What people typed is clean text by now. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface TaskRow {
  readonly id: number;
  readonly kind: TaskKind;
  /** Whose it is, or what it is about: `anna`, `127.0.0.1:4242` before a name, `upkeep`. */
  readonly name: string;
  /** Where it was spawned: `lib/doors/tcp_door.ts:57`. */
  readonly location: string;
  /** Peer, person, rooms, door and the like. */
  readonly fields: Facts;
  readonly state: TaskState;
  readonly bornAt: number;
  readonly endedAt?: number | undefined;
  /** Time in its runs, without the runs of other tasks within them. */
  readonly busyMs: number;
  /** Time between being woken and having a run: the lag. */
  readonly schedMs: number;
  /** How many runs it had. */
  readonly polls: number;
  readonly wakes: number;
  /** Those of the wakes that it caused itself. */
  readonly selfWakes: number;
  readonly lastWokenAt?: number | undefined;
  /** Its longest run, which ended at `longestAt`. */
  readonly longestMs: number;
  readonly longestAt?: number | undefined;
  /** A {@linkcode WaitedFor}; a newer server may know more of them. */
  readonly waitsFor: string;
  /** Bytes held, and their limit; only where there is a limit. */
  readonly retains?: { readonly bytes: number; readonly bound: number } | undefined;
}

/** What a task may wait for; "" where nobody has said, `nothing` where nothing could ever wake it. */
export type WaitedFor =
  | ""
  | "nothing"
  | "its first bytes"
  | "its handshake"
  | "a request"
  | "its return"
  | "a name"
  | "a line"
  | "its pace"
  | "slow readers"
  | "its own answer"
  | "its client to come back"
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
  readonly id: number;
  /** The number of the task that does it. */
  readonly task: number;
  /** What is called: `Conn.read`. */
  readonly source: string;
  readonly bornAt: number;
  /** Time in runs that it caused. */
  readonly busyMs: number;
  /** How often it came to an end. */
  readonly polls: number;
  readonly isWaiting: boolean;
  readonly attributes: Facts;
}

/** How full an outbox is. */
export interface Filling {
  readonly lines: number;
  readonly maxLines: number;
  readonly bytes: number;
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

export interface ResourceRow {
  readonly id: number;
  /** The number of the resource it belongs to: an outbox to its socket. */
  readonly parent?: number;
  readonly kind: ResourceKind;
  /** Whose it is, or what it is for: as {@linkcode TaskRow.name}. */
  readonly name: string;
  /** What it is in the program: `BoundedChannel`, `TcpConn`, `setTimeout`. */
  readonly type: string;
  /** Where it was made: `lib/delivery/fan_out.ts:116`. */
  readonly location: string;
  readonly bornAt: number;
  readonly endedAt?: number;
  /** Peer, person, bytes in and out, due time, lag and the like. */
  readonly attributes: Facts;
  /** Only of an outbox. */
  readonly filling?: Filling;
  /** Only of the event loop: its lag in the last seconds. */
  readonly lag?: { readonly medianMs: number; readonly maxMs: number };
  /** The waits on it. */
  readonly operations: readonly OperationRow[];
}

/** A row that is made only when somebody wants it. */
export interface Inspected<Row> {
  readonly id: number;
  /** Another number whenever the row has changed. */
  readonly version: number;
  row(): Row;
}
