/**
 * The lines that were written last to a reader whose client may come back after it lost its connection: what the system
 * had taken of them may never have arrived. The client counts what it gets, and the tail counts along, so that the two
 * agree where to go on.
 *
 * Every line that is delivered counts, also one that is skipped: a line that tells of a gap counts as all that are in it.
 * So a number means the same line on all connections of a seat, wherever their gaps are.
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

/** Lines, or how many of them are missing here. */
export type Part = Bytes | number;

const GAPS = new WeakMap<Bytes, number>(); // lines that tell of gaps, as they wait in an outbox

export class Tail implements Disposable {
  /** Whether it is needed soon: then it goes for no other one. */
  isHeld = false;
  /** How many lines were delivered so far, whether they wait, were written or were skipped. */
  count: number;
  readonly #space: TailSpace;
  readonly #maxBytes: number;
  #mark: Bytes | undefined; // the counting begins behind it; undefined once it was written
  #before: number; // how many lines are counted ahead of the first part
  #parts: Part[] = [];
  #bytes = 0;

  /**
   * An empty tail.
   * @param maxBytes most bytes of it
   * @param mark the piece behind which lines are counted; it is delivered next
   * @param seen the number of lines that are counted already
   */
  constructor(space: TailSpace, maxBytes: number, mark: Bytes, seen: number) {
    this.#space = space;
    this.#maxBytes = maxBytes;
    this.#mark = mark;
    this.#before = seen;
    this.count = seen - 1; // the mark does not count
    space.touch(this);
  }

  /**
   * Keeps what one write carries.
   * @param missed how many lines were skipped behind those: everything that was delivered; 0 for none
   * @returns how many lines to tell of as skipped
   */
  record(pieces: readonly Bytes[], missed: number): number {
    const isBegun = this.#mark === undefined || pieces.includes(this.#mark),
      counted = this.#behindMark(pieces);
    if (isBegun || missed > 0) this.#mark = undefined; // it may be in the gap: then its client counts nothing
    let bytes = 0;
    for (const { length } of counted) bytes += length;
    this.#drop(this.#parts.length + counted.length - MAX_PIECES, this.#bytes + bytes - this.#maxBytes);
    for (const piece of counted) this.#keep(piece);
    this.#space.touch(this);
    if (missed === 0) return 0;
    const gap = this.count - this.#end;
    if (gap > 0) this.#parts.push(gap);
    return isBegun ? gap : missed;
  }

  /**
   * Everything that was delivered behind the first so many lines; undefined where there were not as many.
   * @param waiting what will be written next: a client may have seen it on a connection that it gave up
   */
  behind(seen: number, waiting: readonly Bytes[] = []): readonly Part[] | undefined {
    if (seen > this.count) return undefined;
    const unseen: Part[] = [];
    let end = seen, gap = 0;
    const goOn = (to: number, piece?: Bytes) => {
      const lines = to - Math.max(end, seen);
      if (lines <= 0) return;
      if (piece === undefined) gap += lines;
      else {
        if (gap > 0) unseen.push(gap);
        gap = 0;
        unseen.push(end >= seen ? piece : piece.subarray(endOf(piece, seen - end)));
      }
    };
    goOn(this.#before);
    end = this.#before;
    for (const part of [...this.#parts, ...this.#behindMark(waiting)]) {
      const lines = linesIn(part);
      goOn(end + lines, typeof part === "number" || GAPS.has(part) ? undefined : part);
      end += lines;
    }
    goOn(this.count); // skipped behind what waits
    if (gap > 0) unseen.push(gap);
    return unseen;
  }

  /** Lets go of everything it keeps: that is told as skipped, if it is ever asked for. */
  clear(): void {
    this.#drop(this.#parts.length, 0);
  }

  [Symbol.dispose](): void {
    this.clear();
    this.#space.forget(this);
  }

  /** Those pieces behind the mark; once it was written, all of them. */
  #behindMark(pieces: readonly Bytes[]): readonly Bytes[] {
    if (this.#mark === undefined) return pieces;
    const at = pieces.indexOf(this.#mark);
    return at >= 0 ? pieces.slice(at + 1) : [];
  }

  /** How many lines are counted up to the end of the last part. */
  get #end(): number {
    return this.#parts.reduce<number>((sum, part) => sum + linesIn(part), this.#before);
  }

  #keep(piece: Bytes): void {
    const gap = GAPS.get(piece);
    if (gap !== undefined) return void this.#parts.push(gap);
    if (!this.#space.keep(piece, this)) {
      this.clear(); // no gap in the middle
      this.#before += linesIn(piece);
      return;
    }
    this.#parts.push(piece);
    this.#bytes += piece.length;
  }

  /** Lets go of the oldest parts: of so many, and of so many bytes. */
  #drop(parts: number, bytes: number): void {
    let count = 0, left = bytes;
    while (count < this.#parts.length && (count < parts || left > 0)) {
      const part = this.#parts[count++]!;
      this.#before += linesIn(part);
      if (typeof part === "number") continue;
      left -= part.length;
      this.#bytes -= part.length;
      this.#space.release(part);
    }
    if (count > 0) this.#parts.splice(0, count);
  }
}

/** Has a line count as all the lines whose gap it tells of. */
export function countAs(line: Bytes, lines: number): void {
  GAPS.set(line, lines);
}

/** How many lines a part counts as. */
export function linesIn(part: Part): number {
  if (typeof part === "number") return part;
  const gap = GAPS.get(part);
  if (gap !== undefined) return gap;
  let count = 0;
  for (let at = part.indexOf(LF); at >= 0; at = part.indexOf(LF, at + 1)) count++;
  return count;
}

/** Where the first so many lines of a piece end. */
function endOf(piece: Bytes, lines: number): number {
  let end = 0;
  for (let left = lines; left > 0; left--) end = piece.indexOf(LF, end) + 1;
  return end;
}
