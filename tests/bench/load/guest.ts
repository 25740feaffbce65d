/**
 * One person of the load client: talks on a schedule or flat out, and checks what it hears. Nothing is allocated for a
 * line that is read, so that it is the server that is measured.
 *
 * @module
 */

import { type Line, writeAll } from "./connection.ts";
import type { Tally } from "./tally.ts";
import {
  endOfLine,
  isProbe,
  isTalk,
  isWhole,
  nameOf,
  PROBE,
  sequenceOf,
  speakerOf,
  talkLines,
  timeUsOf,
} from "./talk_line.ts";

/** Lines in one write of a speaker who makes no pauses. */
const LINES_PER_WRITE = 16;

const origin = performance.now();
const encoder = new TextEncoder();

/** The time on the clock of this process, in microseconds. */
export function nowUs(): number {
  return Math.round((performance.now() - origin) * 1000);
}

/** What the guests of a run share. */
export interface Shared {
  /** Counts for the phase of now. */
  tally: Tally;
  readonly speakers: number;
  /** Size of a guest's read buffer; no line is longer. */
  readonly readBytes: number;
}

export class Guest {
  readonly #connection: Line;
  readonly #index: number;
  readonly #shared: Shared;
  /** The last sequence number of each speaker. */
  readonly #last: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #answered = Promise.withResolvers<void>();
  #length = 0;
  #sequence = 0;
  #writing: Promise<void> | undefined;
  #backlog: Uint8Array[] = [];
  /** Whether it has heard a probe: so it is in the room. */
  hasHeardProbe = false;

  private constructor(connection: Line, index: number, shared: Shared) {
    this.#connection = connection;
    this.#index = index;
    this.#shared = shared;
    this.#last = new Int32Array(shared.speakers).fill(-1);
    this.#bytes = new Uint8Array(shared.readBytes);
  }

  /**
   * Takes a seat; resolves when the server has answered to the name.
   * @param typed what is typed behind the name
   */
  static async join(connection: Line, index: number, typed: string, shared: Shared): Promise<Guest> {
    const guest = new Guest(connection, index, shared);
    guest.#listen();
    await writeAll(connection, encoder.encode(`${nameOf(index)}\n${typed}`));
    await guest.#answered.promise;
    return guest;
  }

  /** Says what shows to the others in the room that they are there. */
  async probe(): Promise<void> {
    await writeAll(this.#connection, PROBE);
  }

  /** Writes the next lines, stamped now. Does not wait: what the socket does not take yet follows in order. */
  talk(lines: number): void {
    this.#backlog.push(this.#nextLines(lines));
    this.#writing ??= this.#drain();
  }

  /** Writes its lines as fast as the socket takes them. */
  async talkFlatOut(lines: number): Promise<void> {
    for (let left = lines; left > 0; left -= LINES_PER_WRITE) {
      await writeAll(this.#connection, this.#nextLines(Math.min(left, LINES_PER_WRITE)));
    }
  }

  async #drain(): Promise<void> {
    for (let bytes; (bytes = this.#backlog.shift());) await writeAll(this.#connection, bytes);
    this.#writing = undefined;
  }

  #nextLines(count: number): Uint8Array {
    const timeUs = nowUs();
    this.#shared.tally.begin(timeUs);
    const bytes = talkLines(this.#index, this.#sequence, count, timeUs);
    this.#sequence += count;
    return bytes;
  }

  /** Reads until the socket is closed. */
  async #listen(): Promise<void> {
    for (;;) {
      const count = await this.#connection.read(this.#bytes.subarray(this.#length)).catch(() => null);
      if (count === null) break;
      this.#length += count;
      this.#hear();
    }
    this.#answered.reject(new Error("The server closed a connection instead of letting somebody in"));
  }

  #hear(): void {
    const bytes = this.#bytes, length = this.#length, timeUs = nowUs();
    let start = 0;
    for (let end; (end = endOfLine(bytes, start, length)) >= 0; start = end + 1) {
      if (isTalk(bytes, start)) this.#check(start, end, timeUs);
      else this.hasHeardProbe ||= isProbe(bytes, start);
    }
    if (start > 0) this.#answered.resolve();
    bytes.copyWithin(0, start, length);
    this.#length -= start;
  }

  #check(start: number, end: number, timeUs: number): void {
    const bytes = this.#bytes, { tally } = this.#shared, speaker = speakerOf(bytes, start);
    if (!isWhole(bytes, start, end) || speaker >= this.#last.length || speaker === this.#index) {
      tally.damaged++;
      return;
    }
    const sequence = sequenceOf(bytes, start);
    if (sequence <= this.#last[speaker]!) tally.disordered++;
    this.#last[speaker] = sequence;
    tally.add(timeUsOf(bytes, start), timeUs);
  }
}
