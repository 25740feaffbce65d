/**
 * The room of all tails together, a part of the space that all outboxes share. A piece that many readers got is one in
 * memory, and is counted once. Where there is no room left, the tail that was quiet for longest goes: its client has
 * most surely read it.
 *
 * @module
 */

import type { OutboxSpace } from "./outbox_space.ts";

/** Which part of the space of all outboxes tails may take. */
const PART_OF_SPACE = 8;

/** A tail, as others need its room. */
export interface TailHolder {
  /** Whether it is needed soon: then it goes for no other one. */
  readonly isHeld: boolean;
  /** Lets go of everything, by {@linkcode TailSpace.release}. */
  clear(): void;
}

export class TailSpace {
  readonly #space: Pick<OutboxSpace, "maxBytes" | "claim" | "release">;
  readonly #uses = new Map<ArrayBuffer, number>(); // how many pieces of it are kept
  readonly #tails = new Set<TailHolder>(); // first those that were quiet for longest
  #bytes = 0;

  /** An empty room within that space. */
  constructor(space: Pick<OutboxSpace, "maxBytes" | "claim" | "release">) {
    this.#space = space;
  }

  /** Takes room for a piece; false where there is none left. */
  keep({ buffer }: Uint8Array<ArrayBuffer>, tail: TailHolder): boolean {
    const uses = this.#uses.get(buffer) ?? 0;
    if (uses === 0 && !this.#claim(buffer.byteLength, tail)) return false;
    this.#uses.set(buffer, uses + 1);
    return true;
  }

  /** Gives back the room of a piece that was kept. */
  release({ buffer }: Uint8Array<ArrayBuffer>): void {
    const uses = this.#uses.get(buffer)! - 1;
    if (uses > 0) return void this.#uses.set(buffer, uses);
    this.#uses.delete(buffer);
    this.#bytes -= buffer.byteLength;
    this.#space.release(buffer.byteLength);
  }

  /** A tail has just been written to. */
  touch(tail: TailHolder): void {
    this.#tails.delete(tail);
    this.#tails.add(tail);
  }

  /** A tail is gone. */
  forget(tail: TailHolder): void {
    this.#tails.delete(tail);
  }

  get bytes(): number {
    return this.#bytes;
  }

  #claim(bytes: number, tail: TailHolder): boolean {
    const most = this.#space.maxBytes / PART_OF_SPACE;
    for (const quiet of this.#tails) {
      if (this.#bytes + bytes <= most) break;
      if (quiet === tail || quiet.isHeld) continue;
      this.#tails.delete(quiet); // it has nothing left; its next write brings it back
      quiet.clear();
    }
    if (this.#bytes + bytes > most || !this.#space.claim(bytes)) return false;
    this.#bytes += bytes;
    return true;
  }
}
