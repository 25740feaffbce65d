/**
 * The log beside an SQLite file (`-wal`), as it lies on disk (https://sqlite.org/fileformat2.html#the_write_ahead_log).
 * SQLite reads it up to the first page that is damaged, and drops what follows without a word.
 *
 * @module
 */

import { type Bytes, openBytes, sizeOf } from "./files.ts";

/** The size of our pages in bytes, where a file does not say it. */
export const PAGE_SIZE = 4096;

/** Sizes of the heads of a log and of a page in it, in bytes. */
const LOG_HEAD = 32, FRAME_HEAD = 24;

/** How a log begins whose checksums are made of numbers with the greatest byte first. */
const BIG = 0x377f0683;

/** How often a log that seems to be damaged is read: a page may be half written when it is read. */
const LOOKS = 3;

export interface RawLog {
  /** Where in it the newest whole version of each page begins, of transactions that came to their end. */
  readonly places: ReadonlyMap<number, number>;
  /** How many transactions SQLite drops, since a page before their end is damaged. */
  readonly dropped: number;
}

/** Undefined where there is none, or it may not be read. */
export function logBeside(path: string): Bytes | undefined {
  const log = `${path}-wal`;
  try {
    return sizeOf(log) === undefined ? undefined : openBytes(log);
  } catch {
    return undefined;
  }
}

/** How many transactions in the log beside a file SQLite drops. A server may be writing the log meanwhile. */
export function droppedFrom(path: string): number {
  using log = logBeside(path);
  if (log === undefined || log.size === 0) return 0;
  const head = log.read(0, LOG_HEAD);
  let least = Infinity;
  for (let looks = 0; looks < LOOKS && least > 0; looks++) {
    least = Math.min(least, readLog(log, PAGE_SIZE).dropped);
    if (log.read(0, LOG_HEAD).some((byte, at) => byte !== head[at])) return 0; // it was begun anew
  }
  return least;
}

/**
 * Every page in a log has the log's two numbers, and a checksum that goes on from that of the page before. So it can be
 * told of each whether it is whole, also behind one whose content or checksum is damaged.
 */
export function readLog(log: Bytes, pageSize: number): RawLog {
  const head = log.read(0, LOG_HEAD + FRAME_HEAD), view = viewOf(head), isBig = view.getUint32(0) === BIG;
  // The checksum before a page, as it is told and as it is: where they differ, the page behind tells which one was right.
  let told = numbersAt(view, 24), made = checksum(head.subarray(0, 24), isBig, [0, 0]);
  let isCut = !isSame(told, made);
  const own = numbersAt(view, isCut ? LOG_HEAD + 8 : 16);
  const places = new Map<number, number>();
  let begun = new Map<number, number>(), dropped = 0;
  for (let at = LOG_HEAD; at + FRAME_HEAD + pageSize <= log.size; at += FRAME_HEAD + pageSize) {
    const frame = log.read(at, FRAME_HEAD + pageSize), view = viewOf(frame);
    const sumsAfter = (before: Numbers) =>
      checksum(frame.subarray(FRAME_HEAD), isBig, checksum(frame.subarray(0, 8), isBig, before));
    const fromTold = sumsAfter(told), fromMade = isSame(told, made) ? fromTold : sumsAfter(made);
    told = numbersAt(view, 16);
    made = isSame(told, fromMade) ? told : fromTold;
    if (!isSame(own, numbersAt(view, 8)) || !isSame(told, made)) {
      isCut = true;
      continue;
    }
    begun.set(view.getUint32(0), at + FRAME_HEAD);
    if (view.getUint32(4) === 0) continue; // its transaction goes on
    if (isCut) dropped++;
    for (const [page, place] of begun) places.set(page, place);
    begun = new Map();
  }
  return { places, dropped };
}

type Numbers = readonly [number, number];

function numbersAt(view: DataView, at: number): Numbers {
  return [view.getUint32(at), view.getUint32(at + 4)];
}

function isSame([a, b]: Numbers, [c, d]: Numbers): boolean {
  return a === c && b === d;
}

function checksum(bytes: Uint8Array, isBig: boolean, [first, second]: Numbers): Numbers {
  const view = viewOf(bytes);
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, !isBig) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !isBig) + first) >>> 0;
  }
  return [first, second];
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
