/**
 * The pages of an SQLite file as they lie on disk, for when SQLite itself finds it damaged. What stands in the log beside
 * it (`-wal`) is newer and comes first, as far as the log is whole (https://sqlite.org/fileformat2.html).
 *
 * @module
 */

import { type Bytes, openBytes } from "./files.ts";

/** The size of our pages in bytes, where the file does not say it any more. */
const USUAL_SIZE = 4096;

/** Sizes of the heads of a log and of a page in it, in bytes. */
const LOG_HEAD = 32, FRAME_HEAD = 24;

/** The pages of one file. Whoever opens it disposes it. */
export class RawPages implements Disposable {
  readonly #file: Bytes;
  readonly #log: Bytes | undefined;
  readonly #placesInLog: ReadonlyMap<number, number>;
  /** How many bytes a page has. */
  readonly size: number;
  /** How many pages there are, the log included. They are numbered from 1. */
  readonly count: number;

  /** Opens a file and the log beside it. Throws a StoreFailure where it cannot be read. */
  constructor(path: string) {
    this.#file = openBytes(path);
    this.size = pageSizeIn(this.#file);
    this.#log = logBeside(path);
    this.#placesInLog = this.#log === undefined ? new Map() : placesIn(this.#log, this.size);
    this.count = Math.max(Math.ceil(this.#file.size / this.size), ...this.#placesInLog.keys());
  }

  /** One page; what the file has not of it is zeros. */
  page(number: number): Uint8Array {
    const place = this.#placesInLog.get(number);
    return place === undefined
      ? this.#file.read((number - 1) * this.size, this.size)
      : this.#log!.read(place, this.size);
  }

  /** Closes them. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
    this.#log?.[Symbol.dispose]();
  }
}

function pageSizeIn(file: Bytes): number {
  const head = file.read(0, 18);
  const size = viewOf(head).getUint16(16);
  const isHead = new TextDecoder().decode(head.subarray(0, 15)) === "SQLite format 3";
  if (!isHead || (size & (size - 1)) !== 0) return USUAL_SIZE;
  return size === 1 ? 65_536 : size >= 512 ? size : USUAL_SIZE;
}

function logBeside(path: string): Bytes | undefined {
  try {
    return openBytes(`${path}-wal`);
  } catch {
    return undefined; // there is none, or nobody may read it
  }
}

/** Where in a log the newest version of each page begins, up to the last transaction that is whole. */
function placesIn(log: Bytes, pageSize: number): ReadonlyMap<number, number> {
  const head = log.read(0, LOG_HEAD), headView = viewOf(head);
  const magic = headView.getUint32(0), isBig = magic === 0x377f0683;
  const done = new Map<number, number>();
  if ((magic !== 0x377f0682 && !isBig) || headView.getUint32(8) !== pageSize) return done;
  let sums = checksum(head.subarray(0, 24), isBig, [0, 0]);
  let begun = new Map<number, number>();
  for (let at = LOG_HEAD; at + FRAME_HEAD + pageSize <= log.size; at += FRAME_HEAD + pageSize) {
    const frame = log.read(at, FRAME_HEAD + pageSize), view = viewOf(frame);
    if (view.getUint32(8) !== headView.getUint32(16) || view.getUint32(12) !== headView.getUint32(20)) break;
    sums = checksum(frame.subarray(FRAME_HEAD), isBig, checksum(frame.subarray(0, 8), isBig, sums));
    if (view.getUint32(16) !== sums[0] || view.getUint32(20) !== sums[1]) break;
    begun.set(view.getUint32(0), at + FRAME_HEAD);
    if (view.getUint32(4) === 0) continue; // its transaction goes on
    for (const [page, place] of begun) done.set(page, place);
    begun = new Map();
  }
  return done;
}

type Sums = readonly [number, number];

/** The log's running checksum. */
function checksum(bytes: Uint8Array, isBig: boolean, [first, second]: Sums): Sums {
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
