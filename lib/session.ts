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

import { type Clock, pause } from "./clock.ts";
import { type Line, parseLine } from "./commands/command.ts";
import { say } from "./commands/say.ts";
import { runCommand } from "./commands/table.ts";
import { Pace, type PaceBounds } from "./guard/pace.ts";
import type { Guest, Hub } from "./hub.ts";
import type { CleanText } from "./model/clean.ts";
import type { Farewell } from "./model/farewell.ts";
import { refused } from "./model/notice.ts";
import type { Refusal } from "./model/refusal.ts";
import { strangerOf } from "./model/stranger.ts";
import type { Recipient } from "./recipient.ts";
import { cleanText } from "./render/clean_text.ts";
import type { Turns } from "./turns.ts";
import type { Valve } from "./valve.ts";
import { SIGNAL } from "./wire/signal.ts";
import { PeerGone } from "./wire/socket_text.ts";

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
  readonly recipient: Recipient;
  /** Asked before each line whether the readers can take it. */
  readonly valve: Valve;
  /** Waited for after a handful of lines. */
  readonly turns: Turns;
  /** Where the time is read. */
  readonly clock: Clock;
  /** What this session may. */
  readonly bounds: SessionBounds;
}

/**
 * Holds the conversation until one side ends it.
 * @param lines comes when the peer has sent something; cancelled at the end. The recipient's signal ends all of it early
 */
export function converse(lines: Promise<ReadableStream<string>>, parts: SessionParts): Promise<Farewell> {
  return new Session(parts).run(lines);
}

class Session {
  readonly #parts: SessionParts;
  readonly #pace: Pace | undefined;
  #guest: Guest | undefined;
  #tries = 0;
  #wasPaced = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#pace = parts.bounds.pace && new Pace(parts.bounds.pace, parts.clock.now());
  }

  async run(opening: Promise<ReadableStream<string>>): Promise<Farewell> {
    const { hub, recipient, clock, bounds } = this.#parts;
    const patience = clock.after(bounds.nameMs, () => {
      if (this.#guest === undefined) recipient.end({ kind: "nameless", nameMs: bounds.nameMs });
    });
    let farewell: Farewell = { kind: "bug" };
    try {
      await this.#listen(opening);
      farewell = recipient.signal.reason ?? { kind: "hung_up" };
    } finally {
      patience.cancel();
      if (this.#guest !== undefined) hub.leave(this.#guest, farewell);
    }
    return farewell;
  }

  /** Waits for the lines and handles them; a peer that is gone is an end like any other. */
  async #listen(opening: Promise<ReadableStream<string>>): Promise<void> {
    try {
      const lines = await unlessAborted(opening, this.#parts.recipient.signal);
      if (lines !== undefined) await this.#read(lines);
    } catch (error) {
      if (!(error instanceof PeerGone)) throw error;
    }
  }

  /** Handles lines until they come to an end, or somebody ended the session. */
  async #read(lines: ReadableStream<string>): Promise<void> {
    const { valve, turns, recipient: { signal } } = this.#parts;
    const reader = lines.getReader();
    const stop = () => void reader.cancel().catch(() => {}); // what the reading failed with, read() has thrown
    signal.addEventListener("abort", stop);
    try {
      for (let count = 1; !signal.aborted; count++) {
        const { done, value } = await reader.read();
        if (done) return;
        if (this.#pace !== undefined) await this.#keepPace(this.#pace);
        for (let wait; (wait = valve.pass(value.length + LINE_OVERHEAD_BYTES)) !== undefined;) await wait;
        if (!signal.aborted) this.#hear(value);
        if (count % LINES_PER_TURN === 0) await turns.next();
      }
    } finally {
      signal.removeEventListener("abort", stop);
      stop();
    }
  }

  async #keepPace(pace: Pace): Promise<void> {
    const { hub, recipient, clock } = this.#parts;
    const waitMs = pace.take(clock.now());
    if (waitMs === 0) return;
    if (!this.#wasPaced) hub.tell(recipient, { kind: "paced", linesPerSecond: pace.linesPerSecond });
    this.#wasPaced = true;
    await pause(clock, waitMs, recipient.signal);
  }

  /** Acts on one line or signal. */
  #hear(line: string): void {
    const { hub, recipient, bounds } = this.#parts;
    switch (line) {
      case SIGNAL.goodbye:
        return recipient.end({ kind: "quit" });
      case SIGNAL.tls:
        return recipient.end({ kind: "stranger", spoke: "tls" });
      case SIGNAL.areYouThere:
        return hub.tell(recipient, { kind: "still_here" });
      case SIGNAL.tooLong:
        return this.#refuse({ kind: "line_too_long", maxLineBytes: bounds.maxLineBytes });
      case SIGNAL.notText:
        if (this.#guest !== undefined) return this.#refuse({ kind: "line_not_text" });
        return this.#refuse({ kind: "bad_name", problem: "not_text", given: "" as CleanText });
    }
    const stranger = this.#guest === undefined ? strangerOf(line) : undefined;
    if (stranger !== undefined) return recipient.end({ kind: "stranger", spoke: stranger });
    const refusal = this.#obey(parseLine(cleanText(line)));
    if (refusal !== undefined) this.#refuse(refusal);
  }

  #obey(line: Line): Refusal | undefined {
    const { hub, recipient } = this.#parts;
    if (line.kind === "command") {
      const refusal = runCommand({ hub, recipient }, this.#guest, line.verb, line.argument);
      const isStillAsked = refusal === undefined && this.#guest === undefined && !recipient.signal.aborted;
      if (isStillAsked) hub.tell(recipient, { kind: "prompt" });
      return refusal;
    }
    if (this.#guest !== undefined) return say({ hub, recipient, guest: this.#guest }, line.text);
    const entered = hub.enter(recipient, line.text);
    if (entered.kind !== "guest") return entered;
    this.#guest = entered;
    return undefined;
  }

  /** Says no. Somebody without a name gets the prompt again, a bounded number of times. */
  #refuse(refusal: Refusal): void {
    const { hub, recipient, bounds } = this.#parts;
    hub.tell(recipient, refused(refusal));
    if (this.#guest !== undefined) return;
    if (++this.#tries >= bounds.nameTries) {
      return recipient.end({ kind: "too_many_tries", nameTries: bounds.nameTries });
    }
    hub.tell(recipient, { kind: "prompt" });
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
