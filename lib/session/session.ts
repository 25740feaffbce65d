/**
 * One connection's conversation: lines in, a farewell out. First somebody gives a name, then every line is said or
 * obeyed, at a pace.
 *
 * Requirements:
 * 1. it never writes to a socket: it tells its reader;
 * 2. it returns a {@linkcode Farewell}, and closes nothing but a connection whose client may come back at another one;
 * 3. whatever happens, it gives up its seat in `finally`.
 *
 * @module
 */

import { type Clock, pause } from "../runtime/clock.ts";
import type { Deadlines, Hurried } from "../runtime/deadlines.ts";
import type { Pace, PaceBounds } from "../guard/pace.ts";
import type { Paces } from "../guard/paces.ts";
import type { Place } from "../guard/place.ts";
import { HiddenEntry } from "../commands/hidden_entry.ts";
import type { Services } from "../chat/services.ts";
import { Interpreter } from "./interpreter.ts";
import { LinesAhead } from "./lines_ahead.ts";
import { isReturn } from "./resume.ts";
import type { ResumableSeat, ResumableSeats } from "./resumable_seats.ts";
import type { HostParts } from "./session_host.ts";
import type { Farewell } from "../model/farewell.ts";
import { refused } from "../model/notice.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Config } from "../runtime/config.ts";
import type { Log } from "../runtime/log.ts";
import type { Activity } from "../observe/activity.ts";
import type { WaitedFor } from "../observe/rows.ts";
import type { Tally } from "../observe/tally.ts";
import type { Ticks } from "../runtime/ticks.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { PeerGone } from "../wire/socket_text.ts";

/** Lines a session handles in one tick of the event loop, before the other sockets have their turn. */
const LINES_PER_TICK = 20;

/** How long somebody has to come back for whom there is only the place of their seat, in milliseconds. */
const RETURN_MS = 10_000;

/** What a line costs the readers besides its text, in bytes: a name and colours. */
const LINE_OVERHEAD_BYTES = 32;

/** What a session may, as it was set when it began; it is at no pace where it comes from a trusted network. */
export interface SessionBounds extends Pick<Config, "nameMs" | "nameTries" | "maxLineBytes"> {
  readonly pace: PaceBounds | undefined;
  /** What this port serves too, to those who begin with it. */
  readonly served?: readonly ("tls" | "http" | "ssh")[];
}

export interface SessionParts {
  readonly services: Services;
  /** Seats whose clients may come back. */
  readonly resumableSeats: ResumableSeats;
  readonly reader: Reader;
  /** Its place among all: perhaps only for a client that comes back. */
  readonly place: Place;
  /** Those of all sessions. */
  readonly paces: Paces;
  /** Where the lines come from, without a port. */
  readonly address: string;
  /** Its valve is asked before each line, its doorway before a line of somebody without a name. */
  readonly fanOut: Pick<FanOut, "valve" | "doorway">;
  /** Waited for after a handful of lines. */
  readonly ticks: Ticks;
  readonly clock: Clock;
  /** Has the deadline for a name. */
  readonly deadlines: Deadlines;
  readonly bounds: SessionBounds;
  /** Every line is a run of it. */
  readonly activity: Activity;
  readonly tally: Tally;
  /** Told of bugs that come to light when the session is over. */
  readonly log: Log;
}

/** Where the lines of a connection come from. */
export interface Opening {
  /** The terminal they are typed at. */
  readonly terminal: Terminal;
  /** Calls `wake` once there is something to read. */
  onArrival(wake: () => void): void;
  /**
   * The lines from then on; asked for once.
   * @param conversation what a line editor is told of, if there is one
   */
  open(conversation: HostParts): ReadableStream<string>;
  /** Closes the connection: the session goes on without it. */
  drop(): void;
}

/**
 * Waits until something is said, and holds the conversation then until one side ends it.
 * @param opening its lines are cancelled at the end
 * @param onBegun told once, when something is said or the session has to end. Until then there is no promise: one that is
 * awaited takes half a kilobyte
 */
export function converse(
  opening: Opening,
  parts: SessionParts,
  onBegun: (conversation: Promise<Farewell>) => void,
): void {
  const session = new Session(parts), { reader, place, deadlines, bounds: { nameMs } } = parts;
  let hasBegun = false;
  const begin = () => {
    if (hasBegun) return;
    hasBegun = true;
    onBegun(session.run(opening));
  };
  deadlines.begin(session, place.isReturning ? Math.min(RETURN_MS, nameMs) : nameMs);
  reader.onEnd(begin);
  opening.onArrival(begin); // at once, perhaps: then the session waits for its end itself
}

class Session implements Hurried {
  readonly #parts: SessionParts;
  #pace: Pace | undefined;
  #wasPaced = false;
  #sinceTick = 0; // lines handled, or what took as much time
  #isHeard = false; // what they have said waits, at the doorway or for the log
  #isLate = false; // with a name
  #wake: () => void = () => {}; // from waiting for an answer
  #unanswered: Promise<void> | undefined; // what the log had not told yet when the session had to end
  #interpreter: Interpreter | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  async run(opening: Opening): Promise<Farewell> {
    const { services: { hub }, resumableSeats, reader, deadlines } = this.#parts;
    let farewell: Farewell = { kind: "bug" };
    try {
      if (reader.farewell === undefined) await this.#read(opening);
      if (reader.farewell === undefined) await this.#hold(opening);
      farewell = reader.farewell ?? { kind: "hung_up" };
    } finally {
      deadlines.end(this);
      if (this.#seat !== undefined) resumableSeats.forget(this.#seat, reader);
      hub.unseat(reader, farewell); // also where a bug kept them from hearing that they are in
    }
    if (this.#unanswered !== undefined) void this.#leaveAgain(this.#unanswered, farewell);
    return farewell;
  }

  /** Leaves once more when the log tells that they have come, or said something, and they have gone. */
  async #leaveAgain(unanswered: Promise<void>, left: Farewell): Promise<void> {
    const { services, reader, log } = this.#parts;
    try {
      await unanswered;
    } catch (error) {
      log("error", "Bug in a session that was over: {error}", { error });
    }
    services.hub.unseat(reader, left);
  }

  /** Waits for a client that lost its connection, where it may come back to its seat. */
  async #hold(opening: Opening): Promise<void> {
    const { resumableSeats, reader, activity } = this.#parts, seat = this.#seat;
    if (seat === undefined || !reader.dialect.json) return;
    opening.drop();
    await activity.waits("its client to come back", resumableSeats.hold(seat));
  }

  get #seat(): ResumableSeat | undefined {
    return this.#interpreter?.seat;
  }

  /** Somebody has had as much time as they have for a name. */
  onLate(): void {
    this.#isLate = true;
    if (!this.#isHeard) this.#losePatience(); // whoever waits has said something
  }

  /** Handles lines until they come to an end, or somebody ended the session; a peer that is gone is an end like any other. */
  async #read(opening: Opening): Promise<void> {
    const { services, ticks, bounds, clock, activity, tally, reader, paces, address, fanOut } = this.#parts;
    const { valve, doorway } = fanOut;
    this.#pace = bounds.pace && paces.begin(bounds.pace, address, clock.now());
    const { terminal } = opening, entry = new HiddenEntry(terminal);
    const interpreter = this.#interpreter = new Interpreter({
      ...this.#parts,
      ...bounds,
      terminal,
      entry,
      charge: (lines) => this.#charge(lines),
    });
    const ahead = new LinesAhead(clock, () => reader.end({ kind: "bug" }));
    const input = opening.open({ services, reader, entry }).getReader();
    const stop = () => {
      void input.cancel().catch(() => {}); // what the reading failed with, read() has thrown
      if (reader.farewell !== undefined) this.#wake();
    };
    reader.onEnd(stop);
    try {
      while (reader.farewell === undefined) {
        const { done, value } = await input.read();
        if (done) break;
        const paceMs = this.#pace?.take(clock.now()) ?? 0;
        if (paceMs > 0) await this.#holdBack("its pace", this.#keepPace(paceMs));
        const bytes = value.length + LINE_OVERHEAD_BYTES;
        for (let wait; (wait = valve.pass(bytes)) !== undefined;) await this.#holdBack("slow readers", wait);
        // Whoever has no name yet waits where newcomers do, whatever the line brings: names come first.
        const entering = reader.person === undefined ? doorway.enter(reader) : undefined;
        if (entering !== undefined) {
          this.#isHeard = true;
          await this.#holdBack("slow readers", entering);
          this.#isHeard = false;
        }
        const told = ahead.settled();
        if (told !== undefined && !(ahead.hasRoom && interpreter.isTalk(value))) await this.#wait(told);
        if (reader.farewell !== undefined) break;
        tally.linesIn++;
        reader.intake.lines++;
        if (this.#turnsAway(value)) break;
        // One line is one run, right behind the reading or another run.
        const answer = activity.goOn(() => interpreter.hear(value));
        if (answer !== undefined) {
          if (interpreter.isTalk(value)) ahead.add(answer);
          else await this.#wait(answer);
        }
        if (this.#isLate) this.#losePatience();
        if (++this.#sinceTick < LINES_PER_TICK) continue;
        this.#sinceTick = 0;
        await activity.yields(ticks.next());
      }
    } catch (error) {
      if (!(error instanceof PeerGone)) throw error;
    } finally {
      stop();
      if (this.#pace !== undefined) paces.end(this.#pace, bounds.pace!, address, clock.now());
    }
    const told = ahead.settled();
    if (told !== undefined) await this.#wait(told);
  }

  /** Waits for what comes of something that was said, as long as the session goes on: the log may be far away. */
  async #wait(answer: PromiseLike<void>): Promise<void> {
    const { activity, reader, clock } = this.#parts, answered = Promise.resolve(answer);
    if (reader.farewell === undefined) {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      this.#isHeard = true;
      await activity.waits("its own answer", Promise.race([answered, ended]));
      reader.intake.heldBackAt = clock.now();
      this.#isHeard = false;
      activity.goOn(() => {}); // only to wait again
    }
    if (reader.farewell !== undefined) this.#unanswered = answered;
  }

  /** Waits before more lines are taken: the system takes what comes meanwhile. */
  async #holdBack(what: WaitedFor, wait: Promise<void>): Promise<void> {
    const { activity, reader, clock } = this.#parts;
    await activity.waits(what, wait);
    reader.intake.heldBackAt = clock.now();
  }

  /** Waits as long as the pace wants. Whoever is slowed down is told once; not at their first line: others were fast. */
  #keepPace(ms: number): Promise<void> {
    const { clock, reader } = this.#parts;
    const isTold = !this.#wasPaced && reader.intake.lines > 0;
    if (isTold) reader.tell({ kind: "paced", linesPerSecond: this.#pace!.linesPerSecond });
    this.#wasPaced ||= isTold;
    return pause(clock, ms, reader.signal);
  }

  /** Ends the session of somebody who is late with a name, or to come back. */
  #losePatience(): void {
    const { reader, place, deadlines, bounds: { nameMs } } = this.#parts;
    if (reader.person !== undefined) return;
    if (!place.isReturning) return reader.end({ kind: "nameless", nameMs });
    if (this.#turnsAway()) return;
    this.#isLate = false; // there is room for them by now
    deadlines.begin(this, nameMs);
  }

  /** Ends the session of somebody for whom there is no room and who does not come back; the line says whether they do. */
  #turnsAway(line?: string): boolean {
    const { place, reader, tally } = this.#parts;
    if (!place.isReturning || line !== undefined && isReturn(line, reader.dialect.json)) return false;
    const refusal = place.settle();
    if (refusal === undefined) return false;
    tally.refused(refusal);
    reader.tell(refused(refusal));
    reader.end({ kind: "full" });
    return true;
  }

  #charge(lines: number): void {
    this.#sinceTick += lines;
    this.#pace?.take(this.#parts.clock.now(), lines);
  }
}
