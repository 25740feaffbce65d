/**
 * The terminal while the console has it: keys come in, frames go out, and at the end it is as it was.
 *
 * Requirements:
 * 1. one write at a time; frames that come meanwhile are skipped but for the last, so a slow line is never queued for;
 * 2. closing may happen at any time and any number of times, and puts everything back even when writing fails;
 * 3. a terminal that has gone is an ending, not an error.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import { type Key, KeyReader } from "../terminal/keys.ts";
import { changesBetween, ENTER_SCREEN, LEAVE_SCREEN, type Size } from "../terminal/screen.ts";

/** How long the rest of an escape sequence may take, in milliseconds: over a slow line it may come in two pieces. */
const ESCAPE_MS = 40;

/** How long closing waits for a write, in milliseconds: a busy machine may take a second, a terminal stopped by Ctrl-S for ever. */
const LAST_WRITE_MS = 2000;

/** How large a terminal is that does not tell: what the first ones were. */
const USUAL_SIZE: Size = { columns: 80, rows: 24 };

/** The system's side of a terminal: that of this process, or a double. */
export interface TerminalPort {
  /** Reads what was typed; null at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Writes some of the bytes, and tells how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** Whether keys come one by one, unechoed, or by lines as usual. */
  setRaw(isRaw: boolean): void;
  /** Columns and rows; may throw where nobody knows. */
  size(): Size;
}

/** The terminal of this process. */
export const systemTerminal: TerminalPort = {
  read: (into) => Deno.stdin.read(into),
  write: (bytes) => Deno.stdout.write(bytes),
  setRaw: (isRaw) => Deno.stdin.setRaw(isRaw),
  size: () => Deno.consoleSize(),
};

/** A terminal that the console has taken. Whoever opens it disposes it. */
export class Terminal implements AsyncDisposable {
  readonly #port: TerminalPort;
  readonly #clock: Clock;
  readonly #gone = Promise.withResolvers<void>();
  /** Resolves when the terminal has gone: its window was closed, or its line is dead. */
  readonly gone: Promise<void> = this.#gone.promise;
  #shown: readonly string[] | undefined;
  #wanted: readonly string[] | undefined;
  #isTaken = false; // by what was written, or is being written
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #closing: Promise<void> | undefined;

  /** Takes the terminal: from now on keys come one by one, and the screen is another. */
  constructor(port: TerminalPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
    port.setRaw(true);
    this.#start(this.#changes());
  }

  get size(): Size {
    try {
      const { columns, rows } = this.#port.size();
      return columns > 0 && rows > 0 ? { columns, rows } : USUAL_SIZE;
    } catch {
      return USUAL_SIZE;
    }
  }

  /** Shows a frame, as soon as the one before is written. */
  show(lines: readonly string[]): void {
    this.#wanted = lines;
    if (!this.#isWriting) this.#start(this.#changes());
  }

  /** Takes nothing that is on the screen for granted any more: the next frame is written whole. */
  forget(): void {
    this.#shown = undefined;
  }

  /** Takes the terminal anew, as after a stop and `fg`: the shell has set it up for itself. */
  resume(): void {
    this.forget();
    try {
      this.#port.setRaw(false); // or it would be taken for raw still
      this.#port.setRaw(true);
    } catch {
      this.#gone.resolve();
    }
    this.#isTaken = false;
    if (!this.#isWriting) this.#start(this.#changes());
  }

  /** Tells of keys until there are no more; resolves then. */
  async listen(onKeys: (keys: readonly Key[]) => void): Promise<void> {
    const reader = new KeyReader();
    const bytes = new Uint8Array(4096);
    while (true) {
      const reading = this.#port.read(bytes).catch(() => null); // the terminal has gone
      if (reader.isWaiting && !await within(this.#clock, ESCAPE_MS, reading)) onKeys(reader.flush());
      const count = await reading;
      if (count === null) return;
      const keys = reader.push(bytes.subarray(0, count));
      if (keys.length > 0) onKeys(keys);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    this.#wanted = undefined;
    await within(this.#clock, LAST_WRITE_MS, this.#writing);
    await within(this.#clock, LAST_WRITE_MS, this.#write(LEAVE_SCREEN));
    try {
      this.#port.setRaw(false);
    } catch {
      // there is no terminal any more
    }
  }

  #changes(): string {
    const wanted = this.#wanted, taking = this.#isTaken ? "" : ENTER_SCREEN;
    this.#isTaken = true;
    if (wanted === undefined) return taking;
    const changes = changesBetween(this.#shown, wanted);
    this.#shown = wanted;
    return taking + changes;
  }

  #start(text: string): void {
    if (text === "") return;
    this.#isWriting = true;
    this.#writing = this.#write(text).then(() => {
      this.#isWriting = false;
      this.#start(this.#changes()); // of what came meanwhile
    });
  }

  async #write(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    try {
      for (let at = 0; at < bytes.length;) at += await this.#port.write(bytes.subarray(at));
    } catch {
      this.#gone.resolve();
    }
  }
}
