/**
 * What one console reads: a greeting, then what has changed, twice a second. Nothing waits for it and nothing piles up:
 * an update is made only when the last one was taken, and since each tells the difference to what was sent, one that is
 * not made is not missing. A console that takes nothing for ten seconds is sent away.
 *
 * Behind the stream the HTTP server and the system buffer some more, a few megabytes at most; the rules here are about
 * what they have not taken yet.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { ConsoleWish, Hello, InsideLine, Update } from "../observe/console_protocol.ts";
import type { Activity } from "../observe/activity.ts";
import type { Inside } from "../inspect/inspector.ts";
import { TextStream } from "../http/text_stream.ts";
import { Changes, type Slice } from "./changes.ts";

/** Time between updates, and between slices of one that is too large, in milliseconds. */
export const UPDATE_MS = 500, SLICE_MS = 50;

/** Most rows in one update: some milliseconds of work. */
export const MAX_ROWS = 2000;

/** Time between signs of life while a console is paused, in milliseconds. */
const HEARTBEAT_MS = 5000;

/** How long a console may take nothing, in milliseconds. */
export const STALLED_MS = 10_000;

/** A console's updates take at most one part in so many of the event loop's time, however much there is to tell. */
const TIME_SHARE = 10;

const NO_ROWS = { tasks: [], resources: [], gone: [], isAll: true } as const;

export interface ConsoleStreamParts {
  readonly hello: Hello;
  readonly inside: Inside;
  readonly clock: Clock;
  /** What this console costs is its runs. */
  readonly activity: Activity;
  /** Told of every update that was dropped. */
  readonly onDropped: () => void;
  /** Told once that the stream has ended, and whether that was because nobody read it. */
  readonly onEnded: (isStalled: boolean) => void;
}

/** One console, from its greeting to its end. */
export class ConsoleStream {
  readonly #parts: ConsoleStreamParts;
  readonly #changes = new Changes();
  readonly #stream = new TextStream({
    onWanted: () => this.#onTaken(),
    onCancelled: () => this.#end(false),
  });
  #isGreeted = false;
  #isTaken = false; // whether what was sent last has been taken, and more is asked for
  #isLate = true; // whether the next update waits for that, and for nothing else
  #sentAt: number;
  #timer: Timer | undefined;
  #dueAt = Infinity;
  #restUntil = -Infinity;
  #isEnded = false;
  #isPaused = false;
  #details: number | null = null;
  #dropped = 0;
  #totals: Update["totals"] = { tasks: 0, resources: 0 };

  constructor(parts: ConsoleStreamParts) {
    this.#parts = parts;
    this.#sentAt = parts.clock.now();
    this.#wakeIn(UPDATE_MS);
  }

  /** What the console reads, one JSON object a line. */
  get readable(): ReadableStream<Uint8Array> {
    return this.#stream.readable;
  }

  /** Does what the console wants, soon. */
  wish({ paused, details }: ConsoleWish): void {
    if (paused !== undefined) this.#isPaused = paused;
    if (details !== undefined) this.#details = details;
    if (this.#isPaused) return;
    // Never later than it was due: wishes without end must not keep updates away.
    if (!this.#isTaken) this.#isLate = true;
    else if (this.#dueAt > this.#parts.clock.now() + SLICE_MS) this.#wakeIn(SLICE_MS);
  }

  /** Ends the stream. May be repeated. */
  close(isStalled = false): void {
    if (this.#isEnded) return;
    this.#end(isStalled);
    this.#stream.close();
  }

  #onTaken(): void {
    if (!this.#isGreeted) {
      this.#isGreeted = true;
      return this.#send(this.#parts.hello);
    }
    this.#isTaken = true;
    if (this.#isLate && !this.#isPaused) this.#wakeIn(SLICE_MS);
  }

  #wakeIn(ms: number): void {
    if (this.#isEnded) return;
    this.#timer?.cancel();
    const { clock, activity } = this.#parts;
    const now = clock.now();
    this.#dueAt = Math.max(now + ms, this.#restUntil);
    this.#timer = clock.after(this.#dueAt - now, () => activity.run(() => this.#wake()));
  }

  #wake(): void {
    const { clock, inside } = this.#parts, now = clock.now(), sinceMs = now - this.#sentAt;
    if (!this.#isTaken) return this.#goWithout(sinceMs);
    if (this.#isPaused) {
      if (sinceMs >= HEARTBEAT_MS) this.#update(NO_ROWS);
      return this.#wakeIn(Math.max(SLICE_MS, HEARTBEAT_MS - (now - this.#sentAt)));
    }
    const slice = this.#changes.take(inside, MAX_ROWS);
    this.#totals = slice.totals;
    this.#update(slice);
    const doneAt = clock.now();
    this.#restUntil = doneAt + (doneAt - now) * (TIME_SHARE - 1);
    this.#wakeIn(slice.isAll ? UPDATE_MS : SLICE_MS);
  }

  /** The last update has not been taken: the next one is not made, or it was one too many. */
  #goWithout(sinceMs: number): void {
    if (sinceMs >= STALLED_MS) return this.close(true);
    this.#isLate = true;
    if (!this.#isPaused) {
      this.#dropped++;
      this.#parts.onDropped();
    }
    this.#wakeIn(UPDATE_MS);
  }

  #update({ tasks, resources, gone }: Omit<Slice, "totals">): void {
    const { inside } = this.#parts;
    const details = this.#details === null ? undefined : inside.detailsOf(this.#details);
    this.#send({
      kind: "update",
      now: inside.now(),
      dropped: this.#dropped,
      tasks,
      resources,
      gone,
      totals: this.#totals,
      figures: inside.figures(),
      ...(details && { details }),
    });
    this.#dropped = 0;
    this.#isLate = false;
  }

  #send(line: InsideLine): void {
    this.#isTaken = false;
    this.#sentAt = this.#parts.clock.now();
    this.#stream.send(JSON.stringify(line) + "\n");
  }

  #end(isStalled: boolean): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#timer?.cancel();
    this.#parts.onEnded(isStalled);
  }
}
