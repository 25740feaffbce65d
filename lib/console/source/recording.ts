/**
 * Recordings: everything a console heard, one JSON object a line, behind a header that tells the version. They are made
 * beside looking (`Recorder`), and played later at the pace of life, or another (`Player`).
 *
 * @module
 */

import { type Clock, pause } from "../../runtime/clock.ts";
import { INSIDE_VERSION, type InsideLine } from "../../observe/console_protocol.ts";
import { throwBroken } from "../words/problem.ts";
import { greetingOf, insideLineOf } from "./inside_line.ts";
import { jsonLinesOf } from "./json_lines.ts";

/** Longest wait at once, in milliseconds; timers cannot count much further than 24 days. */
const LONGEST_MS = 60_000;

/** A recording that is being made. Whoever opens it disposes it. */
export class Recorder implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #clock: Clock;
  readonly #beganAt: number;

  /**
   * Makes the file and writes the header.
   * @param version the console's own
   * @throws an error of the system, where the file exists already or cannot be made
   */
  constructor(path: string, version: string, clock: Clock) {
    this.#file = Deno.openSync(path, { write: true, createNew: true, mode: 0o600 }); // peers and names are in it
    this.#clock = clock;
    this.#beganAt = clock.now();
    const at = new Date(clock.time()).toISOString();
    this.#write({ kind: "recording", protocol: INSIDE_VERSION, version, at });
  }

  /**
   * Appends a line.
   * @throws an error of the system, where the disk is full or the like; the recording is over then
   */
  record(line: InsideLine): void {
    this.#write({ at: Math.round(this.#clock.now() - this.#beganAt), line });
  }

  /** Closes the file. May be repeated. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  /** Waits for the disk: a line is small, and its order is kept without any queue. */
  #write(value: object): void {
    const bytes = new TextEncoder().encode(JSON.stringify(value) + "\n");
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }
}

/** Plays a recording. Its time stands still while it is paused. */
export class Player {
  readonly #lines: AsyncIterator<unknown>;
  readonly #clock: Clock;
  readonly #speed: number;
  #turned = new AbortController();
  #isPaused = false;
  #since: number; // when the time below was right, by the clock
  #playedMs = 0; // of the recording

  private constructor(lines: AsyncIterator<unknown>, speed: number, clock: Clock) {
    this.#lines = lines;
    this.#speed = speed;
    this.#clock = clock;
    this.#since = clock.now();
  }

  /**
   * Opens a recording and reads its header.
   * @param bytes the file's; read to the end by {@linkcode play}
   * @param speed 1 is the pace of life, 2 is twice as fast
   * @throws {ConnectionProblem} where it is none, or of another version
   */
  static async open(bytes: AsyncIterable<Uint8Array>, speed: number, clock: Clock): Promise<Player> {
    const lines = jsonLinesOf(bytes);
    greetingOf((await lines.next()).value, "recording", {});
    return new Player(lines, speed, clock);
  }

  /** Whether the recording's time stands still. */
  set isPaused(isPaused: boolean) {
    this.#playedMs = this.#now;
    this.#since = this.#clock.now();
    this.#isPaused = isPaused;
    this.#turned.abort();
    this.#turned = new AbortController();
  }

  /**
   * Tells of every line when it is due; resolves at the end, or when the signal aborts.
   * @throws {ConnectionProblem} where a line is broken
   */
  async play(onLine: (line: InsideLine) => void, signal: AbortSignal): Promise<void> {
    try {
      while (true) {
        const { value, done } = await this.#lines.next().catch(throwBroken);
        if (done) return;
        const { at, line } = (value ?? {}) as { at?: unknown; line?: unknown };
        await this.#reached(typeof at === "number" ? at : 0, signal);
        if (signal.aborted) return;
        onLine(insideLineOf(line));
      }
    } finally {
      await this.#lines.return?.();
    }
  }

  get #now(): number {
    return this.#playedMs + (this.#isPaused ? 0 : (this.#clock.now() - this.#since) * this.#speed);
  }

  async #reached(at: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = (at - this.#now) / this.#speed;
      if (waitMs <= 0) return;
      const ms = this.#isPaused ? LONGEST_MS : Math.min(waitMs, LONGEST_MS);
      await pause(this.#clock, ms, AbortSignal.any([signal, this.#turned.signal]));
    }
  }
}
