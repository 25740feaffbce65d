/**
 * One direction of a simulated connection: bytes go in as far as there is room, and come out later, in order, cut and
 * joined wherever chance has it. What it holds is what the two systems' buffers would.
 *
 * @module
 */

import type { Random } from "../support/random.ts";
import type { Timeline } from "./timeline.ts";

/** How a pipe behaves. */
export interface PipeTraits {
  /** How many bytes may be under way or unread. */
  readonly capacityBytes: number;
  /** How long bytes are under way, in milliseconds, give or take a half. */
  readonly latencyMs: number;
}

/** Most bytes that arrive at once: what an Ethernet frame holds. */
const SEGMENT_BYTES = 1460;

/** A pipe from a sender to a receiver. */
export class Pipe {
  /** Whether more may come: no more after the sender's end, nothing at all after a reset. */
  state: "open" | "ended" | "broken" = "open";
  /** Told when bytes, the end or a reset arrived. */
  onArrival: () => void = () => {};
  /** Told when there is room again after a `send` that found too little. */
  onRoom: () => void = () => {};
  /** How many bytes were ever sent. */
  sent = 0;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #traits: PipeTraits;
  #underWay = 0;
  #arrived: Uint8Array[] = [];
  #unread = 0;
  #lastAt = 0;
  #isFull = false;

  /** An empty pipe. */
  constructor(timeline: Timeline, random: Random, traits: PipeTraits) {
    this.#timeline = timeline;
    this.#random = random;
    this.#traits = traits;
  }

  /**
   * Sends as many of the bytes as there is room for; returns how many. Once it was full, there is none until a third of
   * it is free: so systems tell of room.
   */
  send(bytes: Uint8Array): number {
    if (this.#isFull && this.#room < this.#traits.capacityBytes / 3) return 0;
    const count = Math.min(bytes.length, this.#room);
    this.#isFull = count < bytes.length;
    const sent = bytes.slice(0, count);
    this.#underWay += count;
    this.sent += count;
    const mostBytes = this.#random.chance(0.15) ? 7 : SEGMENT_BYTES;
    for (let at = 0; at < count;) {
      const segment = sent.subarray(at, at + this.#random.between(Math.ceil(mostBytes / 4), mostBytes));
      at += segment.length;
      this.#later(() => this.#arrive(segment));
    }
    return count;
  }

  /** Says that nothing more is sent. */
  end(): void {
    this.#later(() => {
      this.state = "ended";
      this.onArrival();
    });
  }

  /** Breaks the connection at the receiver, once what was sent has arrived. */
  reset(): void {
    this.#later(() => this.break());
  }

  /** Breaks it here and now. What has arrived can be read, sometimes. */
  break(): void {
    if (this.state === "broken") return;
    this.state = "broken";
    this.#underWay = 0;
    if (this.#random.chance(0.5)) this.#forget();
    this.onArrival();
    this.onRoom();
  }

  /** Takes bytes that have arrived, at most so many. */
  take(most: number): Uint8Array {
    const [first = new Uint8Array(0)] = this.#arrived;
    const bytes = first.subarray(0, most);
    if (bytes.length === first.length) this.#arrived.shift();
    else this.#arrived[0] = first.subarray(bytes.length);
    this.#unread -= bytes.length;
    if (this.#isFull) this.#timeline.after(this.#traits.latencyMs, () => this.onRoom());
    return bytes;
  }

  /** How many bytes have arrived and were not taken. */
  get unread(): number {
    return this.#unread;
  }

  get #room(): number {
    return this.#traits.capacityBytes - this.#underWay - this.#unread;
  }

  #arrive(segment: Uint8Array): void {
    this.#underWay -= segment.length;
    const last = this.#arrived.at(-1);
    if (last !== undefined && this.#random.chance(0.5)) {
      this.#arrived[this.#arrived.length - 1] = joined(last, segment);
    } else this.#arrived.push(segment);
    this.#unread += segment.length;
    this.onArrival();
  }

  #later(run: () => void): void {
    const delayMs = this.#traits.latencyMs * (0.5 + this.#random.next());
    this.#lastAt = Math.max(this.#lastAt, this.#timeline.now() + delayMs);
    this.#timeline.after(this.#lastAt - this.#timeline.now(), () => {
      if (this.state !== "broken") run();
    });
  }

  #forget(): void {
    this.#arrived = [];
    this.#unread = 0;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
