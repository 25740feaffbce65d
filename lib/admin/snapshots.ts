/**
 * Everything that the server shows of its inside, at once: one JSON object of the kind `snapshot`, with the parts of an
 * update. It is made piece by piece as fast as it is read, and the chat has its turns in between: forty thousand rows
 * are twenty megabytes.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Hello, Update } from "../observe/console_protocol.ts";
import type { Inspected } from "../observe/rows.ts";
import type { Inside } from "../inspect/inspector.ts";
import { TextStream } from "../http/text_stream.ts";

export const MAX_SNAPSHOTS = 2;

/** How long reading one may take, in milliseconds. */
const SNAPSHOT_MS = 30_000;

/** Most rows made at once: a millisecond or two. */
const ROWS_PER_PIECE = 500;

/** Up to so many rows a snapshot is one text, made in a few milliseconds; it waits for nobody and tells its length. */
const SMALL_ROWS = 1000;

export interface SnapshotsParts {
  readonly inside: Inside;
  readonly hello: Pick<Hello, "protocol" | "version" | "startedAt">;
  readonly clock: Clock;
}

/** The snapshots of one door that are being read. */
export class Snapshots {
  readonly #parts: SnapshotsParts;
  readonly #closers = new Set<() => void>();

  constructor(parts: SnapshotsParts) {
    this.#parts = parts;
  }

  /** A snapshot of a small server, at once; undefined where there is too much to tell. */
  small(): string | undefined {
    const { inside } = this.#parts;
    const rows = countOf(inside.tasks()) + countOf(inside.resources());
    return rows > SMALL_ROWS ? undefined : [...piecesOf(this.#parts)].join("");
  }

  /**
   * A new snapshot; undefined where {@linkcode MAX_SNAPSHOTS} are being read. One that is not read to its end within
   * {@linkcode SNAPSHOT_MS} ends in the middle.
   */
  open(): ReadableStream<Uint8Array> | undefined {
    if (this.#closers.size >= MAX_SNAPSHOTS) return undefined;
    const { clock } = this.#parts;
    const pieces = piecesOf(this.#parts);
    const end = () => {
      patience.cancel();
      return this.#closers.delete(close);
    };
    const close = () => void (end() && stream.close());
    const patience = clock.after(SNAPSHOT_MS, close);
    this.#closers.add(close);
    const stream = new TextStream({
      onWanted: async () => {
        await new Promise<void>((resolve) => clock.soon(resolve)); // the sockets have their turn first
        if (!this.#closers.has(close)) return;
        const { value, done } = pieces.next();
        if (done) close();
        else stream.send(value);
      },
      onCancelled: () => void end(),
    });
    return stream.readable;
  }

  close(): void {
    for (const close of [...this.#closers]) close();
  }
}

/** The text, piece by piece; each is made when it is asked for. */
function* piecesOf({ inside, hello }: SnapshotsParts): Generator<string, void> {
  const { protocol, version, startedAt } = hello;
  const rest: Omit<Update, "kind" | "tasks" | "resources"> = {
    now: inside.now(),
    dropped: 0,
    gone: [],
    totals: { tasks: countOf(inside.tasks()), resources: countOf(inside.resources()) },
    figures: inside.figures(),
  };
  const head = JSON.stringify({ kind: "snapshot", protocol, version, startedAt, ...rest });
  yield `${head.slice(0, -1)},"tasks":[`;
  yield* rowsOf(inside.tasks());
  yield `],"resources":[`;
  yield* rowsOf(inside.resources());
  yield "]}\n";
}

function* rowsOf(all: Iterable<Inspected<unknown>>): Generator<string, void> {
  let rows: string[] = [], comma = "";
  for (const inspected of all) {
    rows.push(JSON.stringify(inspected.row()));
    if (rows.length < ROWS_PER_PIECE) continue;
    yield comma + rows.join(",");
    rows = [];
    comma = ",";
  }
  if (rows.length > 0) yield comma + rows.join(",");
}

function countOf(all: Iterable<unknown>): number {
  let count = 0;
  for (const _ of all) count++;
  return count;
}
