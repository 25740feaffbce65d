/**
 * The lines that were written last to a reader whose client may come back after it lost its connection: what the system
 * had taken of them may never have arrived. The client counts what it gets, and the tail counts along, so that the two
 * agree where to go on.
 *
 * It is bounded by bytes and pieces, one write at least, and all tails by their space. What falls out is told as skipped.
 *
 * @module
 */

import type { Bytes } from "./backlog.ts";
import type { TailSpace } from "./tail_space.ts";

/** Most pieces of a tail; mostly a piece is what one flush had. */
const MAX_PIECES = 1024;

const LF = 10;

/** What a client has not seen yet. */
export interface Unseen {
  /** How many lines are not kept any more. */
  readonly lost: number;
  /** The lines behind those. */
  readonly pieces: readonly Bytes[];
}

export class Tail implements Disposable {
  /** Whether it is needed soon: then it goes for no other one. */
  isHeld = false;
  readonly #space: TailSpace;
  readonly #maxBytes: number;
  #mark: Bytes | undefined; // the counting begins behind it; undefined once it was written
  #before: number; // how many lines are counted ahead of the first piece
  #pieces: Bytes[] = [];
  #bytes = 0;

  /**
   * An empty tail.
   * @param maxBytes most bytes of it
   * @param mark the piece behind which lines are counted
   * @param seen the number of lines that are counted already
   */
  constructor(space: TailSpace, maxBytes: number, mark: Bytes, seen: number) {
    this.#space = space;
    this.#maxBytes = maxBytes;
    this.#mark = mark;
    this.#before = seen;
    space.touch(this);
  }

  /**
   * Keeps what one write carries.
   * @param isGap whether the last piece tells of skipped lines: the mark may be among them
   */
  record(pieces: readonly Bytes[], isGap: boolean): void {
    const counted = this.behindMark(pieces, isGap);
    if (this.#mark !== undefined && (isGap || pieces.includes(this.#mark))) this.#mark = undefined;
    let bytes = 0;
    for (const { length } of counted) bytes += length;
    this.#drop(this.#pieces.length + counted.length - MAX_PIECES, this.#bytes + bytes - this.#maxBytes);
    for (const piece of counted) this.#keep(piece);
    this.#space.touch(this);
  }

  /** Those pieces behind the mark; once it was written, all of them. Where it was skipped, only what tells of that. */
  behindMark(pieces: readonly Bytes[], isGap: boolean): readonly Bytes[] {
    if (this.#mark === undefined) return pieces;
    const at = pieces.indexOf(this.#mark);
    return at >= 0 ? pieces.slice(at + 1) : isGap ? pieces.slice(-1) : [];
  }

  /**
   * What was written behind the first so many lines, or waits; undefined where there were not as many.
   * @param waiting what will be written next: a client may have seen it on a connection that it gave up
   */
  behind(seen: number, waiting: readonly Bytes[] = []): Unseen | undefined {
    const pieces: Bytes[] = [];
    let end = this.#before;
    for (const piece of [...this.#pieces, ...this.behindMark(waiting, false)]) {
      const start = end;
      end += linesIn(piece);
      if (end > seen) pieces.push(start >= seen ? piece : piece.subarray(endOf(piece, seen - start)));
    }
    return seen > end ? undefined : { lost: Math.max(0, this.#before - seen), pieces };
  }

  /** Lets go of everything it keeps: that is told as skipped, if it is ever asked for. */
  clear(): void {
    this.#drop(this.#pieces.length, 0);
  }

  [Symbol.dispose](): void {
    this.clear();
    this.#space.forget(this);
  }

  #keep(piece: Bytes): void {
    if (!this.#space.keep(piece, this)) {
      this.clear(); // no gap in the middle
      this.#before += linesIn(piece);
      return;
    }
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  }

  /** Lets go of the oldest pieces: of so many, and of so many bytes. */
  #drop(pieces: number, bytes: number): void {
    let count = 0, left = bytes;
    while (count < this.#pieces.length && (count < pieces || left > 0)) {
      const piece = this.#pieces[count++]!;
      left -= piece.length;
      this.#bytes -= piece.length;
      this.#before += linesIn(piece);
      this.#space.release(piece);
    }
    if (count > 0) this.#pieces.splice(0, count);
  }
}

/** How many lines end in a piece. */
export function linesIn(piece: Bytes): number {
  let count = 0;
  for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) count++;
  return count;
}

/** Where the first so many lines of a piece end. */
function endOf(piece: Bytes, lines: number): number {
  let end = 0;
  for (let left = lines; left > 0; left--) end = piece.indexOf(LF, end) + 1;
  return end;
}
