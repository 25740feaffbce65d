/**
 * The pages of an SQLite file as they lie on disk, for when SQLite itself finds it damaged. What stands in the log beside
 * it (`-wal`) is newer and comes first (https://sqlite.org/fileformat2.html).
 *
 * @module
 */

import { type Bytes, openBytes } from "./files.ts";
import { logBeside, PAGE_SIZE, readLog } from "./raw_log.ts";

export class RawPages implements Disposable {
  readonly #file: Bytes;
  readonly #log: Bytes | undefined;
  readonly #placesInLog: ReadonlyMap<number, number>;
  readonly size: number;
  /** How many pages there are, the log included. They are numbered from 1. */
  readonly count: number;

  /** Throws a StoreFailure where the file cannot be read. */
  constructor(path: string) {
    this.#file = openBytes(path);
    this.size = pageSizeIn(this.#file);
    this.#log = logBeside(path);
    this.#placesInLog = this.#log === undefined ? new Map() : readLog(this.#log, this.size).places;
    let count = Math.ceil(this.#file.size / this.size);
    for (const page of this.#placesInLog.keys()) count = Math.max(count, page);
    this.count = count;
  }

  /** What the file does not have of it is zeros. */
  page(number: number): Uint8Array {
    const place = this.#placesInLog.get(number);
    return place === undefined
      ? this.#file.read((number - 1) * this.size, this.size)
      : this.#log!.read(place, this.size);
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
    this.#log?.[Symbol.dispose]();
  }
}

function pageSizeIn(file: Bytes): number {
  const head = file.read(0, 18);
  const size = head[16]! * 256 + head[17]!;
  const isHead = new TextDecoder().decode(head.subarray(0, 15)) === "SQLite format 3";
  if (!isHead || (size & (size - 1)) !== 0) return PAGE_SIZE;
  return size === 1 ? 65_536 : size >= 512 ? size : PAGE_SIZE;
}
