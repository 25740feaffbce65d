/**
 * One connection's conversation: lines in, a farewell out. First somebody gives a name, then every line is said or
 * obeyed, at a pace.
 *
 * Requirements:
 * 1. it never writes to a socket, only through the hub;
 * 2. it returns a {@linkcode Farewell} and closes nothing;
 * 3. whatever happens, it leaves the hub in `finally`.
 *
 * @module
 */

import { type Clock, pause } from "../runtime/clock.ts";
import type { Doorway } from "../delivery/doorway.ts";
import { Pace, type PaceBounds } from "../guard/pace.ts";
import type { Hub } from "../chat/hub.ts";
import { Interpreter } from "./interpreter.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import type { Turns } from "../runtime/turns.ts";
import type { Valve } from "../delivery/valve.ts";
import { PeerGone } from "../wire/socket_text.ts";

/** Lines a session handles before it gives the other sockets a turn. */
const LINES_PER_TURN = 20;

/** What a line costs the readers besides its text, in bytes: a name and colours. */
const LINE_OVERHEAD_BYTES = 32;

/** The bounds of a session. */
export interface SessionBounds {
  /** How long a connection may take to give a name, in milliseconds. */
  readonly nameMs: number;
  /** How many names may be tried. */
  readonly nameTries: number;
  /** Longest line, in bytes; only quoted in the refusal. */
  readonly maxLineBytes: number;
  /** How fast lines are taken; undefined for trusted networks. */
  readonly pace: PaceBounds | undefined;
}

/** What a session is built from. */
export interface SessionParts {
  /** Where the lines go. */
  readonly hub: Hub;
  /** Whose session it is. */
  readonly reader: Reader;
  /** Where they come from, without a port. */
  readonly address: string;
  /** Asked before each line whether the readers can take it. */
  readonly valve: Valve;
  /** Asked before a line of somebody without a name whether more can come in. */
  readonly doorway: Doorway;
  /** Waited for after a handful of lines. */
  readonly turns: Turns;
  /** Where the time is read. */
  readonly clock: Clock;
  /** What this session may. */
  readonly bounds: SessionBounds;
  /** The session as a task: every line is a turn of its own. */
  readonly task: Task;
  /** Told of every line and refusal. */
  readonly tally: Tally;
}

/**
 * Holds the conversation until one side ends it.
 * @param lines comes when the peer has sent something; cancelled at the end. The reader's signal ends all of it early
 */
export function converse(lines: Promise<ReadableStream<string>>, parts: SessionParts): Promise<Farewell> {
  return new Session(parts).run(lines);
}

class Session {
  readonly #parts: SessionParts;
  readonly #pace: Pace | undefined;
  #wasPaced = false;
  #sinceTurn = 0; // lines handled, or what took as much time
  #isAtDoorway = false;
  #isLate = false; // with a name

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#pace = parts.bounds.pace && new Pace(parts.bounds.pace, parts.clock.now());
  }

  async run(opening: Promise<ReadableStream<string>>): Promise<Farewell> {
    const { hub, reader, clock, bounds } = this.#parts;
    const patience = clock.after(bounds.nameMs, () => {
      this.#isLate = true;
      if (!this.#isAtDoorway) this.#losePatience(); // whoever waits there has said something
    });
    let farewell: Farewell = { kind: "bug" };
    try {
      await this.#listen(opening);
      farewell = reader.signal.reason ?? { kind: "hung_up" };
    } finally {
      patience.cancel();
      hub.unseat(reader, farewell); // also where a bug kept them from hearing that they are in
    }
    return farewell;
  }

  /** Waits for the lines and handles them; a peer that is gone is an end like any other. */
  async #listen(opening: Promise<ReadableStream<string>>): Promise<void> {
    try {
      const lines = await unlessAborted(opening, this.#parts.reader.signal);
      if (lines !== undefined) await this.#read(lines);
    } catch (error) {
      if (!(error instanceof PeerGone)) throw error;
    }
  }

  /** Handles lines until they come to an end, or somebody ended the session. */
  async #read(lines: ReadableStream<string>): Promise<void> {
    const { hub, valve, doorway, turns, bounds, task, reader } = this.#parts, { signal } = reader;
    const interpreter = new Interpreter({
      ...this.#parts,
      ...bounds,
      charge: (lines) => this.#charge(lines),
    });
    const input = lines.getReader();
    const stop = () => void input.cancel().catch(() => {}); // what the reading failed with, read() has thrown
    signal.addEventListener("abort", stop);
    try {
      while (!signal.aborted) {
        const { done, value } = await input.read();
        if (done) return;
        if (this.#pace !== undefined) await this.#keepPace(this.#pace);
        for (let wait; (wait = valve.pass(value.length + LINE_OVERHEAD_BYTES)) !== undefined;) {
          task.waitsFor = "slow readers";
          await wait;
          this.#woke();
        }
        const wait = hub.seating.at(reader) === undefined ? doorway.enter(signal) : undefined;
        if (wait !== undefined) await this.#comeIn(wait);
        const pending = signal.aborted ? undefined : this.#hear(interpreter, value);
        if (pending !== undefined) {
          task.waitsFor = "its own answer";
          await pending;
          this.#woke();
          task.goesOn();
        }
        if (this.#isLate) this.#losePatience();
        if (++this.#sinceTurn < LINES_PER_TURN) continue;
        this.#sinceTurn = 0;
        await task.yields(turns.next());
      }
    } finally {
      signal.removeEventListener("abort", stop);
      stop();
    }
  }

  /** Waits until there is room for one more, whatever the line brings: names come first. */
  async #comeIn(wait: Promise<void>): Promise<void> {
    this.#isAtDoorway = true;
    this.#parts.task.waitsFor = "slow readers";
    await wait;
    this.#isAtDoorway = false;
    this.#woke();
  }

  /** Ends the session of somebody who is late with a name. */
  #losePatience(): void {
    const { hub, reader, bounds: { nameMs } } = this.#parts;
    if (hub.seating.at(reader) === undefined) reader.end({ kind: "nameless", nameMs });
  }

  /** One line is one turn of the task, right behind the reading or another turn. */
  #hear(interpreter: Interpreter, line: string): void | Promise<void> {
    const { task, tally, reader } = this.#parts;
    tally.linesIn++;
    reader.lines++;
    task.resume();
    try {
      return interpreter.hear(line);
    } finally {
      task.leave();
    }
  }

  #woke(): void {
    const { task } = this.#parts;
    task.waitsFor = undefined;
    task.woke();
  }

  #charge(lines: number): void {
    this.#sinceTurn += lines;
    this.#pace?.take(this.#parts.clock.now(), lines);
  }

  async #keepPace(pace: Pace): Promise<void> {
    const { reader, clock } = this.#parts;
    const waitMs = pace.take(clock.now());
    if (waitMs === 0) return;
    if (!this.#wasPaced) reader.tell({ kind: "paced", linesPerSecond: pace.linesPerSecond });
    this.#wasPaced = true;
    this.#parts.task.waitsFor = "its pace";
    await pause(clock, waitMs, reader.signal);
    this.#woke();
  }
}

/** The promise's value, or undefined if the signal aborts earlier. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    const done = () => signal.removeEventListener("abort", stop);
    promise.then((value) => (done(), resolve(value)), (error) => (done(), reject(error)));
  });
}
